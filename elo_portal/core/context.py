"""What every page's template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from elo_portal.core import holes
from elo_portal.core.viewers import NOBODY

THEMES = ("auto", "light", "dark")


def portal(request: HttpRequest) -> dict[str, Any]:
    """`viewer`, `theme` (from the cookie) and whether this is the demo. No query before `viewer` is used."""
    shared = {"csrf_token": holes.TOKEN} if getattr(request, "is_shared", False) else {}
    return {
        **shared,
        "viewer": getattr(request, "viewer", NOBODY),
        "theme": chosen_theme(request),
        "is_demo": settings.DEMO,
    }


def chosen_theme(request: HttpRequest) -> str:
    """Of the cookie; what is no theme is "auto"."""
    theme = request.COOKIES.get("theme", "auto")
    return theme if theme in THEMES else "auto"
