"""`manage.py tick [--at TIME]`: one pass over all due work without Celery."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from elo_portal.core import ticking


class Command(BaseCommand):
    help = "Do all due work once: mail, reminders, digests, offers, clean-up."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="Pretend that it is this time (2027-02-02T09:00); only with DEMO=1.")

    def handle(self, *, at: str | None, **_: Any) -> None:
        for name, count in ticking.run(now=self._now(at), force=True).items():
            self.stdout.write(f"{name}: {count}")

    def _now(self, at: str | None) -> datetime:
        if at is None:
            return timezone.now()
        if not settings.DEMO:
            raise CommandError("--at works only with DEMO=1.")
        try:
            moment = parse_datetime(at)
        except ValueError:
            moment = None
        if moment is None:
            raise CommandError(f"{at!r} is not a time such as 2027-02-02T09:00.")
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
