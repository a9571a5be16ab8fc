"""Two states of a practice side by side, field by field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from elo_portal.core import dates
from elo_portal.core.models import Term
from members.models import Group, Organisation, Region
from practices.cards import LANGUAGE_NAMES
from practices.differences import marked
from practices.fields import MANY_VALUES, STEPS, TEXT_FIELDS
from practices.labels import Words, field_label
from practices.levels import COST, EVIDENCE, MATURITY
from practices.models import Practice
from practices.models.practices import VOCABULARIES

Contents = Mapping[str, Any]
LEFT_OUT = frozenset({"contact_id"})  # a person: shown to the network only, and not part of the text
FIELDS = tuple(name for step in STEPS for name in step.fields if name not in LEFT_OUT)
VISIBILITIES = dict(Practice.Visibility.choices)


@dataclass(frozen=True)
class Row:
    """One field; `before` is empty HTML where there is nothing to compare with."""

    field: str
    label: Words
    before: SafeString
    after: SafeString
    is_changed: bool
    is_empty: bool
    language: str = ""  # of texts

    @property
    def anchor(self) -> str:
        return f"field-{self.field}"


@dataclass(frozen=True)
class Names:
    """Ids to names, in the reader's language."""

    terms: Mapping[int, str]
    regions: Mapping[int, str]
    organisations: Mapping[int, str]
    groups: Mapping[int, str]


def rows(practice: Practice, before: Contents | None, after: Contents, *, language: str) -> list[Row]:
    """Every field in the order of the form, the texts in one language.

    No query for what the practice has today, if that is prefetched; at most four for what it had before.
    """
    names = _names(practice, [state for state in (before, after) if state])
    return [_row(name, before, after, language, names) for name in FIELDS]


def languages(*states: Contents | None) -> list[tuple[str, Words]]:
    """(code, name) of the languages that any of these has. No query."""
    there = {code for state in states if state for code in state["texts"]}
    return [(code, name) for code, name in LANGUAGE_NAMES.items() if code in there]


def _row(field: str, before: Contents | None, after: Contents, language: str, names: Names) -> Row:
    new = _said(field, after, language, names)
    old = _said(field, before, language, names) if before else None
    sides = marked(old, new) if old is not None else None
    return Row(
        field=field,
        label=field_label(field),
        before=sides.before if sides else SafeString(""),
        after=sides.after if sides else format_html("{}", new),
        is_changed=old is not None and old != new,
        is_empty=not new and not old,
        language=language if field in TEXT_FIELDS else "",
    )


def _said(field: str, state: Contents, language: str, names: Names) -> str:
    if field in TEXT_FIELDS:
        value = state["texts"].get(language, {}).get(field, "")
        return "\n\n".join(value) if isinstance(value, list) else str(value)
    value = state["practice"].get(field)
    if value is None or value == "":
        return ""
    if field in MANY_VALUES:
        return "\n".join(_many(field, value, names))
    if field in SAID:
        return str(SAID[field](value, names))
    return str(value)


def _many(field: str, values: list[Any], names: Names) -> Iterator[str]:
    if field == "partners":
        for organisation_id, role in values:
            yield " – ".join(part for part in (names.organisations.get(organisation_id, ""), role) if part)
        return
    known = names.terms if field in VOCABULARIES else names.regions
    yield from (known[pk] for pk in values if pk in known)


SAID: dict[str, Any] = {
    "kind_id": lambda value, names: names.terms.get(value, ""),
    "group_id": lambda value, names: names.groups.get(value, ""),
    "visibility": lambda value, _names: str(VISIBILITIES[value]),
    "is_national": lambda value, _names: _("Yes") if value else _("No"),
    "has_no_client_data": lambda value, _names: _("Yes") if value else _("No"),
    "maturity": lambda value, _names: str(MATURITY[value].name),
    "evidence_level": lambda value, _names: str(EVIDENCE[value].name),
    "cost": lambda value, _names: str(COST[value].name),
    "started_on": lambda value, _names: dates.day(date.fromisoformat(value), weekday=False),
    "ended_on": lambda value, _names: dates.day(date.fromisoformat(value), weekday=False),
}


def _names(practice: Practice, states: list[Contents]) -> Names:
    values = [state["practice"] for state in states]
    terms = {pk for one in values for name in VOCABULARIES for pk in one.get(name, [])}
    terms |= {one["kind_id"] for one in values if one.get("kind_id")}
    regions = {pk for one in values for pk in one.get("regions", [])}
    organisations = {row[0] for one in values for row in one.get("partners", [])}
    groups = {one["group_id"] for one in values if one.get("group_id")}
    here = [*practice.terms.all(), *([practice.kind] if practice.kind else [])]
    partners = [partner.organisation for partner in practice.partners.all()]
    return Names(
        terms=_named(Term.objects.all(), terms, here),
        regions=_named(Region.objects.all(), regions, practice.regions.all()),
        organisations=_named(Organisation.objects.all(), organisations, partners),
        groups=_named(Group.objects.all(), groups, [practice.group] if practice.group else []),
    )


def _named(everything: QuerySet[Any], wanted: set[int], known: Iterable[Any]) -> dict[int, str]:
    """Id -> name; only what is not known is asked for."""
    names = {one.pk: one.name for one in known}
    missing = wanted - names.keys()
    return names | {one.pk: one.name for one in everything.filter(pk__in=missing)}
