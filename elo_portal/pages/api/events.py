"""Events: those that are coming, those of a stretch of time, one with its programme."""

from datetime import date, datetime, time
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router

from elo_portal.core.addresses import in_each_language
from elo_portal.core.http import PageRequest
from elo_portal.pages.api import problems, schemas
from elo_portal.pages.api.paging import Piece, page, refuse_unknown
from members.models import Region
from seminars import queries
from seminars.models import Event, ProgrammeItem

router = Router()


class Filters(Piece):
    kind: Event.Kind | None = None
    region: str = Field("", description="Slug of a region.")
    mode: Event.Mode | None = Field(None, description="Of attendance; hybrid events answer to both.")
    since: date | None = Field(None, description="Ends on this day or later; without it: has not ended yet.")
    until: date | None = Field(None, description="Begins on this day or earlier.")


@router.get(
    "/events",
    response=schemas.Events,
    operation_id="listEvents",
    summary="Events",
    openapi_extra=problems.OF_A_LIST,
)
def events(request: PageRequest, filters: Query[Filters]) -> dict[str, Any]:
    """Published and cancelled events that the viewer may see, the nearest first."""
    refuse_unknown(request, Filters)
    if filters.region and not Region.objects.filter(slug=filters.region).exists():
        raise problems.wrong("region", f"Unknown: {filters.region}")
    found = queries.between(
        viewer=request.viewer,
        wanted=queries.Wanted(kind=filters.kind, region=filters.region or None, mode=filters.mode),
        start=_midnight(filters.since) if filters.since else timezone.now(),
        end=_midnight(filters.until, is_over=True) if filters.until else None,
    )
    rows = found[filters.offset : filters.offset + filters.limit]
    return page(request, filters, total=found.count(), items=[in_list(event) for event in rows])


@router.get(
    "/events/{slug}",
    response=schemas.Event,
    operation_id="getEvent",
    summary="One event",
    openapi_extra=problems.OF_ONE,
)
def event(request: PageRequest, slug: str) -> dict[str, Any]:
    """With its programme. Links for remote participants and the names of speakers are not told."""
    found = queries.for_exchange(viewer=request.viewer).filter(slug=slug).first()
    if found is None:
        raise Http404
    days = queries.programme(found, viewer=request.viewer)
    return in_list(found) | {
        "description": schemas.in_languages(found, "description"),
        "audience": schemas.in_languages(found, "audience"),
        "programme": [_item(item) for day in days for slot in day.slots for item in slot.items],
    }


def in_list(one: Event) -> dict[str, Any]:
    """No query for one of `seminars.queries.for_exchange`."""
    terms: dict[str, list[str]] = {}
    for term in one.terms.all():
        terms.setdefault(term.vocabulary, []).append(term.slug)
    same = (
        "slug", "kind", "mode", "status", "visibility", "address", "starts_at", "ends_at",
        "registration_opens_at", "registration_closes_at", "capacity", "updated_at",
    )  # fmt: skip
    return {name: getattr(one, name) for name in same} | {
        "urls": in_each_language("seminars:detail", one.slug),
        **{name: schemas.in_languages(one, name) for name in ("title", "summary", "place")},
        "host": schemas.in_languages(one.host, "name"),
        "regions": [region.code for region in one.regions.all()],
        "terms": terms,
    }


def _item(item: ProgrammeItem) -> dict[str, Any]:
    practice = item.shown_practice  # type: ignore[attr-defined]
    return {
        "kind": item.kind,
        "starts_at": item.starts_at,
        "ends_at": item.ends_at,
        "title": schemas.in_languages(item, "title"),
        "description": schemas.in_languages(item, "description"),
        "practice": practice.slug if practice else None,
    }


def _midnight(day: date, *, is_over: bool = False) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max if is_over else time.min))
