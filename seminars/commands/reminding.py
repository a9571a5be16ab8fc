"""Queuing reminders whose moment has come."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from elo_portal.core import mail
from elo_portal.core.mail.ledger import row_for
from elo_portal.core.models import OutgoingMail
from seminars import mails
from seminars.models import Event, Registration
from seminars.reminders import DAYS_BEFORE, Moment, due

HORIZON = timedelta(days=max(DAYS_BEFORE) + 1)


@transaction.atomic
def queue_due(*, now: datetime) -> int:
    """Queue each reminder that is due and not queued yet; return how many.

    To those who had their place, at the time that holds now, when the reminder's moment came: whoever came
    later, or was told of a new time later, has the news already. Missed moments are made up for while the
    reminder is of use. A query for the events and two for each event with something due.
    """
    events = Event.objects.published().filter(starts_at__gt=now, starts_at__lte=now + HORIZON)
    rows: list[OutgoingMail] = []
    for event in events.order_by("starts_at", "pk"):
        moment = due(event.starts_at, now=now)
        if moment is not None and not (event.moved_at and event.moved_at > moment.due_at):
            rows += _rows(event, moment, now=now)
    mail.queue_many(rows)
    return len(rows)


def _rows(event: Event, moment: Moment, *, now: datetime) -> Iterator[OutgoingMail]:
    participants = event.registrations.confirmed().filter(confirmed_at__lte=moment.due_at)
    keys = {
        _key(registration, event, moment): registration
        for registration in participants.select_related("person").order_by("position")
    }
    known = set(
        OutgoingMail.objects.filter(Q(dedupe_key__in=list(keys))).values_list("dedupe_key", flat=True)
    )
    for key, registration in keys.items():
        if key not in known:
            yield row_for(
                mails.Reminder,
                to=registration.person,
                about=registration,
                dedupe_key=key,
                now=now,
                params={"starts_at": event.starts_at.isoformat()},
                expires_at=moment.until,
            )


def _key(registration: Registration, event: Event, moment: Moment) -> str:
    """The start stands in the key: a moved event gets new reminders."""
    return f"reminder:{registration.pk}:{event.starts_at.isoformat()}:{moment.code}"
