"""Files to import."""

import csv
import io
import json
from io import StringIO

from django.core.management import call_command
from openpyxl import Workbook

from elo_portal.core.tables.cells import SEPARATOR
from practices.columns import COLUMNS

ROW = {
    "key": "ilta-1",
    "language": "fi",
    "title": "Iltaohjaus kirjastossa",
    "summary": "Ohjaaja tavoittaa illalla.",
    "need": "Päivällä ei ehditä.",
    "description": "Ohjaaja **päivystää** kahtena iltana.\n\nAjan voi varata.",
    "kind": "individual",
    "target_groups": ["upper-sec", "vocational"],
    "sectors": ["education"],
    "themes": ["transitions", "access"],
    "life_phases": ["second-stage"],
    "channels": ["in-person", "chat"],
    "principles": ["accessibility"],
    "development_targets": ["competence"],
    "organisation": "Tampereen ohjaamo",
    "regions": ["06", "05"],
    "maturity": 3,
    "evidence_level": 0,
    "visibility": "public",
    "status": "published",
}


def row(**changes):
    """ROW with changes; None leaves a column out."""
    return {name: value for name, value in {**ROW, **changes}.items() if value is not None}


def flat(value):
    return SEPARATOR.join(value) if isinstance(value, list) else str(value)


def as_json(path, rows):
    path.write_text(json.dumps(rows))
    return path


def as_csv(path, rows, *, delimiter=";", encoding="utf-8-sig", columns=None):
    columns = columns or [name for name in COLUMNS if any(name in one for one in rows)]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({name: flat(value) for name, value in one.items()} for one in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_xlsx(path, rows):
    columns = [name for name in COLUMNS if any(name in one for one in rows)]
    book = Workbook()
    book.active.append(columns)
    for one in rows:
        cells = [one.get(name) for name in columns]
        book.active.append([flat(cell) if isinstance(cell, list) else cell for cell in cells])
    book.save(path)
    return path


def command(path, **options):
    """Run `import_practices`; what it printed stays in `command.lines`, what it said beside that in `command.said`."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_practices", str(path), stdout=out, stderr=err, **options)
    finally:
        command.lines, command.said = out.getvalue().splitlines(), err.getvalue().splitlines()
    return dict(line.split(": ", 1) for line in command.lines if not line.startswith("Dry"))
