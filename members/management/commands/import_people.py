"""`manage.py import_people FILE`: people and their organisations from JSON, CSV or XLSX, all of them or none."""

from collections.abc import Sequence

from django.utils import timezone

from elo_portal.core.tables.reading import Problem, Table
from elo_portal.core.viewers import Viewer
from members.columns import PERSON_COLUMNS, PERSON_REQUIRED, PersonRow
from members.commands import person_imports
from members.forms import person_rows
from members.management.importing import ImportCommand
from members.queries import known


class Command(ImportCommand):
    help = (
        "Import people from a .json, .csv or .xlsx file; docs/imports.md tells the columns. All rows or none: "
        "every bad row is named as `row N: column: reason`. The same source and key update what is there. "
        "Whoever has `invite` yes and no login is invited by mail."
    )
    columns = PERSON_COLUMNS
    required = PERSON_REQUIRED

    def check_rows(self, table: Table, *, source: str) -> tuple[Sequence[PersonRow], Sequence[Problem]]:
        return person_rows.check(table, known=known.for_people(), source=source, today=timezone.localdate())

    def bring(
        self, rows: Sequence[PersonRow], *, source: str, actor: Viewer, is_trial: bool
    ) -> person_imports.Outcome:
        return person_imports.import_people(
            rows=rows, source=source, actor=actor, now=timezone.now(), is_trial=is_trial
        )
