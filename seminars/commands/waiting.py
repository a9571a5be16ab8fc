"""The waiting list: first come, first served; nobody passes anybody."""

from datetime import datetime

from elo_portal.core import audit, mail
from seminars import mails, places
from seminars.models import Event, Registration


def fill_free_places(event: Event, *, now: datetime) -> list[Registration]:
    """Give free places to those who have waited longest, and tell them. The event must be locked.

    Runs in the transaction that freed the places. After the start nobody is moved up any more. One query
    when nobody waits.
    """
    if event.status != Event.Status.PUBLISHED or event.starts_at <= now:
        return []
    promoted = _next_in_line(event)
    for registration in promoted:
        registration.status, registration.confirmed_at = Registration.Status.CONFIRMED, now
        registration.save(update_fields=["status", "confirmed_at"])
        mail.queue(
            mails.Promoted,
            to=registration.person,
            about=registration,
            dedupe_key=f"seminars.promoted:{registration.pk}:{now.isoformat()}",
            now=now,
            expires_at=event.starts_at,
        )
        audit.record(actor=None, action="seminars.promote", target=registration, fields=["status"])
    return promoted


def _next_in_line(event: Event) -> list[Registration]:
    waiting = event.registrations.waiting().select_related("person").order_by("position")
    if event.capacity is None:
        return list(waiting)
    now_taken = places.of(event)
    # Whoever waits in a mode that has no limit (the event has changed) need not wait.
    unlimited = list(waiting.exclude(mode=places.limited_mode(event)))
    limited = (
        list(waiting.filter(mode=places.limited_mode(event))[: now_taken.left]) if now_taken.left else []
    )
    return sorted([*unlimited, *limited], key=lambda registration: registration.position)
