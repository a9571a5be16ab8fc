"""What the table speaks of, by app: functions marked `@thing("its name in the table")`."""

from tests.policy.things import care, conversations, files, members, pages, practices, seminars, sharing
from tests.policy.world import THINGS

__all__ = ["THINGS", "care", "conversations", "files", "members", "pages", "practices", "seminars", "sharing"]
