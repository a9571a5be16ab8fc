"""The annual clock as a picture: twelve months around, what belongs to them on two dotted circles, a hand for now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from django.utils.dates import MONTHS

from elo_portal.core import dates

CENTRE, OUTER, INNER, LABEL = 210, 202, 166, 184
CIRCLES = (138, 98)  # of the marks; neighbours of a month stand on different ones
HAND = (72, 160)
MONTH = 30  # degrees
GAP = 0.7
BEFORE_SUMMER, AFTER_SUMMER = 4, 9  # months whose names would stand on their heads


@dataclass(frozen=True)
class Segment:
    """A month: the outline of its field, its name and where that stands."""

    path: str
    name: str
    x: float
    y: float
    turn: float
    is_now: bool


@dataclass(frozen=True)
class Placed:
    """The mark of an item; 0 for none."""

    mark: int
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    segments: list[Segment]
    marks: list[Placed]
    hand: tuple[float, float, float, float] | None
    week: int | None


def picture(year: int, items: Sequence[tuple[date, int]], *, today: date) -> Picture:
    """`items`: the day and the mark of each, in the order of the year."""
    is_this_year = today.year == year
    hand = None
    if is_this_year:
        angle = _angle(today)
        hand = (*_point(angle, HAND[0]), *_point(angle, HAND[1]))
    return Picture(
        segments=[_segment(month, is_now=is_this_year and month == today.month) for month in range(1, 13)],
        marks=list(_marks(items)),
        hand=hand,
        week=today.isocalendar().week if is_this_year else None,
    )


def _segment(month: int, *, is_now: bool) -> Segment:
    first, last = (month - 1) * MONTH + GAP, month * MONTH - GAP
    (ax, ay), (bx, by) = _point(first, OUTER), _point(last, OUTER)
    (cx, cy), (dx, dy) = _point(last, INNER), _point(first, INNER)
    path = f"M{ax} {ay}A{OUTER} {OUTER} 0 0 1 {bx} {by}L{cx} {cy}A{INNER} {INNER} 0 0 0 {dx} {dy}z"
    middle = (month - 0.5) * MONTH
    x, y = _point(middle, LABEL)
    turn = middle + 180 if BEFORE_SUMMER <= month <= AFTER_SUMMER else middle
    return Segment(path, short_name(month), x, y, turn, is_now)


def _marks(items: Sequence[tuple[date, int]]) -> list[Placed]:
    """Those of one month are spread over it."""
    placed = []
    for month in range(1, 13):
        here = [(day, mark) for day, mark in items if day.month == month]
        for place, (_day, mark) in enumerate(here):
            angle = (month - 1) * MONTH + MONTH * (place + 1) / (len(here) + 1)
            placed.append(Placed(mark, *_point(angle, CIRCLES[place % len(CIRCLES)])))
    return placed


def _angle(day: date) -> float:
    return (day.month - 1) * MONTH + (day.day - 1) / 31 * MONTH


def _point(degrees: float, radius: float) -> tuple[float, float]:
    turn = degrees * pi / 180
    return round(CENTRE + radius * sin(turn), 1), round(CENTRE - radius * cos(turn), 1)


def short_name(month: int) -> str:
    """tammi; jan; Jan."""
    name = str(MONTHS[month])
    return name.removesuffix("kuu") if dates.language() == "fi" else name[:3]
