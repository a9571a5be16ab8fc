"""Who sits in a group. A row is one holding: when its person or role changes it ends, and another begins.

So who sat where on which day is never lost, and a vacancy has the day since when it stands.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.commands.groups.tending import tended
from members.models import Organisation, Person, Seat
from members.queries.groups.seats import may_sit

Role = Seat.Role


class HolderNeeded(DomainError):
    message = _("Choose an organisation, or write the address of a person who sits in their own name.")


class PersonUnknown(DomainError):
    message = _("Nobody in the network has this address. Check it, or invite the person first.")


class NotOfOrganisation(DomainError):
    message = _("Choose somebody who works in the organisation today.")


class DeputyIsHolder(DomainError):
    message = _("The deputy must be somebody else.")


class ChairTaken(DomainError):
    message = _("The group has another chair during this term. End that one first.")


class SitsAlready(DomainError):
    message = _("This person has another seat in the group during this term.")


class TermEndsBeforeItBegins(DomainError):
    message = _("The last day must not be before the first.")


class SeatHasEnded(DomainError):
    message = _("This seat has ended. Add a new one.")


class OwnNameNeedsPerson(DomainError):
    message = _("A seat in a person's own name cannot be vacant. End it instead.")


@dataclass(frozen=True)
class NewSeat:
    """Of an organisation, then vacant at first; or of a person, by address."""

    organisation_id: int | None
    email: str
    role: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Holding:
    """How a seat is to be from today on."""

    person_id: int | None
    deputy_id: int | None
    role: str
    ends_on: date | None


@transaction.atomic
def add(*, group_id: int, seat: NewSeat, actor: Viewer) -> Seat:
    """Add a seat.

    Raises PermissionDenied, HolderNeeded, PersonUnknown, TermEndsBeforeItBegins, ChairTaken, SitsAlready;
    Group.DoesNotExist, Organisation.DoesNotExist.
    """
    group = tended(group_id, actor)
    added = Seat(group=group, role=seat.role, starts_on=seat.starts_on, ends_on=seat.ends_on)
    if seat.organisation_id is not None:
        added.organisation = Organisation.objects.active().get(pk=seat.organisation_id)
    elif seat.email:
        added.person = Person.objects.active().with_address(seat.email).first()
        if added.person is None:
            raise PersonUnknown
    else:
        raise HolderNeeded
    _save(added)
    audit.record(actor=actor, action="members.add_seat", target=added)
    return added


@transaction.atomic
def arrange(*, seat_id: int, holding: Holding, actor: Viewer, now: datetime) -> Seat:
    """Fill a seat, vacate it, name its deputy, change its role or its last day; return the row of today.

    Raises PermissionDenied, SeatHasEnded, OwnNameNeedsPerson, NotOfOrganisation, DeputyIsHolder,
    TermEndsBeforeItBegins, ChairTaken, SitsAlready; Seat.DoesNotExist.
    """
    today = timezone.localdate(now)
    seat = _lock(seat_id, actor)
    if seat.ends_on is not None and seat.ends_on < today:
        raise SeatHasEnded
    _check_people(seat, holding, today=today)
    is_replaced = seat.deputy_id is not None and seat.deputy_id != holding.deputy_id
    is_another = (seat.person_id, seat.role) != (holding.person_id, holding.role)
    is_another = is_another or (seat.person_id is not None and is_replaced)  # whoever stood in stays named
    if is_another and seat.starts_on < today:
        seat = _succeed(seat, today=today)
    before = (seat.person_id, seat.deputy_id, seat.role, seat.ends_on)
    seat.person_id, seat.deputy_id = holding.person_id, holding.deputy_id
    seat.role, seat.ends_on = holding.role, holding.ends_on
    _save(seat)
    names = ("person", "deputy", "role", "ends_on")
    after = (seat.person_id, seat.deputy_id, seat.role, seat.ends_on)
    changed = [name for name, old, new in zip(names, before, after, strict=True) if old != new]
    audit.record(actor=actor, action="members.arrange_seat", target=seat, fields=changed)
    return seat


@transaction.atomic
def end(*, seat_id: int, last_day: date, actor: Viewer, today: date) -> Seat:
    """End a seat with a day; one that has not begun, and would end before it does, goes.

    Raises PermissionDenied, TermEndsBeforeItBegins; Seat.DoesNotExist.
    """
    seat = _lock(seat_id, actor)
    audit.record(actor=actor, action="members.end_seat", target=seat, fields=["ends_on"])
    if last_day < seat.starts_on and seat.starts_on > today:
        seat.delete()  # nobody can have been present for it
    else:
        seat.ends_on = last_day
        _save(seat)
    return seat


def _lock(seat_id: int, actor: Viewer) -> Seat:
    """The group is locked before the seat, as everywhere: two changes of one group follow each other."""
    group_id = Seat.objects.values_list("group_id", flat=True).get(pk=seat_id)
    tended(group_id, actor)
    return Seat.objects.select_for_update(of=("self",)).get(pk=seat_id)


def _check_people(seat: Seat, holding: Holding, *, today: date) -> None:
    if holding.person_id is None and seat.organisation_id is None:
        raise OwnNameNeedsPerson
    if holding.person_id is not None and holding.person_id == holding.deputy_id:
        raise DeputyIsHolder
    named = {holding.person_id, holding.deputy_id} - {seat.person_id, seat.deputy_id, None}
    if named and may_sit(seat, today=today).filter(pk__in=named).count() != len(named):
        raise NotOfOrganisation


def _succeed(seat: Seat, *, today: date) -> Seat:
    """End the row with yesterday; the same seat from today on, not yet stored."""
    following = Seat(
        group_id=seat.group_id,
        organisation_id=seat.organisation_id,
        person_id=seat.person_id,
        deputy_id=seat.deputy_id,
        role=seat.role,
        starts_on=today,
        ends_on=seat.ends_on,
    )
    seat.ends_on = today - timedelta(days=1)
    seat.save(update_fields=["ends_on"])
    return following


def _save(seat: Seat) -> None:
    if seat.ends_on is not None and seat.ends_on < seat.starts_on:
        raise TermEndsBeforeItBegins
    with refusing(ChairTaken, on=Seat.ONE_CHAIR), refusing(SitsAlready, on=Seat.ONE_SEAT):
        seat.save()
