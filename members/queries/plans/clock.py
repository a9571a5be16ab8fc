"""The annual clock of a group for its pages and its calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS

from elo_portal.core import dates
from elo_portal.core.viewers import Viewer
from members import slots
from members.clock_picture import Picture, picture
from members.models import ClockItem, Group
from members.targets import TARGET_MARKS


@dataclass(frozen=True)
class ClockRow:
    """An item of the group, or an event of its regions (then without `item`)."""

    title: str
    language: str
    day: date
    when: str
    mark: int  # 0 for none
    item: ClockItem | None = None
    url: str = ""
    is_done: bool = False
    is_next: bool = False


@dataclass(frozen=True)
class Clock:
    year: int
    rows: list[ClockRow]
    picture: Picture
    has_items: bool


def clock(group: Group, year: int, *, viewer: Viewer, now: datetime) -> Clock:
    """The year as a list and as a picture. One query, and what the slot takes."""
    today = timezone.localdate(now)
    items = list(ClockItem.objects.of(group, year))
    events = slots.clock.contents([group.pk], viewer=viewer, now=now).get(group.pk, [])
    coming = next((item for item in items if item.done_on is None and _is_coming(item, today)), None)
    rows = [_of_item(item, is_next=item is coming) for item in items]
    rows += [_of_event(event, today) for event in events if event.day.year == year]
    rows.sort(key=lambda row: (row.day.month, row.day.day if row.item is None or row.item.day else 0))
    drawn = picture(year, [(row.day, row.mark) for row in rows], today=today)
    return Clock(year, rows, drawn, has_items=bool(items))


def _is_coming(item: ClockItem, today: date) -> bool:
    return (item.year, item.month) >= (today.year, today.month)


def _of_item(item: ClockItem, *, is_next: bool) -> ClockRow:
    return ClockRow(
        title=item.title,
        language=item.title_language,
        day=item.starts_on,
        when=dates.day(item.starts_on, weekday=False, year=False) if item.day else str(MONTHS[item.month]),
        mark=_mark(item.target.slug if item.target else ""),
        item=item,
        is_done=item.done_on is not None,
        is_next=is_next,
    )


def _of_event(event: slots.ClockEvent, today: date) -> ClockRow:
    return ClockRow(
        title=event.title,
        language=event.language,
        day=event.day,
        when=dates.day_range(event.day, event.last_day, year=False),
        mark=_mark(event.target),
        url=event.url,
        is_done=event.last_day < today,
    )


def _mark(slug: str) -> int:
    return TARGET_MARKS[slug].number if slug in TARGET_MARKS else 0


def for_calendar(group: Group, *, today: date) -> Iterable[ClockItem]:
    """Of this year and the next. One query."""
    found = ClockItem.objects.filter(group=group, year__in=[today.year, today.year + 1])
    return found.order_by("year", "month", "day", "pk")
