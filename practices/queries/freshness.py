"""Which practices are to be asked about, flagged, archived; which wait for somebody to care."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from elo_portal.core.viewers import Viewer
from practices import freshness
from practices.models import Practice


def due_to_ask(*, now: datetime) -> QuerySet[Practice]:
    """Published, nobody asked yet, and a year has gone by. No query."""
    return (
        Practice.objects.published()
        .filter(asked_at=None)
        .alias(valid_since_at=Coalesce("confirmed_at", "published_at"))
        .filter(valid_since_at__lte=freshness.year_before(now))
        .order_by("pk")
    )


def waiting_for_an_answer() -> QuerySet[Practice]:
    """Published, and its makers were asked. No query."""
    return Practice.objects.published().filter(asked_at__isnull=False).order_by("pk")


def due_to_archive(*, now: datetime) -> QuerySet[Practice]:
    """Asked a year ago and still no answer. No query."""
    return waiting_for_an_answer().filter(asked_at__lte=freshness.year_before(now))


def neglected(*, viewer: Viewer) -> QuerySet[Practice]:
    """Flagged ones and those without a contact person, in the viewer's regions; national ones for reviewers.

    Those flagged longest ago first. No query.
    """
    near = Q(pk__in=_in_regions(viewer.region_ids))
    if viewer.is_reviewer:
        near |= Q(is_national=True)
    uncared = Q(flagged_at__isnull=False) | Q(contact=None)
    return Practice.objects.published().filter(near, uncared).order_by("flagged_at", "pk")


def _in_regions(region_ids: Iterable[int]) -> QuerySet[object]:  # type: ignore[type-var]
    return Practice.regions.through.objects.filter(region__in=region_ids).values("practice_id")


def is_neglected(practice: Practice, *, viewer: Viewer) -> bool:
    """What `neglected` says, of one published practice whose regions are prefetched. No query."""
    is_near = any(region.pk in viewer.region_ids for region in practice.regions.all())
    if not is_near and not (viewer.is_reviewer and practice.is_national):
        return False
    return practice.flagged_at is not None or practice.contact_id is None
