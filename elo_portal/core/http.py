"""Page or part of a page; the types of requests."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from elo_portal.core.viewers import Viewer


class PageRequest(HttpRequest):
    """What the middlewares guarantee: who looks, and what htmx said."""

    htmx: HtmxDetails
    viewer: Viewer


def render_page(
    request: PageRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page, or only its named partial when htmx asks to swap a part of it.

    The view names the partial. The browser must never be able to choose one.
    """
    htmx = request.htmx
    wants_part = bool(partial) and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    name = f"{template}#{partial}" if wants_part else template
    response = TemplateResponse(request, name, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
