"""`manage.py import_practices FILE`: practices from JSON, CSV or XLSX, all of them or none."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from elo_portal.core import viewers
from elo_portal.core.tables import reading, telling
from elo_portal.core.tables.refusals import Refused
from elo_portal.core.viewers import Viewer
from members.queries.people import answering
from practices import permissions
from practices.columns import COLUMNS, REQUIRED
from practices.commands import importing
from practices.forms import file_rows
from practices.models import Practice
from practices.queries.known import known

LONGEST_SOURCE = Practice._meta.get_field("source").max_length or 0


class Command(BaseCommand):
    help = (
        "Import practices from a .json, .csv or .xlsx file; docs/imports.md tells the columns. All rows or none: "
        "every bad row is named as `row N: column: reason`. The same source and key update what is there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, change nothing.")
        parser.add_argument(
            "--publish", action="store_true", help="Publish them; without it they are drafts."
        )
        parser.add_argument(
            "--create-organisations", action="store_true", help="Add organisations that are not there yet."
        )
        parser.add_argument("--source", default="import", help="Where the keys come from (default: import).")
        parser.add_argument(
            "--actor", metavar="EMAIL", help="Who decides (default: the first administrator)."
        )

    def handle(self, *, file: Path, source: str, actor: str | None, **options: Any) -> None:
        if not source or len(source) > LONGEST_SOURCE:
            raise CommandError(f"--source must have 1 to {LONGEST_SOURCE} characters.")
        who = self._actor(actor)
        if not permissions.can_import(who, publish=options["publish"]):
            raise CommandError("--actor may not do this.")
        with override("en"):  # the lines are the same on every machine
            try:
                table = reading.read(file, columns=COLUMNS, required=REQUIRED)
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
            rows, problems = file_rows.check(
                table, known=known(), may_create_organisations=options["create_organisations"]
            )
        telling.stop_for(problems, rows=len(table.rows), out=self.stdout, err=self.stderr)
        for doubt in file_rows.doubts(rows):
            self.stderr.write(f"Check: {doubt}")
        try:
            outcome = importing.import_practices(
                rows=rows,
                source=source,
                publish=options["publish"],
                actor=who,
                now=timezone.now(),
                is_trial=options["dry_run"],
            )
        except PermissionDenied as refusal:
            raise CommandError("Only administrators create organisations.") from refusal
        for what, count in vars(outcome).items():
            self.stdout.write(f"{what}: {count}")
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")

    def _actor(self, email: str | None) -> Viewer:
        person = answering(email, now=timezone.now())
        if person is None:
            raise CommandError(f"Nobody has the address {email}." if email else "There is no administrator.")
        return viewers.of_person(person.pk, now=timezone.now())
