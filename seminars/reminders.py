"""When reminders leave: derived from the event's start, so that a moved event re-plans itself."""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
MORNING = time(9, 0)
DAYS_BEFORE = (7, 1)


class Moment(NamedTuple):
    """One reminder: from `due_at` on, and of use until `until`."""

    code: str
    due_at: datetime
    until: datetime


def moments(starts_at: datetime) -> list[Moment]:
    """The reminders of an event that starts then, the earliest first.

    Nine in the morning on the clocks of Finland, seven days and one day before the day of the start: the
    wall clock counts, not 168 hours, so a change of the clocks in between moves nothing. A reminder is of
    use until the next one is due, the last until the start.
    """
    day = starts_at.astimezone(HELSINKI).date()
    due = [
        (f"{days}d", datetime.combine(day - timedelta(days=days), MORNING, tzinfo=HELSINKI))
        for days in DAYS_BEFORE
    ]
    ends = [*(due_at for _, due_at in due[1:]), starts_at]
    return [Moment(code, due_at, until) for (code, due_at), until in zip(due, ends, strict=True)]


def due(starts_at: datetime, *, now: datetime) -> Moment | None:
    """The reminder that should have left by now and is still of use."""
    return next((moment for moment in moments(starts_at) if moment.due_at <= now < moment.until), None)
