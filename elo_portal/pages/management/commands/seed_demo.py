"""`manage.py seed_demo`: the demo network, and generated rows beyond it for benchmarks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from elo_portal.pages.demo import generated, once


class Command(BaseCommand):
    help = (
        "Load the demo network, where it has not been loaded yet. Numbers above the hand-written ones are filled "
        "with generated text."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for what in ("practices", "people", "events", "organisations"):
            parser.add_argument(f"--{what}", type=int, default=0, metavar="N", help=f"at least N {what}")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="N", help="the same seed gives the same rows"
        )

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        wanted = generated.Wanted(
            organisations=options["organisations"],
            people=options["people"],
            practices=options["practices"],
            events=options["events"],
            seed=options["seed"],
        )
        try:
            with transaction.atomic():
                once.load(now=now)
                generated.fill(wanted, now=now)
        except once.NotADemo as error:
            raise CommandError(
                "This database is not a demo: it was first migrated without DEMO=1."
            ) from error
        for name, count in generated.counts().items():
            self.stdout.write(f"{name}: {count}")
