"""The seats of one group as its page shows them, and how its composition compares with what is expected."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from elo_portal.core.models import Term
from members.models import Group, Membership, Organisation, Person, RoleGrant, Seat
from members.queries.groups.groups import ROLE_ORDER


@dataclass(frozen=True)
class SeatToday:
    """A seat with what those who tend the group want to know of it."""

    seat: Seat
    vacant_days: int | None  # None: somebody sits there
    needs_new_person: bool  # who sits there no longer works in the organisation
    ask: list[str] = field(default_factory=list)  # names of contact persons, if the seat is vacant
    speaks_for: frozenset[int] = frozenset()  # type and sectors of the organisation, if somebody sits there

    @property
    def is_vacant(self) -> bool:
        return self.vacant_days is not None


@dataclass(frozen=True)
class Expected:
    term: Term
    is_there: bool


def may_sit(seat: Seat, *, today: date) -> QuerySet[Person]:
    """Who may be named for this seat: people of its organisation today, by name. One query."""
    working = Membership.objects.valid_on(today).filter(organisation=seat.organisation_id)
    return Person.objects.active().filter(pk__in=working.values("person_id")).order_by("sort_key", "pk")


def seats_today(group: Group, *, today: date) -> list[SeatToday]:
    """Chair first, then in the order of their beginning. One query."""
    working = Membership.objects.valid_on(today).filter(
        person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    sectors = Organisation.sectors.through.objects.filter(organisation=OuterRef("organisation"))
    contacts = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.CONTACT, organisation=OuterRef("organisation"), person__is_active=True
    )
    name = Concat("person__first_name", Value(" "), "person__last_name")
    found = (
        Seat.objects.valid_on(today).filter(group=group).select_related("organisation", "person", "deputy")
    )
    found = found.order_by("pk").annotate(
        is_working=Exists(working),
        sector_ids=ArraySubquery(sectors.values("term_id")),
        contact_names=ArraySubquery(contacts.order_by("pk").values_list(name)),
    )
    return [_row(seat, today=today) for seat in sorted(found, key=lambda seat: ROLE_ORDER[seat.role])]


def _row(seat: Any, *, today: date) -> SeatToday:
    person, organisation = seat.person, seat.organisation
    has_left = person is not None and (
        not person.is_active or (organisation is not None and not seat.is_working)
    )
    is_vacant = person is None
    speaks_for = {organisation.type_id, *seat.sector_ids} if organisation and not is_vacant else ()
    return SeatToday(
        seat=seat,
        vacant_days=(today - seat.starts_on).days if is_vacant else None,
        needs_new_person=has_left,
        ask=seat.contact_names if is_vacant else [],
        speaks_for=frozenset(speaks_for),
    )


def composition(group: Group, seats: Iterable[SeatToday]) -> list[Expected]:
    """Each expected sector and kind of organisation: whether a filled seat stands for it. No query for `groups()`."""
    there = {term_id for one in seats for term_id in one.speaks_for}
    return [Expected(term, term.pk in there) for term in group.expected.all()]


def arrangeable(group: Group, *, today: date) -> QuerySet[Seat]:
    """Seats that have not ended. One query."""
    unended = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return Seat.objects.filter(unended, group=group).select_related("organisation", "person", "deputy")
