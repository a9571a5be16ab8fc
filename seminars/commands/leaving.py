"""What becomes of the places of a person who has left the portal."""

from datetime import datetime

from elo_portal.core import audit
from members.models import Person
from seminars.commands.locking import lock_event, patiently
from seminars.commands.waiting import fill_free_places
from seminars.models import Event, Registration


@patiently
def give_places_back(*, person_id: int, now: datetime) -> list[Registration]:
    """Cancel what a deactivated person has coming; those who wait move up in the same transaction.

    The person gets no mail: nobody reads it. Whoever has been let in again meanwhile keeps everything, and so
    does what has begun or was cancelled by its host. A second call changes nothing. Two queries, and about
    eight for each event.

    Raises Busy.
    """
    if Person.objects.filter(pk=person_id, is_active=True).exists():
        return []
    coming = Event.objects.filter(status=Event.Status.PUBLISHED, starts_at__gt=now)
    held = Registration.objects.live().filter(person=person_id, event__in=coming)
    # In one order: two people who leave at once never wait for each other's events.
    event_ids = sorted(held.values_list("event_id", flat=True))
    return [
        cancelled
        for event_id in event_ids
        if (cancelled := _give_back(lock_event(event_id), person_id, now=now)) is not None
    ]


def _give_back(event: Event, person_id: int, *, now: datetime) -> Registration | None:
    """What is decided on is read after the lock."""
    registration = event.registrations.live().filter(person=person_id).first()
    if registration is None or event.status != Event.Status.PUBLISHED or event.starts_at <= now:
        return None
    registration.status, registration.cancelled_at = Registration.Status.CANCELLED, now
    registration.save(update_fields=["status", "cancelled_at"])
    audit.record(
        actor=None,
        action="seminars.cancel_registration",
        target=registration,
        fields=["status"],
        purpose="members.left",
    )
    fill_free_places(event, now=now)
    return registration
