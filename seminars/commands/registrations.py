"""Coming, changing one's mind, not coming."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.models import Person
from seminars import mails, permissions, places
from seminars.commands.locking import lock_event, patiently
from seminars.commands.waiting import fill_free_places
from seminars.models import Event, Registration

NOTE_LENGTH = 500


class AlreadyRegistered(DomainError):
    message = _("You have registered for this event already.")


class EventCancelled(DomainError):
    message = _("This event has been cancelled.")


class EventPast(DomainError):
    message = _("This event has begun already or is over.")


class RegistrationNotYetOpen(DomainError):
    message = _("Registration for this event is not open yet.")


class RegistrationClosed(DomainError):
    message = _("Registration for this event has closed.")


class NotOpenForRegistration(DomainError):
    message = _("This event has not been published yet.")


class ModeNotOffered(DomainError):
    message = _("This event cannot be attended in that way. Choose again.")


class NoPlaceOnSite(DomainError):
    message = _("No place is left on site. You keep your remote place.")


class AlreadyCancelled(DomainError):
    message = _("This registration has been cancelled already.")


def refusal(event: Event, *, now: datetime) -> DomainError | None:
    """Why nobody can register now, or None. No query."""
    if event.status == Event.Status.CANCELLED:
        return EventCancelled()
    if event.status != Event.Status.PUBLISHED:
        return NotOpenForRegistration()
    if event.starts_at <= now:
        return EventPast()
    if event.registration_opens_at and now < event.registration_opens_at:
        return RegistrationNotYetOpen()
    if event.registration_closes_at and event.registration_closes_at <= now:
        return RegistrationClosed()
    return None


@patiently
def register(
    *, event_id: int, actor: Viewer, mode: str, note: str, request_key: uuid.UUID, now: datetime
) -> Registration:
    """Give the actor a place, or a place on the waiting list when there is none left.

    The event's row is locked, so that two people cannot both get the last place. A repeated
    `request_key` is answered with the first answer. About ten queries.

    Raises PermissionDenied, AlreadyRegistered, ModeNotOffered, Busy and what `refusal` names.
    """
    event = lock_event(event_id)
    if not permissions.can_register(actor, event):
        raise PermissionDenied
    known = Registration.objects.filter(request_key=request_key).first()
    if known is not None and (known.event_id, known.person_id) == (event.pk, actor.person_id):
        return known
    if (reason := refusal(event, now=now)) is not None:
        raise reason
    if mode not in places.modes_offered(event):
        raise ModeNotOffered
    fill_free_places(event, now=now)
    is_confirmed = not places.is_limited(event, mode) or not places.of(event).is_full
    person = Person.objects.get(pk=actor.person_id)
    with refusing(AlreadyRegistered, on=Registration.ONE_LIVE):
        registration = event.registrations.create(
            person=person,
            status=Registration.Status.CONFIRMED if is_confirmed else Registration.Status.WAITING,
            mode=mode,
            position=event.next_position,
            note=note[:NOTE_LENGTH],
            # A key that someone else's registration holds (copied from their form) identifies nothing here.
            request_key=uuid.uuid4() if known else request_key,
            registered_at=now,
            confirmed_at=now if is_confirmed else None,
        )
    Event.objects.filter(pk=event.pk).update(next_position=event.next_position + 1)
    _tell(mails.Confirmed if is_confirmed else mails.Waiting, registration, event, now=now)
    audit.record(actor=actor, action="seminars.register", target=registration)
    return registration


@patiently
def change(*, registration_id: int, actor: Viewer, mode: str, note: str, now: datetime) -> Registration:
    """Change how one takes part, and the note, until the event starts.

    Going from on site to remote frees a place for the first in the queue; who waits and goes remote is
    confirmed at once. The other way needs a free place. Raises PermissionDenied, AlreadyCancelled,
    ModeNotOffered, NoPlaceOnSite, EventCancelled, EventPast, Busy.
    """
    event, registration = _lock_registration(registration_id)
    if not permissions.can_change_registration(actor, registration):
        raise PermissionDenied
    _refuse_what_is_over(event, registration, now=now)
    if mode not in places.modes_offered(event):
        raise ModeNotOffered
    changed = {"mode": registration.mode != mode, "note": registration.note != note[:NOTE_LENGTH]}
    if changed["mode"]:
        _change_mode(event, registration, mode, now=now)
    registration.note = note[:NOTE_LENGTH]
    registration.save(update_fields=["note", "mode", "status", "confirmed_at"])
    if changed["mode"]:
        fill_free_places(event, now=now)
        _tell(mails.Confirmed, registration, event, now=now)
    fields = [name for name, is_changed in changed.items() if is_changed]
    audit.record(actor=actor, action="seminars.change_registration", target=registration, fields=fields)
    return registration


def _change_mode(event: Event, registration: Registration, mode: str, *, now: datetime) -> None:
    if places.is_limited(event, mode):
        fill_free_places(event, now=now)
        if places.of(event).is_full:
            raise NoPlaceOnSite
    registration.mode = mode
    if registration.status == Registration.Status.WAITING:
        registration.status, registration.confirmed_at = Registration.Status.CONFIRMED, now


@patiently
def cancel(*, registration_id: int, actor: Viewer, now: datetime) -> Registration:
    """Give the place back; the first in the queue gets it in the same transaction.

    One's own until the event starts, and everybody's for those who arrange it. Raises PermissionDenied,
    AlreadyCancelled, EventCancelled, EventPast, Busy.
    """
    event, registration = _lock_registration(registration_id)
    if not permissions.can_cancel_registration(actor, registration):
        raise PermissionDenied
    _refuse_what_is_over(event, registration, now=now)
    registration.status, registration.cancelled_at = Registration.Status.CANCELLED, now
    registration.save(update_fields=["status", "cancelled_at"])
    fill_free_places(event, now=now)
    is_own = registration.person_id == actor.person_id
    mail.queue(
        mails.RegistrationCancelled,
        to=registration.person,
        about=registration,
        dedupe_key=f"seminars.registration_cancelled:{registration.pk}",
        now=now,
        params={"is_own": is_own},
    )
    audit.record(actor=actor, action="seminars.cancel_registration", target=registration, fields=["status"])
    return registration


def _lock_registration(registration_id: int) -> tuple[Event, Registration]:
    """The locked event and one of its registrations, read after the lock. Raises Registration.DoesNotExist."""
    event_id = Registration.objects.values_list("event_id", flat=True).get(pk=registration_id)
    event = lock_event(event_id)
    registration = Registration.objects.select_related("person").get(pk=registration_id)
    registration.event = event
    return event, registration


def _refuse_what_is_over(event: Event, registration: Registration, *, now: datetime) -> None:
    if registration.status == Registration.Status.CANCELLED:
        raise AlreadyCancelled
    if event.status == Event.Status.CANCELLED:
        raise EventCancelled
    if event.starts_at <= now:
        raise EventPast


def _tell(
    kind: type[mail.Kind[Registration]], registration: Registration, event: Event, *, now: datetime
) -> None:
    mail.queue(
        kind,
        to=registration.person,
        about=registration,
        dedupe_key=f"{kind.name}:{registration.pk}:{registration.mode}:{now.isoformat()}",
        now=now,
        expires_at=event.starts_at,
    )


@patiently
def promote(*, event_id: int, now: datetime) -> list[Registration]:
    """Repair: fill places that are free although people wait. Does nothing when all is right."""
    return fill_free_places(lock_event(event_id), now=now)
