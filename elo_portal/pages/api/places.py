"""The words that others are made of: regions and vocabularies."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from elo_portal.core.addresses import in_each_language
from elo_portal.core.models import Term
from elo_portal.pages.api import problems, schemas
from members.models import Region

router = Router()


@router.get(
    "/regions",
    response=list[schemas.Region],
    operation_id="listRegions",
    summary="Regions",
    openapi_extra=problems.OF_WORDS,
)
def regions(request: HttpRequest) -> list[dict[str, Any]]:
    """The regions of Statistics Finland, by their codes."""
    return [
        {
            "code": one.code,
            "slug": one.slug,
            "nuts3": one.nuts3,
            "name": schemas.in_languages(one, "name"),
            "urls": in_each_language("pages:region", one.slug),
        }
        for one in Region.objects.order_by("code")
    ]


@router.get(
    "/vocabularies",
    response=list[schemas.Vocabulary],
    operation_id="listVocabularies",
    summary="Vocabularies",
    openapi_extra=problems.OF_WORDS,
)
def vocabularies(request: HttpRequest) -> list[dict[str, Any]]:
    """Every word of every vocabulary; retired ones stay where they were used, merged ones are another."""
    found: dict[str, list[dict[str, Any]]] = {}
    for term in Term.objects.standing().order_by("vocabulary", "order", "slug"):
        row = {"slug": term.slug, "name": schemas.in_languages(term, "name"), "is_active": term.is_active}
        found.setdefault(term.vocabulary, []).append(row)
    return [{"vocabulary": vocabulary, "terms": terms} for vocabulary, terms in found.items()]
