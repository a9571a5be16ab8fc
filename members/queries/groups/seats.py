"""The seats of one group as its page shows them, and how its composition compares with what is expected."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from elo_portal.core.models import Term
from members.models import Group, Membership, Person, RoleGrant, Seat
from members.queries.groups.groups import ROLE_ORDER


@dataclass(frozen=True)
class SeatToday:
    """A seat with what those who tend the group want to know of it."""

    seat: Seat
    vacant_days: int | None  # None: somebody sits there
    needs_new_person: bool  # who sits there no longer works in the organisation
    ask: list[Person] = field(default_factory=list)  # contact persons of the organisation of a vacant seat

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
    """Chair first, then in the order of their beginning. Three queries, two without a vacancy."""
    working = Membership.objects.valid_on(today).filter(
        person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    found = Seat.objects.valid_on(today).filter(group=group).order_by("pk")
    found = found.select_related("organisation__type", "person", "deputy")
    found = found.prefetch_related("organisation__sectors").annotate(is_working=Exists(working))
    seats = sorted(found, key=lambda seat: ROLE_ORDER[seat.role])
    contacts = _contacts({seat.organisation_id for seat in seats if seat.person_id is None}, today=today)
    return [_row(seat, contacts, today=today) for seat in seats]


def _row(seat: Seat, contacts: dict[int, list[Person]], *, today: date) -> SeatToday:
    person = seat.person
    has_left = person is not None and (
        not person.is_active or (seat.organisation_id is not None and not seat.is_working)  # type: ignore[attr-defined]
    )
    return SeatToday(
        seat=seat,
        vacant_days=(today - seat.starts_on).days if person is None else None,
        needs_new_person=has_left,
        ask=contacts.get(seat.organisation_id or 0, []) if person is None else [],
    )


def _contacts(organisation_ids: set[int | None], *, today: date) -> dict[int, list[Person]]:
    if not organisation_ids:
        return {}
    grants = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.CONTACT, organisation__in=organisation_ids, person__is_active=True
    )
    found: dict[int, list[Person]] = {}
    for grant in grants.select_related("person").order_by("pk"):
        found.setdefault(grant.organisation_id or 0, []).append(grant.person)
    return found


def composition(group: Group, seats: Iterable[SeatToday]) -> list[Expected]:
    """Each expected sector and kind of organisation: whether a filled seat stands for it. No query for `seats_today`."""
    there: set[int] = set()
    for one in seats:
        organisation = one.seat.organisation
        if organisation is not None and not one.is_vacant:
            there |= {organisation.type_id, *(sector.pk for sector in organisation.sectors.all())}
    return [Expected(term, term.pk in there) for term in group.expected.all()]


def arrangeable(group: Group, *, today: date) -> QuerySet[Seat]:
    """Seats that have not ended. One query."""
    unended = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return Seat.objects.filter(unended, group=group).select_related("organisation", "person", "deputy")
