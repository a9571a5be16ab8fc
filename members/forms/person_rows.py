"""Rows of a file with people to clean values. Every bad row is named with its column and the reason."""

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from elo_portal.core.names import LANGUAGES
from elo_portal.core.tables import cells
from elo_portal.core.tables.reading import Problem, Table
from members.columns import (
    NO,
    PERSON_COLUMNS,
    PERSON_LENGTHS,
    PERSON_REQUIRED,
    ROLE,
    YES,
    PersonRow,
    Role,
)
from members.forms import file_rows
from members.queries.known import KnownForPeople

PLAIN = ("first_name", "last_name", "email")
RELATED = ("themes", "target_groups")


def check(
    table: Table, *, known: KnownForPeople, source: str, today: date
) -> tuple[list[PersonRow], list[Problem]]:
    """The rows that are right, and everything that is wrong in the order of the rows. No query."""
    rows, problems = file_rows.check(
        table, lambda raw: _Row(raw, known, source, today, missing=table.missing)
    )
    return [_result(row.clean) for row in rows], problems


def _result(clean: dict[str, Any]) -> PersonRow:
    values = {name: clean[name] for name in PLAIN}
    if clean.get("language"):  # nobody is without one
        values["language"] = clean["language"]
    return PersonRow(
        key=clean["key"],
        values=values,
        relations={name: clean[name] for name in RELATED if name in clean},
        role=_role(clean) if clean.get("organisation") else None,
        is_invited=clean.get("invite") == YES,
    )


def _role(clean: dict[str, Any]) -> Role:
    return Role(
        organisation_id=clean["organisation"],
        title=clean.get("title"),
        starts_on=clean.get("role_from"),
        ends_on=clean.get("role_until"),
        says_end="role_until" in clean,
    )


class _Row(file_rows.Row):
    columns: ClassVar = PERSON_COLUMNS
    required: ClassVar = PERSON_REQUIRED
    lengths: ClassVar = PERSON_LENGTHS
    once: ClassVar = ("key", "email")

    def __init__(
        self,
        raw: dict[str, Any],
        known: KnownForPeople,
        source: str,
        today: date,
        *,
        missing: frozenset[str],
    ) -> None:
        self.known, self.source, self.today = known, source, today
        super().__init__(raw, missing=missing)

    def readers(self) -> dict[str, file_rows.Reader]:
        return {
            "email": lambda column, value: self.email(column, value).lower(),
            "language": lambda _column, value: cells.one_of(value, LANGUAGES),
            "organisation": self._organisation,
            "role_from": lambda _column, value: cells.day(value),
            "role_until": lambda _column, value: cells.day(value),
            "themes": lambda _column, value: self.slugs(value, "theme", self.known.terms),
            "target_groups": lambda _column, value: self.slugs(value, "target_group", self.known.terms),
            "invite": lambda _column, value: cells.one_of(value, (YES, NO)),
        }

    def compare(self) -> None:
        self._compare_address()
        self._compare_role()

    def _compare_address(self) -> None:
        """An address belongs to one person, whichever source they came from; a login keeps its own."""
        email, own = self.clean.get("email"), (self.source, self.clean.get("key"))
        if email and self.known.addresses.get(email, own) != own:
            self.wrong["email"] = _("belongs to another person already")
        elif email and self.known.logins.get(own, email) != email:
            self.wrong["email"] = _("the person signs in with another address")

    def _compare_role(self) -> None:
        if "organisation" in self.wrong:
            return
        starts_on, ends_on = self.clean.get("role_from"), self.clean.get("role_until")
        if not self.clean.get("organisation"):
            named = [column for column in ROLE if self.clean.get(column)]
            named += ["invite"] if self.clean.get("invite") == YES else []
            self.wrong |= {column: _("needs an organisation in the row") for column in named}
        elif ends_on and not starts_on and "role_from" not in self.wrong:
            self.wrong["role_from"] = _("is missing, but role_until is there")
        elif ends_on and starts_on and ends_on < starts_on:
            self.wrong["role_until"] = _("is before role_from")
        elif ends_on and ends_on < self.today and self.clean.get("invite") == YES:
            self.wrong["invite"] = _("the time in the organisation has ended")

    def _organisation(self, column: str, value: Any) -> int | None:
        written = self.line(column, value)
        if not written:
            return None
        found = self.known.organisations.get(written.casefold(), set())
        if len(found) > 1:
            cells.refuse(_("several organisations are called %(value)s") % {"value": cells.quoted(written)})
        if not found:
            cells.refuse(_("unknown organisation %(value)s") % {"value": cells.quoted(written)})
        return next(iter(found))
