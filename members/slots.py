"""Places on the pages of groups and organisations that upper apps may fill."""

from dataclasses import dataclass
from datetime import date

from elo_portal.core.slots import Slot


@dataclass(frozen=True)
class SharedWork:
    """What the group has agreed to do the same way: the title in `language`, and how many do."""

    title: str
    language: str
    url: str
    agreed_on: date | None
    committed: int
    members: int
    percent: int


shared_work: Slot[SharedWork] = Slot("group: shared work")


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


@dataclass(frozen=True)
class Work:
    """Something that an organisation did or will do: a practice, an event. `language`: of the title."""

    title: str
    url: str
    language: str = ""
    day: date | None = None
    note: str = ""


MOST = 12  # of each kind on a page

published: Slot[Work] = Slot("organisation: published practices")
coming: Slot[Work] = Slot("organisation: coming events")
