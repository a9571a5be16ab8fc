"""What the table speaks of, room by room: functions marked `@thing("its name in the table")`."""

from tests.policy.things import (
    care,
    conversations,
    files,
    glossary,
    groups,
    members,
    open_data,
    organisations,
    pages,
    plans,
    practices,
    reviews,
    searches,
    seminars,
    sharing,
)
from tests.policy.world import THINGS

__all__ = [
    "THINGS",
    "care",
    "conversations",
    "files",
    "glossary",
    "groups",
    "members",
    "open_data",
    "organisations",
    "pages",
    "plans",
    "practices",
    "reviews",
    "searches",
    "seminars",
    "sharing",
]
