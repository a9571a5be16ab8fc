"""`manage.py reindex`: bring the search table in step with the library and the events."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from practices.commands import reindexing as practices
from seminars.commands import reindexing as events


class Command(BaseCommand):
    help = (
        "Index published practices and events that are missing from the search or were analysed by an older "
        "release, and drop what is no longer published. The search goes on meanwhile. May be stopped and started "
        "again: it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Every published one, whether it is due or not."
        )
        parser.add_argument("--after", type=int, default=0, help="With --all: only practices above this id.")

    def handle(self, *, after: int, **options: Any) -> None:
        if dropped := practices.drop_unpublished() + events.drop_unannounced():
            self.stdout.write(f"no longer published: {dropped}")
        everything = options["all"]
        runs = {
            "practices": practices.reindex(everything=everything, after=after),
            "events": events.reindex(everything=everything),
        }
        for name, run in runs.items():
            count = 0
            for last_id, done in run:
                count += done
                if options["verbosity"] > 1:
                    self.stdout.write(f"{name} up to id {last_id}: {count}")
            self.stdout.write(f"{name}: {count}")
