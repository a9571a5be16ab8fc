"""When makers are asked whether a practice still holds, who is asked next, and what comes of no answer."""

from datetime import datetime, timedelta
from enum import IntEnum

STEP = timedelta(days=30)


class Stage(IntEnum):
    """Who is asked: each wider circle after thirty more days without an answer."""

    CONTACT = 1
    ORGANISATION = 2
    REGION = 3


def is_due(valid_since: datetime, *, now: datetime) -> bool:
    """Whether a year has gone by since its makers last stood by it."""
    return valid_since <= year_before(now)


def stage(asked_at: datetime, *, now: datetime) -> Stage:
    return Stage(min(1 + max(now - asked_at, timedelta()) // STEP, Stage.REGION))


def flags_at(asked_at: datetime) -> datetime:
    """From when on readers are warned: when the region is asked."""
    return asked_at + STEP * (Stage.REGION - 1)


def archives_at(asked_at: datetime) -> datetime:
    return year_after(asked_at)


def year_before(moment: datetime) -> datetime:
    return _in_year(moment, moment.year - 1)


def year_after(moment: datetime) -> datetime:
    return _in_year(moment, moment.year + 1)


def _in_year(moment: datetime, year: int) -> datetime:
    try:
        return moment.replace(year=year)
    except ValueError:  # 29 February
        return moment.replace(year=year, day=28)
