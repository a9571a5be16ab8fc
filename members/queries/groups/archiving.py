"""All that is archived of a group in one year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from members.models import DocumentVersion, Group, Mandate, Meeting, Seat
from members.queries.groups.meetings import with_minutes


@dataclass(frozen=True)
class Papers:
    group: Group
    year: int
    mandates: list[Mandate]
    seats: list[Seat]
    meetings: list[Meeting]
    versions: list[DocumentVersion]


def papers(group: Group, *, year: int) -> Papers:
    """Mandates and seats of that year, meetings held in it, documents as they came in it. Nine queries.

    Whoever calls has asked `can_tend_group`.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    mandates = Mandate.objects.filter(days, group=group).select_related("authority").order_by("starts_on")
    seats = Seat.objects.filter(days, group=group).select_related("organisation", "person", "deputy")
    held = with_minutes().filter(group=group, starts_at__year=year, cancelled_at__isnull=True)
    versions = DocumentVersion.objects.readable().filter(document__group=group, at__year=year)
    return Papers(
        group=group,
        year=year,
        mandates=list(mandates),
        seats=list(seats.order_by("starts_on", "pk")),
        meetings=list(held.order_by("starts_at", "pk")),
        versions=list(versions.select_related("document").order_by("document", "number")),
    )
