"""What search engines read of an event's page (schema.org)."""

from typing import Any

from django.utils import timezone

from elo_portal.core.addresses import in_each_language
from seminars.models import Event

MODES = {
    Event.Mode.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    Event.Mode.REMOTE: "https://schema.org/OnlineEventAttendanceMode",
    Event.Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def of_event(event: Event) -> dict[str, Any] | None:
    """Nothing of what not everybody may see; the remote link is for participants. No query with the host loaded."""
    if event.status == Event.Status.DRAFT or event.visibility != Event.Visibility.PUBLIC:
        return None
    url = in_each_language("seminars:detail", event.slug)[event.language]
    is_cancelled = event.status == Event.Status.CANCELLED
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": event.title,
        "description": event.summary,
        "inLanguage": event.language,
        "startDate": timezone.localtime(event.starts_at).isoformat(),
        "endDate": timezone.localtime(event.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": MODES[Event.Mode(event.mode)],
        "location": _locations(event, url),
        "organizer": {"@type": "Organization", "name": event.host.name},
        "isAccessibleForFree": True,
        "maximumAttendeeCapacity": event.capacity,
    }
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def _locations(event: Event, url: str) -> list[dict[str, str]]:
    found = []
    if event.mode != Event.Mode.REMOTE and (event.place or event.address):
        place = {"@type": "Place", "name": event.place, "address": event.address}
        found.append({name: value for name, value in place.items() if value})
    if event.mode != Event.Mode.ON_SITE:
        found.append({"@type": "VirtualLocation", "url": url})
    return found
