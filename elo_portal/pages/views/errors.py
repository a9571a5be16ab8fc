"""Error pages in the portal's clothes. They make no query: the database may be what is away."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path, override

from elo_portal.core import kept_input


def _page(request: HttpRequest, template: str, status: int, **more: object) -> HttpResponse:
    with override(get_language_from_path(request.path) or "fi"):
        return HttpResponse(
            render(None, template, {"path": request.path, **more}).content,
            status=status,
        )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it is the database that does not answer."""
    is_away = isinstance(sys.exc_info()[1], OperationalError)
    page = _page(request, "503.html", 503) if is_away else _page(request, "500.html", 500)
    # Said here, so that no middleware asks the database who is looking: that would wait as long once more.
    page["Cache-Control"] = "no-store"
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent with an outdated token, usually after the session ended: what was typed is kept."""
    is_kept = kept_input.keep(request)
    return _page(request, "403_csrf.html", 403, address=request.get_full_path(), is_kept=is_kept)
