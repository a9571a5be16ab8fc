"""Places on the pages of organisations that upper apps fill."""

from dataclasses import dataclass
from datetime import date

from elo_portal.core.slots import Slot


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
