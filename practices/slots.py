"""Places on the pages of a practice that upper apps may fill."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from elo_portal.core.slots import Slot


@dataclass(frozen=True)
class TrailItem:
    """One stop on the way of a practice: "Presented", the event, its place, when. Without `url` no link."""

    label: str | Promise
    title: str
    url: str
    day: date
    place: str = ""
    icon: str = "presentation"
    language: str = ""  # of the title, where it is not the page's
    tone: str = ""  # of the dot: "full" where it is in use, "end" where it is no longer


trail: Slot[TrailItem] = Slot("practice: trail")
