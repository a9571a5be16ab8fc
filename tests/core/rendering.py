"""Rendering a line of a template, as a page would."""

from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.utils.translation import override


def render(source: str, *, language: str = "fi", request: HttpRequest | None = None, **context: Any) -> str:
    with override(language):
        return engines["django"].from_string(source).render(context, request)


def squeezed(html: str) -> str:
    """The same HTML on one line, so that a test says what matters and not how it is broken."""
    return " ".join(html.split()).replace("> <", "><")
