"""Files with organisations and people to import."""

import csv
import io
import json
from io import StringIO

from django.core.management import call_command
from openpyxl import Workbook

from elo_portal.core.tables.cells import SEPARATOR

ORGANISATION = {
    "key": "aanekoski",
    "business_id": "1234567-1",
    "name_fi": "Äänekosken ohjaamo",
    "name_sv": "Navigatorn i Äänekoski",
    "name_en": "Ohjaamo centre of Äänekoski",
    "type": "ohjaamo",
    "sectors": ["youth", "employment"],
    "regions": ["13"],
    "municipalities": ["992"],
    "languages": ["fi", "sv"],
    "website": "https://aanekoski.example.org/ohjaamo",
    "contact_email": "ohjaamo@aanekoski.example.org",
    "email_domains": ["aanekoski.example.org"],
}
PERSON = {
    "key": "hlo-1",
    "first_name": "Väinö",
    "last_name": "Öhman",
    "email": "Vaino.Ohman@Example.org",
    "language": "sv",
    "organisation": "Tampereen ohjaamo",
    "title": "Uraohjaaja",
    "role_from": "2026-01-31",
    "themes": ["transitions", "access"],
    "target_groups": ["neet"],
}


def organisation(**changes):
    """ORGANISATION with changes; None leaves a column out."""
    return {name: value for name, value in {**ORGANISATION, **changes}.items() if value is not None}


def person(**changes):
    """PERSON with changes; None leaves a column out."""
    return {name: value for name, value in {**PERSON, **changes}.items() if value is not None}


def flat(value):
    return SEPARATOR.join(value) if isinstance(value, list) else value


def _headings(rows):
    return list(dict.fromkeys(name for one in rows for name in one))


def as_json(path, rows):
    path.write_text(json.dumps(rows))
    return path


def as_csv(path, rows, *, delimiter=";", encoding="utf-8-sig"):
    text = io.StringIO()
    writer = csv.DictWriter(text, _headings(rows), delimiter=delimiter, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({name: flat(value) for name, value in one.items()} for one in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_xlsx(path, rows):
    book = Workbook()
    book.active.append(_headings(rows))
    for one in rows:
        book.active.append([flat(one.get(name)) for name in _headings(rows)])
    book.save(path)
    return path


def command(name, path, **options):
    """Run it; what it printed stays in `command.lines`, what it said beside that in `command.said`."""
    out, err = StringIO(), StringIO()
    try:
        call_command(name, str(path), stdout=out, stderr=err, **options)
    finally:
        command.lines, command.said = out.getvalue().splitlines(), err.getvalue().splitlines()
    figures = (line.split(": ", 1) for line in command.lines if not line.startswith("Dry"))
    return {name: int(figure) for name, figure in figures}
