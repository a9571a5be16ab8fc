"""What every answer to a machine has in common: who may read it, for how long it may be kept, whether it is new."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_vary_headers

from elo_portal.core.http import PageRequest

View = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD", "OPTIONS")


def readable_by_machines(view: View) -> View:
    """Open to everybody, with the rights of the viewer. Visitors' answers may be kept and read by any site, and are
    asked about each time: what is withdrawn is gone at once. Those of people who are signed in may not be kept.
    """

    @login_not_required
    @wraps(view)
    def answered(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
        elif request.method in {"GET", "HEAD"}:
            response = _conditional(request, _of_get(view, request, *args, **kwargs))
        else:
            response = HttpResponseNotAllowed(METHODS)
        return _open(request, response)

    return answered


def _of_get(view: View, request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """A HEAD is a GET whose body the server does not send."""
    asked, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked


def _conditional(request: PageRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200:
        return response
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _open(request: PageRequest, response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Cookie"])
    if request.viewer.is_authenticated:
        response["Cache-Control"] = "private, no-cache"
        return response
    response["Cache-Control"] = "public, no-cache" if response.status_code < 400 else "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    if request.method == "OPTIONS":
        response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    return response
