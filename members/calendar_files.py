"""The annual clock as a calendar file: an entry an item, its UID the same for ever."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from elo_portal.core import dates
from elo_portal.core.mail.kinds import one_line
from members.models import ClockItem, Group


def annual_clock(group: Group, items: Iterable[ClockItem], *, now: datetime) -> bytes:
    """In the active language. What belongs to a month stands on its first day."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//ELO-portaali//annual clock//FI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(group.name))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for item in items:
        calendar.add_component(_entry(group, item, now=now))
    return bytes(calendar.to_ical())


def _entry(group: Group, item: ClockItem, *, now: datetime) -> icalendar.Event:
    url = settings.BASE_URL + reverse("members:clock", args=[group.slug, item.year])
    entry = icalendar.Event()
    entry.add("uid", f"clock-{item.pk}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("dtstamp", now)
    entry.add("dtstart", item.starts_on)
    entry.add("dtend", item.starts_on + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("summary", one_line(item.title))
    said = [] if item.day else [_("Some time in %(month)s") % {"month": dates.month(item.starts_on)}]
    entry.add("description", "\n\n".join([*said, one_line(group.name), url]))
    entry.add("url", url)
    return entry
