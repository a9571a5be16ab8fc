"""What the commands share that bring organisations and people in from a file."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from elo_portal.core import viewers
from elo_portal.core.errors import DomainError
from elo_portal.core.tables import reading, telling
from elo_portal.core.tables.reading import Problem, Table
from elo_portal.core.tables.refusals import Refused
from elo_portal.core.viewers import Viewer
from members import permissions
from members.columns import LONGEST_SOURCE
from members.queries.people import answering


class ImportCommand(BaseCommand):
    """Reads and checks; what is in the rows and what becomes of them is the commands' own."""

    columns: Sequence[str]
    required: Collection[str]

    def check_rows(self, table: Table, *, source: str) -> tuple[Sequence[Any], Sequence[Problem]]:
        raise NotImplementedError

    def bring(self, rows: Any, *, source: str, actor: Viewer, is_trial: bool) -> object:
        """Carry it out; what comes back says how many of what."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, change nothing.")
        parser.add_argument("--source", default="import", help="Where the keys come from (default: import).")
        parser.add_argument(
            "--actor", metavar="EMAIL", help="Who decides (default: the first administrator)."
        )

    def handle(self, *, file: Path, source: str, actor: str | None, dry_run: bool, **options: Any) -> None:
        if not source or len(source) > LONGEST_SOURCE:
            raise CommandError(f"--source must have 1 to {LONGEST_SOURCE} characters.")
        who = self._actor(actor)
        if not permissions.can_administer(who):
            raise CommandError("--actor may not do this.")
        with override("en"):  # the lines are the same on every machine
            try:
                table = reading.read(file, columns=self.columns, required=self.required)
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
            rows, problems = self.check_rows(table, source=source)
            telling.stop_for(problems, rows=len(table.rows), out=self.stdout, err=self.stderr)
            try:
                outcome = self.bring(rows, source=source, actor=who, is_trial=dry_run)
            except DomainError as refusal:  # somebody came between the check and the writing
                raise CommandError(str(refusal)) from refusal
        for what, count in vars(outcome).items():
            self.stdout.write(f"{what}: {count}")
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")

    def _actor(self, email: str | None) -> Viewer:
        person = answering(email, now=timezone.now())
        if person is None:
            raise CommandError(f"Nobody has the address {email}." if email else "There is no administrator.")
        return viewers.of_person(person.pk, now=timezone.now())
