"""Published practices: the list with the library's search and filters, and one with everything."""

from typing import Annotated, Any, get_args

from django.http import Http404
from django.utils import timezone, translation
from ninja import Field, Query, Router

from elo_portal.core.addresses import in_each_language
from elo_portal.core.http import PageRequest
from elo_portal.core.names import LANGUAGES
from elo_portal.core.search.lookup import Order
from elo_portal.pages.api import problems, schemas
from elo_portal.pages.api.paging import Piece, page, refuse_unknown
from practices.models import Practice
from practices.models.practices import VOCABULARIES
from practices.queries import adoptions, browsing, exchange, wanting
from practices.queries.browsing import Options, Wanted

MOST_CHOICES = 50
Slugs = Annotated[list[str], Field(default_factory=list, max_length=MOST_CHOICES)]
router = Router()


class Filters(Piece):
    """As in the address of the library's own page: several slugs of one parameter widen, several parameters narrow."""

    q: str = Field(
        "", max_length=200, description="Words, in the language of `language`, else Finnish first."
    )
    sort: str = Field(
        "relevance",
        pattern=f"^({'|'.join(get_args(Order))})$",
        description="`most_used`: in use in the most organisations elsewhere, then the strongest evidence, then the "
        "newest; `best_evidenced`: the strongest evidence, then the most used, then the newest.",
    )
    region: Slugs = Field(description="Slugs of regions, or `national`.")
    target_group: Slugs
    development_target: Slugs
    maturity: Slugs = Field(description="1 to 5: at least.")
    evidence: Slugs = Field(description="0 to 4: at least.")
    sector: Slugs
    theme: Slugs
    kind: Slugs
    channel: Slugs
    life_phase: Slugs
    principle: Slugs
    language: Slugs = Field(description="fi, sv, en: those that can be read in one of these.")


@router.get(
    "/practices",
    response=schemas.Practices,
    operation_id="listPractices",
    summary="Practices",
    openapi_extra=problems.OF_A_LIST,
)
def practices(request: PageRequest, filters: Query[Filters]) -> dict[str, Any]:
    """The published practices that the viewer may see; the most fitting first, without words the newest."""
    refuse_unknown(request, Filters)
    options = browsing.load_options()
    wanted = _wanted(filters, options)
    with translation.override(next(iter(filters.language), "fi")):
        found = browsing.piece(
            viewer=request.viewer,
            wanted=wanted,
            options=options,
            limit=filters.limit,
            offset=filters.offset,
            now=timezone.now(),
        )
    rows = exchange.in_order((hit.object_id for hit in found.hits), viewer=request.viewer)
    return page(request, filters, total=found.total, items=[in_list(one) for one in rows])


@router.get(
    "/practices/{slug}",
    response=schemas.Practice,
    operation_id="getPractice",
    summary="One practice",
    openapi_extra=problems.OF_ONE,
)
def practice(request: PageRequest, slug: str) -> dict[str, Any]:
    """All languages, the figures of its use and its versions."""
    found = exchange.whole(slug, viewer=request.viewer)
    if found is None:
        raise Http404
    return in_list(found) | {
        "texts": found.readable_texts,
        "partners": [
            {"name": schemas.in_languages(one.organisation, "name"), "role": one.role}
            for one in found.partners.all()
        ],
        "cost": found.cost,
        "started_on": found.started_on,
        "ended_on": found.ended_on,
        "based_on": exchange.slug_of(found.based_on_id, viewer=request.viewer),
        "use": adoptions.of_practice(found, viewer=request.viewer),
        "versions": found.kept,  # type: ignore[attr-defined]
    }


def in_list(one: Practice) -> dict[str, Any]:
    """No query for one of `practices.queries.exchange`."""
    texts = one.readable_texts
    terms: dict[str, list[str]] = {vocabulary: [] for vocabulary in VOCABULARIES}
    for term in one.terms.all():
        terms[term.vocabulary].append(term.slug)
    return {
        "slug": one.slug,
        "urls": in_each_language("practices:detail", one.slug),
        "source_language": one.source_language,
        "title": {code: texts[code].title for code in LANGUAGES if code in texts},
        "summary": {code: texts[code].summary for code in LANGUAGES if code in texts},
        "owner": schemas.in_languages(one.owner, "name"),
        "kind": one.kind.slug if one.kind else None,
        "terms": terms,
        "regions": [region.code for region in one.regions.all()],
        "is_national": one.is_national,
        "maturity": one.maturity,
        "evidence_level": one.evidence_level,
        "visibility": one.visibility,
        "licence": one.licence,
        "version": one.version,
        "published_at": one.published_at,
        "updated_at": one.updated_at,
    }


def _wanted(filters: Filters, options: Options) -> Wanted:
    chosen = {group: tuple(getattr(filters, group)) for group in browsing.GROUPS}
    for group, slugs in chosen.items():
        known = {option.slug for option in options.groups[group]}
        if unknown := [slug for slug in slugs if slug not in known]:
            raise problems.wrong(group, f"Unknown: {', '.join(unknown)}")
    text = " ".join(filters.q.replace("\0", "").split())
    return Wanted(text=text, order=wanting.order(filters.sort), chosen=chosen)
