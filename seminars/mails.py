"""The mails about events. Each is asked again when it leaves: is it still true, may this person still read it?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from elo_portal.core import dates, mail
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from seminars import calendar_files, permissions
from seminars.models import Event, Registration
from seminars.places import link_for

Status = Registration.Status
FILE_NAME = "elo-portaali.ics"


class AboutRegistration(mail.Kind[Registration]):
    """To the person of one registration."""

    model = Registration
    method = "REQUEST"  # of the calendar entry; empty: no entry
    only_if: frozenset[str] = frozenset()  # statuses of the registration in which the mail is still true

    def load(self, about_id: int | None) -> Registration | None:
        """The registration with its event and person. One query."""
        found = Registration.objects.select_related("person", "event__host", "event__group")
        return found.filter(pk=about_id).first()

    def still_due(self, about: Registration, *, now: datetime) -> bool:
        event = about.event
        return (
            event.status == Event.Status.PUBLISHED and event.starts_at > now and about.status in self.only_if
        )

    def may_receive(self, viewer: Viewer, about: Registration) -> bool:
        return viewer.person_id == about.person_id and permissions.can_see(viewer, about.event)

    def context(
        self, about: Registration, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        event = about.event
        address = settings.BASE_URL + reverse("seminars:detail", args=[event.slug])
        return {
            "event": event,
            "registration": about,
            "when": dates.period(event.starts_at, event.ends_at),
            "is_remote": about.mode == Registration.Mode.REMOTE,
            "link": link_for(about),
            "event_url": address,
            "own_url": settings.BASE_URL + reverse("seminars:registration", args=[event.slug]),
            "cancel_url": settings.BASE_URL + reverse("seminars:cancel_registration", args=[event.slug]),
        }

    def attachments(self, about: Registration, *, viewer: Viewer) -> tuple[mail.Attachment, ...]:
        if not self.method:
            return ()
        make = calendar_files.withdrawal if self.method == "CANCEL" else calendar_files.invitation
        content = make(about, now=timezone.now())
        return (mail.Attachment(FILE_NAME, content, f"text/calendar; method={self.method}"),)


@mail.kind
class Confirmed(AboutRegistration):
    """You have a place."""

    name = "seminars.confirmed"
    template = "seminars/mail/confirmed"
    only_if = frozenset({Status.CONFIRMED})


@mail.kind
class Waiting(AboutRegistration):
    """You are on the waiting list, at this place."""

    name = "seminars.waiting"
    template = "seminars/mail/waiting"
    method = ""
    only_if = frozenset({Status.WAITING})

    def context(
        self, about: Registration, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        context = super().context(about, viewer=viewer, now=now, params=params)
        ahead = about.event.registrations.waiting().filter(position__lt=about.position).count()
        return (context or {}) | {"place_in_queue": ahead + 1}


@mail.kind
class Promoted(AboutRegistration):
    """A place became free, and it is yours."""

    name = "seminars.promoted"
    template = "seminars/mail/promoted"
    only_if = frozenset({Status.CONFIRMED})


@mail.kind
class RegistrationCancelled(AboutRegistration):
    """You do not come: confirmed, whoever cancelled it."""

    name = "seminars.registration_cancelled"
    template = "seminars/mail/registration_cancelled"
    method = "CANCEL"

    def still_due(self, about: Registration, *, now: datetime) -> bool:
        return about.status == Status.CANCELLED

    def may_receive(self, viewer: Viewer, about: Registration) -> bool:
        return viewer.person_id == about.person_id

    def context(
        self, about: Registration, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        context = super().context(about, viewer=viewer, now=now, params=params)
        return (context or {}) | {"is_own": bool(params.get("is_own"))}

    def attachments(self, about: Registration, *, viewer: Viewer) -> tuple[mail.Attachment, ...]:
        """None for someone who has registered anew since: the entry must stay in the calendar."""
        again = about.event.registrations.live().filter(person=about.person_id).exists()
        return () if again else super().attachments(about, viewer=viewer)


@mail.kind
class EventChanged(AboutRegistration):
    """Time or place has changed: what holds now, once, even if it changed twice in a row."""

    name = "seminars.event_changed"
    template = "seminars/mail/event_changed"
    only_if = frozenset({Status.CONFIRMED, Status.WAITING})

    def still_due(self, about: Registration, *, now: datetime) -> bool:
        event = about.event
        return event.status == Event.Status.PUBLISHED and event.ends_at > now and about.status in self.only_if

    def context(
        self, about: Registration, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        if params.get("sequence") != about.event.sequence:
            return None  # moved again since: the later mail says what holds
        return super().context(about, viewer=viewer, now=now, params=params)

    def attachments(self, about: Registration, *, viewer: Viewer) -> tuple[mail.Attachment, ...]:
        """The same entry with its new time, for those who have a place."""
        return super().attachments(about, viewer=viewer) if about.status == Status.CONFIRMED else ()


@mail.kind
class EventCancelled(AboutRegistration):
    """The event does not take place."""

    name = "seminars.event_cancelled"
    template = "seminars/mail/event_cancelled"
    method = "CANCEL"

    def still_due(self, about: Registration, *, now: datetime) -> bool:
        return about.event.status == Event.Status.CANCELLED and about.status != Status.CANCELLED

    def may_receive(self, viewer: Viewer, about: Registration) -> bool:
        return viewer.person_id == about.person_id

    def context(
        self, about: Registration, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        context = super().context(about, viewer=viewer, now=now, params=params)
        return (context or {}) | {"message": str(params.get("message", ""))}


@mail.kind
class Reminder(AboutRegistration):
    """The event is near. Only to those who have a place, only for the start that was announced."""

    name = "seminars.reminder"
    template = "seminars/mail/reminder"
    stream = OutgoingMail.Stream.REMINDER
    only_if = frozenset({Status.CONFIRMED})

    def context(
        self, about: Registration, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        if params.get("starts_at") != about.event.starts_at.isoformat():
            return None  # moved since: the reminder of the new time is another row
        return super().context(about, viewer=viewer, now=now, params=params)
