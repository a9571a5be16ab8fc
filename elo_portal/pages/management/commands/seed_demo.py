"""`manage.py seed_demo`: the demo network, and generated rows beyond it for benchmarks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from elo_portal.core.models import Installation
from elo_portal.pages.demo import generated, library, network


class Command(BaseCommand):
    help = "Load the demo network. Numbers above the hand-written ones are filled with generated text."

    def add_arguments(self, parser: CommandParser) -> None:
        for what in ("practices", "people", "events", "organisations"):
            parser.add_argument(f"--{what}", type=int, default=0, metavar="N", help=f"at least N {what}")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="N", help="the same seed gives the same rows"
        )

    def handle(self, **options: Any) -> None:
        if not Installation.objects.filter(is_demo=True).exists():
            raise CommandError("This database is not a demo: it was first migrated without DEMO=1.")
        now = timezone.now()
        with transaction.atomic():
            network.load()
            library.load(now=now)
            wanted = generated.Wanted(
                organisations=options["organisations"],
                people=options["people"],
                practices=options["practices"],
                events=options["events"],
                seed=options["seed"],
            )
            generated.fill(wanted, now=now)
        for name, count in generated.counts().items():
            self.stdout.write(f"{name}: {count}")
