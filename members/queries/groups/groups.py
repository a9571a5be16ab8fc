"""ELO groups with those who sit in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from elo_portal.core.joined import joined
from elo_portal.core.models import Term
from elo_portal.core.names import in_language
from members.models import Decision, Group, Mandate, Project, Region, Seat, YearlyResources

ROLE_ORDER = {role: order for order, role in enumerate(Seat.Role.values)}


@dataclass(frozen=True)
class GroupWithSeats:
    """A group and its seats today, chair first."""

    group: Group
    seats: list[Seat]
    mandate: Mandate | None = None

    @property
    def purpose(self) -> str:
        return in_language(self.group, "purpose")


def groups() -> QuerySet[Group]:
    """With their regions, parent, sub-groups, mandates, resources, projects and public decisions. One query."""
    found = joined(
        Group.objects.select_related("parent"),
        regions=Region.objects.order_by("code"),
        children=Group.objects.order_by("name_fi"),
        expected=Term.objects.order_by("-vocabulary", "order"),
        mandates=Mandate.objects.select_related("authority").order_by("-starts_on"),
        yearly_resources=YearlyResources.objects.order_by("-year"),
        decisions=Decision.objects.filter(is_public=True).order_by("-year", "-number"),
        projects=Project.objects.order_by("-last_year", "name"),
    )
    return found.order_by("pk")


def with_seats(found: Iterable[Group], *, today: date) -> list[GroupWithSeats]:
    """The groups, their seats and mandates of that day. One query.

    Names of people in seats are for the network: the template asks `viewer.is_member`.
    """
    wanted = list(found)
    seats = Seat.objects.valid_on(today).select_related("organisation", "person", "deputy").order_by("pk")
    mandates = Mandate.objects.valid_on(today).select_related("authority")
    owners = Group.objects.filter(pk__in=[group.pk for group in wanted])
    theirs = {one.pk: one for one in joined(owners, seats=seats, mandates=mandates)}
    return [
        GroupWithSeats(
            group,
            sorted(theirs[group.pk].seats.all(), key=lambda seat: ROLE_ORDER[seat.role]),
            next(iter(theirs[group.pk].mandates.all()), None),
        )
        for group in wanted
    ]


def national_group(*, now: datetime) -> GroupWithSeats | None:
    """The national ELO group and its seats today. Two queries."""
    found = Group.objects.filter(kind=Group.Kind.NATIONAL).order_by("pk")[:1]
    return next(iter(with_seats(found, today=timezone.localdate(now))), None)
