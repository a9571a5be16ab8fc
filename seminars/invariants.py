"""Rules of the data that no constraint can hold, for `manage.py verify_invariants`."""

from collections.abc import Iterator

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from elo_portal.core.models import AuditEntry
from seminars import queries
from seminars.models import Event, Registration
from seminars.rules import REGIONS_OF_A_FORUM

Status = Registration.Status


def broken() -> list[str]:
    """A line for each rule that does not hold. Six queries."""
    return [*_oversold(), *_waiting_for_nothing(), *_counters(), *_modes(), *_lonely_forums()]


def _oversold() -> Iterator[str]:
    """More confirmed than places, though nobody lowered the places or changed the mode (that is allowed)."""
    events = queries.with_places(Event.objects.filter(capacity__isnull=False))
    over = events.filter(places_taken__gt=F("capacity")).order_by("pk")
    changed = AuditEntry.objects.filter(target_type="seminars.event", action="seminars.change").filter(
        Q(fields__contains=["capacity"]) | Q(fields__contains=["mode"])
    )
    for event in over.exclude(pk__in=changed.values("target_id")):
        yield f"seminars: event {event.pk}: {event.places_taken} confirmed for {event.capacity} places"  # type: ignore[attr-defined]


def _waiting_for_nothing() -> Iterator[str]:
    for pk in queries.with_people_waiting_for_free_places(now=timezone.now()):
        yield f"seminars: event {pk}: people wait although places are free"


def _counters() -> Iterator[str]:
    """The next position must be beyond every position that was given."""
    events = Event.objects.annotate(highest=Max("registrations__position"))
    for event in events.filter(highest__gte=F("next_position")).order_by("pk"):
        yield f"seminars: event {event.pk}: position {event.highest} given, but next is {event.next_position}"  # type: ignore[attr-defined]


def _modes() -> Iterator[str]:
    """Nobody takes part in a way that the event does not offer."""
    live = Registration.objects.live()
    wrong = live.filter(
        Q(event__mode=Event.Mode.ON_SITE, mode=Registration.Mode.REMOTE)
        | Q(event__mode=Event.Mode.REMOTE, mode=Registration.Mode.ON_SITE)
    )
    for registration in wrong.order_by("pk"):
        yield f"seminars: registration {registration.pk}: attends in a mode that its event does not offer"


def _lonely_forums() -> Iterator[str]:
    forums = Event.objects.published().filter(kind=Event.Kind.PEER_FORUM).annotate(count=Count("regions"))
    for event in forums.filter(count__lt=REGIONS_OF_A_FORUM).order_by("pk"):
        yield f"seminars: event {event.pk}: a published peer forum with {event.count} regions"  # type: ignore[attr-defined]
