"""What went wrong, as problem JSON (RFC 9457)."""

import json
from collections.abc import Iterable
from http import HTTPStatus

from django.http import HttpResponse
from ninja import Schema
from ninja.errors import ValidationError

TYPE = "application/problem+json"


class Wrong(Schema):
    name: str
    reason: str


class Problem(Schema):
    """`errors` names the parameters that were not understood."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Wrong] = []


_CONTENT = {
    TYPE: {
        "schema": {
            "type": "object",
            "required": ["type", "title", "status", "detail", "errors"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "errors": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["name", "reason"],
                        "properties": {"name": {"type": "string"}, "reason": {"type": "string"}},
                    },
                },
            },
        }
    }
}
_NOT_MODIFIED = {304: {"description": "Nothing has changed since the answer with this `ETag`."}}
OF_A_LIST = {
    "responses": {
        **_NOT_MODIFIED,
        422: {"description": "A parameter was not understood: `errors` names it.", "content": _CONTENT},
    }
}
OF_ONE = {
    "responses": {**_NOT_MODIFIED, 404: {"description": "There is none to be seen.", "content": _CONTENT}}
}
OF_WORDS = {"responses": _NOT_MODIFIED}


def problem(status: int, *, detail: str = "", errors: Iterable[Wrong] = ()) -> HttpResponse:
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(errors))
    return HttpResponse(json.dumps(body.dict(), ensure_ascii=False), status=status, content_type=TYPE)


def of_validation(error: ValidationError) -> HttpResponse:
    errors = [Wrong(name=_name(one["loc"]), reason=one["msg"]) for one in error.errors]
    return problem(422, detail="A parameter was not understood.", errors=errors)


def wrong(name: str, reason: str) -> ValidationError:
    """To be raised for a parameter that is well-formed and means nothing."""
    return ValidationError([{"loc": ("query", name), "msg": reason}])


def _name(location: Iterable[str | int]) -> str:
    """Of ("query", "filters", "region", 0) the parameter."""
    names = [part for part in location if isinstance(part, str)]
    return names[-1] if names else ""
