"""Rows of a file with organisations to clean values. Every bad row is named with its column and the reason."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from elo_portal.core.names import LANGUAGES
from elo_portal.core.tables import cells
from elo_portal.core.tables.reading import Problem, Table
from members.business_ids import is_business_id
from members.columns import (
    LONGEST_DOMAIN,
    NAMES,
    ORGANISATION_COLUMNS,
    ORGANISATION_LENGTHS,
    ORGANISATION_REQUIRED,
    OrganisationRow,
)
from members.forms import file_rows
from members.models.organisations import EMAIL_DOMAIN
from members.queries.known import KnownForOrganisations

PLAIN = ("business_id", "languages", "website", "contact_email", "email_domains")
RELATED = ("sectors", "regions", "municipalities")
is_web_address = URLValidator(schemes=["http", "https"])


def check(
    table: Table, *, known: KnownForOrganisations, source: str
) -> tuple[list[OrganisationRow], list[Problem]]:
    """The rows that are right, and everything that is wrong in the order of the rows. No query."""
    rows, problems = file_rows.check(table, lambda raw: _Row(raw, known, source, missing=table.missing))
    return [_result(row.clean) for row in rows], problems


def _result(clean: dict[str, Any]) -> OrganisationRow:
    """A name that is empty, here or in the database, is taken from the Finnish one."""
    values = {name: clean[name] or clean["name_fi"] for name in NAMES if name in clean}
    values |= {name: clean[name] for name in PLAIN if name in clean}
    return OrganisationRow(
        key=clean["key"],
        values=values | {"type_id": clean["type"]},
        relations={name: clean[name] for name in RELATED if name in clean},
    )


class _Row(file_rows.Row):
    columns: ClassVar = ORGANISATION_COLUMNS
    required: ClassVar = ORGANISATION_REQUIRED
    lengths: ClassVar = ORGANISATION_LENGTHS
    once: ClassVar = ("key", "business_id")

    def __init__(
        self, raw: dict[str, Any], known: KnownForOrganisations, source: str, *, missing: frozenset[str]
    ) -> None:
        self.known, self.source = known, source
        super().__init__(raw, missing=missing)

    def readers(self) -> dict[str, file_rows.Reader]:
        return {
            "business_id": self._business_id,
            "type": self._type,
            "sectors": lambda _column, value: self.slugs(value, "sector", self.known.terms),
            "regions": self._regions,
            "municipalities": lambda _column, value: _codes(value, self.known.municipalities, width=3),
            "languages": lambda _column, value: [
                language for one in cells.items(value) if (language := cells.one_of(one, LANGUAGES))
            ],
            "website": self._website,
            "contact_email": self.email,
            "email_domains": lambda _column, value: [_domain(one) for one in cells.items(value)],
        }

    def compare(self) -> None:
        """A business ID belongs to one organisation, whichever source it came from."""
        owner = self.known.business_ids.get(self.clean.get("business_id", ""))
        if owner is not None and owner != (self.source, self.clean.get("key")):
            self.wrong["business_id"] = _("belongs to another organisation already")

    def _business_id(self, column: str, value: Any) -> str:
        written = "".join(self.line(column, value).split())
        if written and not is_business_id(written):
            cells.refuse(_("%(value)s is no business ID") % {"value": cells.quoted(written)})
        return written

    def _type(self, column: str, value: Any) -> int:
        slug = self.line(column, value)
        return self.known.terms.get(("organisation_type", slug)) or cells.refuse(cells.unknown_slug(slug))

    def _regions(self, column: str, value: Any) -> frozenset[int]:
        return _codes(value, self.known.regions, width=2) or cells.refuse(_("is missing"))

    def _website(self, column: str, value: Any) -> str:
        written = self.line(column, value)
        try:
            if written:
                is_web_address(written)
        except ValidationError:
            cells.refuse(_("%(value)s is no web address") % {"value": cells.quoted(written)})
        return written


def _codes(value: Any, known: dict[str, int], *, width: int) -> frozenset[int]:
    """Spreadsheets make 6 of 06."""
    codes = [code.zfill(width) for code in cells.items(value)]
    return frozenset(known.get(code) or cells.refuse(cells.unknown_code(code)) for code in codes)


def _domain(written: str) -> str:
    domain = written.lower()
    if len(domain) > LONGEST_DOMAIN or not EMAIL_DOMAIN.fullmatch(domain):
        cells.refuse(_("%(value)s is no e-mail domain") % {"value": cells.quoted(written)})
    return domain
