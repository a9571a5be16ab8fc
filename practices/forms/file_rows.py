"""Rows of a file to clean values. Every bad row is named with its column and the reason."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from elo_portal.core.names import LANGUAGES
from elo_portal.core.tables import cells, reading
from elo_portal.core.tables.reading import Problem, Table
from elo_portal.core.tables.refusals import Refused
from practices import personal_data
from practices.columns import COLUMNS, LENGTHS, LEVELS, LISTS, REQUIRED, TEXTS, FileRow
from practices.commands.file_imports import Read
from practices.forms.warnings import LOOKS_LIKE
from practices.models import FileImport, Practice
from practices.personal_data import Kind
from practices.queries.known import Known, known

STATUSES = (Practice.Status.DRAFT, Practice.Status.SUBMITTED, Practice.Status.PUBLISHED)
Visibility = Practice.Visibility
ONE_LINE = frozenset({"key", "title", "organisation"})


def check(
    table: Table, *, known: Known, may_create_organisations: bool
) -> tuple[list[FileRow], list[Problem]]:
    """The rows that are right, and everything that is wrong in the order of the rows. No query."""
    rows, problems = [], list(table.problems)
    first_with: dict[str, int] = {}
    for number, raw in enumerate(table.rows, start=1):
        row = _Row(raw, known, missing=table.missing, may_create_organisations=may_create_organisations)
        key = row.clean.get("key")
        if key and key in first_with:
            row.wrong["key"] = cells.stands_already(first_with[key])
        elif key:
            first_with[key] = number
        problems += [Problem(number, column, reason) for column, reason in row.wrong.items()]
        if not row.wrong and not table.missing:
            rows.append(row.result())
    return rows, sorted(problems, key=lambda problem: problem.row)


def read(found: FileImport) -> Read:
    """What a file holds that was uploaded. Four queries."""
    try:
        with found.file.open("rb") as file:
            table = reading.read_file(file, name=found.name, columns=COLUMNS, required=REQUIRED)
    except Refused as refusal:
        return Read(refusal=str(refusal))
    if not table.rows and not table.problems:
        return Read(refusal=_("The file has no rows."))
    rows, problems = check(table, known=known(), may_create_organisations=found.create_organisations)
    return Read(rows, len(table.rows), problems, doubts(rows) if not problems else ())


def doubts(rows: Iterable[FileRow]) -> list[Problem]:
    """What looks like personal data, of a file without problems: somebody must look at it. No query."""
    return [
        Problem(number, column, reason)
        for number, row in enumerate(rows, start=1)
        for column, reason in row.doubts.items()
    ]


class _Row:
    """One row: `clean` values by column, `wrong` reasons by column."""

    def __init__(
        self, raw: dict[str, Any], known: Known, *, missing: frozenset[str], may_create_organisations: bool
    ) -> None:
        self.known = known
        self.may_create_organisations = may_create_organisations
        self.clean: dict[str, Any] = {}
        self.wrong: dict[str, str] = {}
        self.doubts: dict[str, str] = {}
        for column in COLUMNS:
            if column in raw or (column in REQUIRED and column not in missing):
                self._read(column, raw.get(column))
        self._check_group()
        self._check_personal_data()

    def _read(self, column: str, value: Any) -> None:
        try:
            self.clean[column] = self._reader(column)(column, value)
        except cells.Wrong as reason:
            self.wrong[column] = str(reason)

    def _reader(self, column: str) -> Callable[[str, Any], Any]:
        if column in LISTS:
            return self._terms
        if column in LEVELS:
            return _level
        own: dict[str, Callable[[str, Any], Any]] = {
            "language": self._language,
            "kind": self._kind,
            "organisation": self._organisation,
            "regions": self._regions,
            "visibility": lambda _column, value: cells.one_of(value, Visibility.values),
            "group": self._group,
            "status": lambda _column, value: cells.one_of(value, STATUSES),
        }
        return own.get(column, _text)

    def _language(self, column: str, value: Any) -> str:
        return cells.one_of(value, LANGUAGES) or cells.refuse(_("is missing"))

    def _kind(self, column: str, value: Any) -> int | None:
        slug = _text(column, value)
        return self._known_term("kind", slug) if slug else None

    def _terms(self, column: str, value: Any) -> list[int]:
        return [self._known_term(LISTS[column], slug) for slug in cells.items(value)]

    def _known_term(self, vocabulary: str, slug: str) -> int:
        return self.known.terms.get((vocabulary, slug)) or cells.refuse(cells.unknown_slug(slug))

    def _regions(self, column: str, value: Any) -> list[int]:
        codes = [code.zfill(2) for code in cells.items(value)]  # spreadsheets make 6 of 06
        return [self.known.regions.get(code) or cells.refuse(cells.unknown_code(code)) for code in codes]

    def _group(self, column: str, value: Any) -> int | None:
        slug = _text(column, value)
        if not slug:
            return None
        return self.known.groups.get(slug) or cells.refuse(
            _("unknown group %(value)s") % {"value": cells.quoted(slug)}
        )

    def _organisation(self, column: str, value: Any) -> tuple[str, int | None]:
        name = _text(column, value)
        found = self.known.organisations.get(name.casefold(), set())
        if len(found) > 1:
            cells.refuse(_("several organisations are called %(value)s") % {"value": cells.quoted(name)})
        if not found and not self.may_create_organisations:
            cells.refuse(_("unknown organisation %(value)s") % {"value": cells.quoted(name)})
        return name, next(iter(found), None)

    def _check_personal_data(self) -> None:
        """An identity number never comes in, and is not repeated; by hand too the rest is for people to judge."""
        for column in TEXTS:
            found = personal_data.find(self.clean.get(column) or "")
            if any(one.kind == Kind.IDENTITY_NUMBER for one in found):
                self.wrong[column] = _("holds a personal identity number: take it out")
            elif found:
                self.doubts[column] = f"{LOOKS_LIKE[found[0].kind]} {cells.quoted(found[0].text)}"

    def _check_group(self) -> None:
        is_for_group = self.clean.get("visibility") == Visibility.GROUP
        if is_for_group and not self.clean.get("group") and "group" not in self.wrong:
            self.wrong["group"] = _("is missing, but visibility is group")
        if self.clean.get("group") and not is_for_group and "visibility" not in self.wrong:
            self.wrong["group"] = _("is only for visibility group")

    def result(self) -> FileRow:
        clean = self.clean
        name, organisation_id = clean["organisation"]
        values: dict[str, Any] = {LISTS[column]: clean[column] for column in LISTS if column in clean}
        values |= {column: clean[column] for column in ("regions", *LEVELS) if column in clean}
        if "kind" in clean:
            values["kind_id"] = clean["kind"]
        if clean.get("visibility"):
            values |= {"visibility": clean["visibility"], "group_id": clean.get("group")}
        return FileRow(
            key=clean["key"],
            language=clean["language"],
            status=clean.get("status", ""),
            organisation=name,
            organisation_id=organisation_id,
            text={name: clean[name] for name in TEXTS if name in clean},
            values=values,
            doubts=self.doubts,
        )


def _text(column: str, value: Any) -> str:
    return cells.text(
        value,
        is_line=column in ONE_LINE,
        longest=LENGTHS.get(column),
        is_required=column in REQUIRED,
    )


def _level(column: str, value: Any) -> int | None:
    written = _text(column, value)
    if not written:
        return None
    levels = {str(level): level for level in LEVELS[column]}
    if written not in levels:
        cells.refuse_choice(written, levels)
    return levels[written]
