"""Page or part of a page; the types of requests."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from elo_portal.core.viewers import Insiders, Viewer


class PageRequest(HttpRequest):
    """What the middlewares guarantee: who looks, and what htmx said."""

    htmx: HtmxDetails
    viewer: Viewer
    is_shared: bool  # there only while a page is made that several people get


class PageResponse(TemplateResponse):
    """A page; `insiders` says for whom it is another one, if it may be shared at all."""

    insiders: Callable[[], Insiders] | None = None


def render_page(
    request: PageRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    partial: str | None = None,
    status: int = 200,
    insiders: Callable[[], Insiders] | None = None,
) -> HttpResponse:
    """Render the page, or only its named partial when htmx asks to swap a part of it.

    The view names the partial. The browser must never be able to choose one. `insiders`: see `shared_pages`.
    """
    htmx = request.htmx
    wants_part = bool(partial) and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    name = f"{template}#{partial}" if wants_part else template
    response = PageResponse(request, name, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    response.insiders = insiders
    return response
