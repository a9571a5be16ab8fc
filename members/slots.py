"""Places on the pages of groups that upper apps may fill."""

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
