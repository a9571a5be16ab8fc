"""What people do in the tests of events, and how to look at what came of it."""

import uuid

import icalendar
from django.core import mail as outbox
from django.urls import reverse

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from seminars.commands import registrations
from seminars.models import Registration
from tests.factories import NOW
from tests.members.factories import PersonFactory, viewer_of

Mode = Registration.Mode


def register(event, person=None, *, mode=Mode.ON_SITE, note="", key=None, now=NOW):
    return registrations.register(
        event_id=event.pk,
        actor=viewer_of(person or PersonFactory()),
        mode=mode,
        note=note,
        request_key=key or uuid.uuid4(),
        now=now,
    )


def cancel(registration, actor=None, *, now=NOW):
    actor = actor or viewer_of(registration.person)
    return registrations.cancel(registration_id=registration.pk, actor=actor, now=now)


def change(registration, *, mode, note="", now=NOW):
    return registrations.change(
        registration_id=registration.pk, actor=viewer_of(registration.person), mode=mode, note=note, now=now
    )


def statuses(event):
    return list(event.registrations.order_by("position").values_list("status", flat=True))


def kinds():
    return sorted(OutgoingMail.objects.values_list("kind", flat=True))


def sent(*, now=NOW):
    """Hand over what is due; the new messages."""
    before = len(outbox.outbox)
    mail.deliver(now=now)
    assert not OutgoingMail.objects.filter(state__in=["dead", "queued"], not_before__lte=now).exists()
    return outbox.outbox[before:]


def entry(message):
    """Method and event of the calendar file, or None."""
    files = [part for part in message.message().walk() if part.get_content_type() == "text/calendar"]
    if not files:
        return None
    calendar = icalendar.Calendar.from_ical(files[0].get_payload(decode=True))
    assert files[0].get_param("method") == str(calendar["method"])
    assert files[0].get_content_charset() == "utf-8"
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def path(name, *args):
    return reverse(f"seminars:{name}", args=args)
