"""Calendar files: one entry an event, its UID the same for ever, so that a change updates the entry."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.urls import reverse

from elo_portal.core.markup import to_plain
from elo_portal.core.names import in_language
from members.models import Person
from seminars.models import Event, Registration
from seminars.places import link_for
from seminars.reminders import HELSINKI

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
STATUS = {
    Event.Status.DRAFT: "TENTATIVE",
    Event.Status.PUBLISHED: "CONFIRMED",
    Event.Status.CANCELLED: "CANCELLED",
}


def uid(event: Event) -> str:
    """Names the event in every calendar, in every language, for ever."""
    return f"event-{event.pk}@{urlsplit(settings.BASE_URL).hostname}"


def published(events: Iterable[Event], *, name: str, now: datetime) -> bytes:
    """What anybody may have: events without the remote link. METHOD:PUBLISH."""
    calendar = _calendar("PUBLISH", name=name)
    for event in events:
        calendar.add_component(_entry(event, now=now))
    return bytes(calendar.to_ical())


def invitation(registration: Registration, *, now: datetime) -> bytes:
    """The entry for a participant's own calendar, also after a change. METHOD:REQUEST."""
    return _to_participant("REQUEST", registration, now=now)


def withdrawal(registration: Registration, *, now: datetime) -> bytes:
    """Takes the entry away: the event or this registration was cancelled. METHOD:CANCEL."""
    return _to_participant("CANCEL", registration, now=now)


def _to_participant(method: str, registration: Registration, *, now: datetime) -> bytes:
    calendar = _calendar(method)
    link = link_for(registration) if method == "REQUEST" else ""
    entry = _entry(registration.event, now=now, link=link)
    entry.add("attendee", _attendee(registration.person))
    if method == "CANCEL":
        entry["STATUS"] = icalendar.vText(STATUS[Event.Status.CANCELLED])
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _calendar(method: str, *, name: str = "") -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//ELO-portaali//events//FI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", _one_line(name))
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add_component(_zone())
    return calendar


def _entry(event: Event, *, now: datetime, link: str = "") -> icalendar.Event:
    url = settings.BASE_URL + reverse("seminars:detail", args=[event.slug])
    entry = icalendar.Event()
    entry.add("uid", uid(event))
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", now)
    entry.add("last-modified", event.updated_at)
    entry.add("dtstart", event.starts_at.astimezone(HELSINKI))
    entry.add("dtend", event.ends_at.astimezone(HELSINKI))
    entry.add("status", STATUS[Event.Status(event.status)])
    entry.add("summary", plain(event.title))
    entry.add("description", _description(event, url=url, link=link))
    entry.add("url", url)
    if where := ", ".join(filter(None, [plain(event.place), plain(event.address)])) or link:
        entry.add("location", where)
    entry.add("organizer", _organizer(event))
    return entry


def _description(event: Event, *, url: str, link: str) -> str:
    about = plain(event.summary) or plain(to_plain(in_language(event, "description")))
    return "\n\n".join(filter(None, [about, link, url]))


def _organizer(event: Event) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["CN"] = _quoted(event.host.name)
    return address


def _attendee(person: Person) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{plain(person.email)}")
    address.params["CN"] = _quoted(person.name)
    address.params["ROLE"] = "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = "ACCEPTED"
    address.params["RSVP"] = "FALSE"
    return address


def plain(text: str) -> str:
    """On one line per line, without control characters: nobody's name may begin a property of its own."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(CONTROL.sub(" ", line).strip() for line in lines).strip()


def _one_line(text: str) -> str:
    return plain(text).replace("\n", " ")


def _quoted(text: str) -> str:
    """For a parameter, which cannot hold a quotation mark."""
    return _one_line(text).replace('"', "'")


def _zone() -> icalendar.Timezone:
    """The clocks of Finland since 1996, as rules: no calendar needs to know the zone by its name."""
    zone = icalendar.Timezone()
    zone.add("tzid", HELSINKI.key)
    summer, winter = icalendar.TimezoneDaylight(), icalendar.TimezoneStandard()
    changes = (  # since when, on the clock that is left
        (summer, "EEST", "1997-03-30T03:00", 3, timedelta(hours=2), timedelta(hours=3)),
        (winter, "EET", "1996-10-27T04:00", 10, timedelta(hours=3), timedelta(hours=2)),
    )
    for part, name, starts, month, before, after in changes:
        part.add("tzname", name)
        part.add("dtstart", datetime.fromisoformat(starts))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
