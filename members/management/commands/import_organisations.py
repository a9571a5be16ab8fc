"""`manage.py import_organisations FILE`: member organisations from JSON, CSV or XLSX, all of them or none."""

from collections.abc import Sequence

from elo_portal.core.tables.reading import Problem, Table
from elo_portal.core.viewers import Viewer
from members.columns import ORGANISATION_COLUMNS, ORGANISATION_REQUIRED, OrganisationRow
from members.commands import organisation_imports
from members.forms import organisation_rows
from members.management.importing import ImportCommand
from members.queries import known


class Command(ImportCommand):
    help = (
        "Import organisations from a .json, .csv or .xlsx file; docs/imports.md tells the columns. All rows or none: "
        "every bad row is named as `row N: column: reason`. The same source and key update what is there."
    )
    columns = ORGANISATION_COLUMNS
    required = ORGANISATION_REQUIRED

    def check_rows(self, table: Table, *, source: str) -> tuple[Sequence[OrganisationRow], Sequence[Problem]]:
        return organisation_rows.check(table, known=known.for_organisations(), source=source)

    def bring(
        self, rows: Sequence[OrganisationRow], *, source: str, actor: Viewer, is_trial: bool
    ) -> organisation_imports.Outcome:
        return organisation_imports.import_organisations(
            rows=rows, source=source, actor=actor, is_trial=is_trial
        )
