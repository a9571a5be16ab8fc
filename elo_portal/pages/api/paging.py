"""Long lists in pieces."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Schema

from elo_portal.pages.api.problems import wrong

MOST = 100
LAST = 10_000


class Piece(Schema):
    """Parameters of every list. Others than a list knows are an error, so that a misspelt filter shows nothing."""

    limit: int = Field(20, ge=1, le=MOST, description="How many at once.")
    offset: int = Field(0, ge=0, le=LAST, description="How many to leave out.")


def refuse_unknown(request: HttpRequest, known: type[Schema]) -> None:
    for name in request.GET:
        if name not in known.model_fields:
            raise wrong(name, "There is no such parameter.")


def page(request: HttpRequest, piece: Piece, *, total: int, items: list[Any]) -> dict[str, Any]:
    after, before = piece.offset + piece.limit, max(piece.offset - piece.limit, 0)
    return {
        "total": total,
        "limit": piece.limit,
        "offset": piece.offset,
        "next": _address(request, after) if after < total and after <= LAST else None,
        "previous": _address(request, before) if piece.offset else None,
        "items": items,
    }


def _address(request: HttpRequest, offset: int) -> str:
    query = request.GET.copy()
    query["offset"] = str(offset)
    return f"{settings.BASE_URL}{request.path}?{query.urlencode()}"
