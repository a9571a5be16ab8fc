"""A meeting as a calendar file: its UID is the same for ever, so that a change updates the entry."""

from datetime import UTC
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.urls import reverse

from members.models import Meeting


def uid(meeting: Meeting) -> str:
    """Names the meeting in every calendar, in every language, for ever."""
    return f"meeting-{meeting.pk}@{urlsplit(settings.BASE_URL).hostname}"


def calendar_entry(meeting: Meeting) -> bytes:
    """For those who may read the group: it holds the remote link. Times are in UTC. A query for the group at most."""
    is_cancelled = meeting.cancelled_at is not None
    url = settings.BASE_URL + reverse("members:group_meeting", args=[meeting.group.slug, meeting.pk])
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//ELO-portaali//meetings//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    entry = icalendar.Event()
    entry.add("uid", uid(meeting))
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", meeting.updated_at.astimezone(UTC))
    entry.add("dtstart", meeting.starts_at.astimezone(UTC))
    entry.add("dtend", meeting.ends_at.astimezone(UTC))
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    entry.add("summary", f"{meeting.title}: {meeting.group.name}")
    entry.add("description", "\n\n".join(filter(None, [meeting.remote_url, url])))
    entry.add("url", url)
    entry.add("location", meeting.place or meeting.remote_url)
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
