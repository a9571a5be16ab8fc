"""Files to rows. Whatever is too large, hostile or no table at all is refused before a row is looked at."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from elo_portal.core.tables import csv_files, spreadsheets
from elo_portal.core.tables.refusals import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
KINDS = (".json", ".csv", ".xlsx")


@dataclass(frozen=True)
class Problem:
    """What is wrong where; rows of data are counted from 1."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.column}: {self.reason}"


@dataclass
class Table:
    """Rows by column, empty ones left out, and what was wrong with the table itself."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    missing: frozenset[str] = frozenset()  # headings that are not there, each said once


def read(path: Path, *, columns: Sequence[str], required: Collection[str] = ()) -> Table:
    """The rows of a .json, .csv or .xlsx file. Raises Refused.

    JSON keeps its types; a cell of the others is a text, or a number, or nothing.
    """
    try:
        with path.open("rb") as file:
            return read_file(file, name=path.name, columns=columns, required=required)
    except OSError as error:
        raise Refused(_("The file cannot be read: %(error)s.") % {"error": error.strerror}) from error


def read_file(file: IO[bytes], *, name: str, columns: Sequence[str], required: Collection[str] = ()) -> Table:
    """The same of an open file; its kind is in its name. Raises Refused."""
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        raise Refused(_("Only .json, .csv and .xlsx files can be read."))
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than 20 MB."))
    if kind == ".json":
        return _of_objects(_json(content), columns)
    lines = csv_files.lines(content) if kind == ".csv" else spreadsheets.lines(content)
    return _of_lines(lines, columns, required)


def _json(content: bytes) -> list[Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(_("The file is not JSON: %(error)s.") % {"error": error}) from error
    if not isinstance(found, list):
        raise Refused(_("The file is not a JSON array of objects."))
    return found


def _of_objects(found: list[Any], columns: Sequence[str]) -> Table:
    table = Table()
    for number, row in _counted(found):
        is_object = isinstance(row, dict)
        if not is_object:
            table.problems.append(Problem(number, "row", _("is not an object")))
        table.rows.append(row if is_object else {})
        table.problems += [
            Problem(number, key, _("unknown column")) for key in table.rows[-1] if key not in columns
        ]
    return table


def _of_lines(lines: Iterator[list[Any]], columns: Sequence[str], required: Collection[str]) -> Table:
    """The first line holds the headings. What is wrong with these is said once, at the first row."""
    table = Table()
    headings = [str(cell).strip() if cell is not None else "" for cell in next(lines, [])]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise Refused(_("The file has no headings."))
    for place, heading in enumerate(headings):
        if heading not in columns:
            table.problems.append(Problem(1, heading or f"column {place + 1}", _("unknown column")))
        elif heading in headings[:place]:
            table.problems.append(Problem(1, heading, _("stands twice in the headings")))
    table.missing = frozenset(required) - set(headings)
    table.problems += [
        Problem(1, column, _("the column is missing")) for column in required if column in table.missing
    ]
    for number, cells in _counted(cells for cells in lines if not _is_blank(cells)):
        if not _is_blank(cells[len(headings) :]):
            reason = _("more cells than the %(count)s headings") % {"count": len(headings)}
            table.problems.append(Problem(number, headings[-1], reason))
        table.rows.append(dict(zip_longest(headings, cells[: len(headings)])))
    return table


def _is_blank(cells: list[Any]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _counted(rows: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Refused(
                _("The file has more than %(count)s rows.")
                % {"count": number_format(MOST_ROWS, force_grouping=True)}
            )
        yield number, row
