"""`manage.py reindex`: bring the search table in step with the library."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from practices.commands import reindexing


class Command(BaseCommand):
    help = (
        "Index published practices that are missing from the search or were analysed by an older release, and "
        "drop what is no longer published. May be stopped and started again: it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Every published practice, whether it is due or not."
        )
        parser.add_argument("--after", type=int, default=0, help="With --all: only ids above this one.")

    def handle(self, *, after: int, **options: Any) -> None:
        if dropped := reindexing.drop_unpublished():
            self.stdout.write(f"no longer published: {dropped}")
        count = 0
        for last_id, done in reindexing.reindex(everything=options["all"], after=after):
            count += done
            if options["verbosity"] > 1:
                self.stdout.write(f"up to id {last_id}: {count}")
        self.stdout.write(f"practices: {count}")
