"""Places on the pages of groups that upper apps may fill."""

from dataclasses import dataclass
from datetime import date

from elo_portal.core.slots import Slot


@dataclass(frozen=True)
class ClockEvent:
    """Something of the group's regions beside its own year: an event, a review."""

    title: str
    url: str
    day: date
    last_day: date
    language: str = ""
    target: str = ""  # slug of a development target


@dataclass(frozen=True)
class MeasureLink:
    """Something that a measure builds on: a practice."""

    title: str
    url: str
    language: str = ""


measure_links: Slot[MeasureLink] = Slot("measure: what it builds on")
clock: Slot[ClockEvent] = Slot("group: annual clock")
