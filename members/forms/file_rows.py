"""What rows of organisations and rows of people have in common when they are read."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from elo_portal.core.tables import cells
from elo_portal.core.tables.reading import Problem, Table

Reader = Callable[[str, Any], Any]


class Row:
    """One row: `clean` values by column, `wrong` reasons by column."""

    columns: ClassVar[tuple[str, ...]]
    required: ClassVar[tuple[str, ...]]
    lengths: ClassVar[Mapping[str, int]]
    once: ClassVar[tuple[str, ...]]  # columns whose value stands once in a file

    def __init__(self, raw: dict[str, Any], *, missing: frozenset[str]) -> None:
        self.clean: dict[str, Any] = {}
        self.wrong: dict[str, str] = {}
        readers = self.readers()
        for column in self.columns:
            if column in raw or (column in self.required and column not in missing):
                reader: Reader = readers.get(column, self.line)
                try:
                    self.clean[column] = reader(column, raw.get(column))
                except cells.Wrong as reason:
                    self.wrong[column] = str(reason)
        self.compare()

    def readers(self) -> dict[str, Reader]:
        """By column; the others hold a line of text."""
        raise NotImplementedError

    def compare(self) -> None:
        """Find what is wrong between columns, and against what is stored."""
        raise NotImplementedError

    def line(self, column: str, value: Any) -> str:
        return cells.text(
            value,
            is_line=True,
            longest=self.lengths.get(column),
            is_required=column in self.required,
        )

    def email(self, column: str, value: Any) -> str:
        written = self.line(column, value)
        try:
            if written:
                validate_email(written)
        except ValidationError:
            cells.refuse(_("%(value)s is no e-mail address") % {"value": cells.quoted(written)})
        return written

    def slugs(self, value: Any, vocabulary: str, terms: Mapping[tuple[str, str], int]) -> frozenset[int]:
        return frozenset(
            terms.get((vocabulary, slug)) or cells.refuse(cells.unknown_slug(slug))
            for slug in cells.items(value)
        )

    def once_values(self) -> list[tuple[str, str]]:
        found = [(column, self.clean.get(column)) for column in self.once]
        return [(column, value.lower() if column != "key" else value) for column, value in found if value]


def check(table: Table, make: Callable[[dict[str, Any]], Row]) -> tuple[list[Row], list[Problem]]:
    """The rows that are right, and everything that is wrong in the order of the rows. No query."""
    rows, problems = [], list(table.problems)
    first_with: dict[tuple[str, str], int] = {}
    for number, raw in enumerate(table.rows, start=1):
        row = make(raw)
        for one in row.once_values():
            first = first_with.setdefault(one, number)
            if first != number:
                row.wrong[one[0]] = cells.stands_already(first)
        problems += [Problem(number, column, reason) for column, reason in row.wrong.items()]
        if not row.wrong and not table.missing:
            rows.append(row)
    return rows, sorted(problems, key=lambda problem: problem.row)
