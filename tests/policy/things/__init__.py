"""What the table speaks of, by app: functions marked `@thing("its name in the table")`."""

from tests.policy.things import conversations, files, members, open_data, pages, practices, seminars
from tests.policy.world import THINGS

__all__ = ["THINGS", "conversations", "files", "members", "open_data", "pages", "practices", "seminars"]
