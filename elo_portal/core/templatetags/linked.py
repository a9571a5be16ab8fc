"""Data for search engines inside a page."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Nothing in a text can end the element or begin another one.
ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@register.simple_tag
def linked_data(data: dict[str, Any] | None) -> SafeString:
    """{% linked_data linked %}: a data block (JSON-LD), which no browser runs; nothing for None."""
    if data is None:
        return SafeString("")
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
