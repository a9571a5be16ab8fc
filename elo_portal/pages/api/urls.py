"""Addresses of the reading interface."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import ValidationError

from elo_portal.core.open_views import readable_by_machines
from elo_portal.pages.api import events, places, practices
from elo_portal.pages.api.problems import of_validation, problem

DESCRIPTION = """The published practices and the events of the ELO network, for reading. Visitors see what is public;
with the session of somebody who is signed in, the same as that person. Nobody's name is told. An `ETag` comes with
every answer; ask again with `If-None-Match`. Practices are licensed as each says (`licence`)."""

api = NinjaAPI(
    title="ELO-portaali",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,  # its pages run scripts of other hosts: docs/api.md instead
    openapi_url="/openapi.json",
    servers=[{"url": settings.BASE_URL}],
)
for router in (practices.router, events.router, places.router):
    api.add_router("", router)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return of_validation(error)


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404)


def no_such_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problem(404, detail="openapi.json lists the addresses.")


_patterns = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
app_name = "api"
urlpatterns: list[URLPattern] = [
    *(path(str(one.pattern), readable_by_machines(one.callback), name=one.name) for one in _patterns),
    path("", readable_by_machines(no_such_address), name="api-root"),
    path("<path:rest>", readable_by_machines(no_such_address), name="elsewhere"),
]
