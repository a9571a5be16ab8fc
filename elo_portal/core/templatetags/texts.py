"""Numbers as they are written, and texts in another language than the page's."""

from decimal import Decimal

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from elo_portal.core import dates
from elo_portal.core.components import render

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
KILOBYTE = 1024


def written(value: float | Decimal, *, decimals: int = 0) -> str:
    """12 000 or 6,4; in English 12,000 or 6.4."""
    return formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.simple_tag
def number(value: float | Decimal, *, decimals: int = 0) -> str:
    """{% number 12000 %}: 12 000."""
    return written(value, decimals=decimals)


@register.simple_tag
def percent(value: float | Decimal, *, decimals: int = 0) -> str:
    """{% percent 6.4 decimals=1 %}: 6,4 %."""
    space = "" if dates.language() == "en" else NO_BREAK
    return f"{written(value, decimals=decimals)}{space}%"


@register.simple_tag
def file_size(size: int) -> str:
    """{% file_size 86016 %}: 84 kt."""
    if size < KILOBYTE**2:
        figure, unit = written(max(round(size / KILOBYTE), 1)), pgettext("kilobytes", "kB")
    else:
        figure, unit = written(size / KILOBYTE**2, decimals=1), pgettext("megabytes", "MB")
    return f"{figure}{NO_BREAK}{unit}"


@register.simple_tag
def lang_attr(language: str) -> SafeString:
    """` lang="sv"` where the content is not in the language of the page: <h3{% lang_attr thing.language %}>."""
    if not language or language == dates.language():
        return SafeString("")
    return format_html(' lang="{}"', language)


@register.simple_tag
def only_in(language: str) -> SafeString:
    """A tag that names the content's language, where it is not the page's."""
    if not language or language == dates.language():
        return SafeString("")
    names = {"fi": _("Only in Finnish"), "sv": _("Only in Swedish"), "en": _("Only in English")}
    return render("tag", text=names[language], tone="info", icon="languages", lang="")
