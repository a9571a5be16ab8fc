"""ELO groups with those who sit in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from elo_portal.core.joined import joined
from elo_portal.core.names import in_language
from members.models import Group, Region, Seat

ROLE_ORDER = {role: order for order, role in enumerate(Seat.Role.values)}


@dataclass(frozen=True)
class GroupWithSeats:
    """A group and its seats today, chair first."""

    group: Group
    seats: list[Seat]

    @property
    def purpose(self) -> str:
        return in_language(self.group, "purpose")


def groups() -> QuerySet[Group]:
    """With their regions, parent and sub-groups. One query."""
    found = joined(
        Group.objects.select_related("parent"),
        regions=Region.objects.order_by("code"),
        children=Group.objects.order_by("name_fi"),
    )
    return found.order_by("pk")


def with_seats(found: Iterable[Group], *, today: date) -> list[GroupWithSeats]:
    """The groups and their seats of that day. One query.

    Names of people in seats are for the network: the template asks `viewer.is_member`.
    """
    wanted = list(found)
    seats = Seat.objects.valid_on(today).filter(group__in=wanted)
    seats = seats.select_related("group", "organisation", "person", "deputy").order_by("pk")
    ordered = sorted(seats, key=lambda seat: ROLE_ORDER[seat.role])
    return [
        GroupWithSeats(group, [seat for seat in ordered if seat.group_id == group.pk]) for group in wanted
    ]


def national_group(*, now: datetime) -> GroupWithSeats | None:
    """The national ELO group and its seats today. Two queries."""
    found = Group.objects.filter(kind=Group.Kind.NATIONAL).order_by("pk")[:1]
    return next(iter(with_seats(found, today=timezone.localdate(now))), None)
