"""Small middlewares of the portal's own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject

from elo_portal.core import viewers

GetResponse = Callable[[HttpRequest], HttpResponse]


def viewer(get_response: GetResponse) -> GetResponse:
    """`request.viewer`: loaded at the first use, one query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        def load() -> viewers.Viewer:
            user = request.user
            if not user.is_authenticated:
                return viewers.NOBODY
            return viewers.of_account(user.pk, now=timezone.now())

        request.viewer = SimpleLazyObject(load)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def no_store(get_response: GetResponse) -> GetResponse:
    """Keep pages of signed-in people out of every cache; one page differs by cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if hasattr(request, "user") and not response.has_header("Cache-Control"):
            patch_vary_headers(response, ["Cookie"])
            if request.user.is_authenticated:
                patch_cache_control(response, no_store=True, private=True)
            else:
                patch_cache_control(response, no_cache=True, private=True)
        return response

    return middleware
