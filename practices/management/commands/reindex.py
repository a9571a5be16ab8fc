"""`manage.py reindex [--all]`: search entries made by an older analyser are made again, while people go on searching."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from elo_portal.core.search import entries
from practices import indexing
from practices.models import Practice

BATCH = 100


class Command(BaseCommand):
    help = "Make outdated search entries again; killed half-way, it goes on where it stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those that are up to date")

    def handle(self, **options: Any) -> None:
        count = 0
        if options["all"]:
            for practice in Practice.objects.published().order_by("pk").iterator(chunk_size=BATCH):
                count += _put_again(practice.pk)
        else:
            while outdated := entries.outdated(indexing.KIND, limit=BATCH):
                count += sum(_put_again(pk) for pk in outdated)
        self.stdout.write(f"practices: {count}")


def _put_again(practice_id: int) -> int:
    """One practice under its lock, so that a change meanwhile is not undone."""
    with transaction.atomic():
        practice = Practice.objects.select_for_update(of=("self",), no_key=True).get(pk=practice_id)
        if practice.status == Practice.Status.PUBLISHED:
            indexing.put(practice)
        else:
            indexing.remove(practice)
    return 1
