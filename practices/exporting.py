"""Practices as rows of a table, in the columns of the import."""

from collections.abc import Iterable, Iterator

from elo_portal.core.tables.cells import SEPARATOR
from practices.columns import COLUMNS, LISTS, TEXTS
from practices.models import Practice


def table(practices: Iterable[Practice]) -> Iterator[list[str]]:
    """Each in the language that it was written in. No query for those of `queries.exchange`.

    `key` is the import's own, or else the slug: no two rows of a table have the same.
    """
    used: set[str] = set()
    for one in practices:
        key = one.key if one.key and one.key not in used else one.slug or ""
        used.add(key)
        row = _row(one) | {"key": key}
        yield [row[column] for column in COLUMNS]


def _row(one: Practice) -> dict[str, str]:
    text = one.readable_texts[one.source_language]
    terms: dict[str, list[str]] = {}
    for term in one.terms.all():
        terms.setdefault(term.vocabulary, []).append(term.slug)
    return {
        "language": one.source_language,
        **{column: getattr(text, column) for column in TEXTS},
        "kind": one.kind.slug if one.kind else "",
        **{column: SEPARATOR.join(terms.get(vocabulary, [])) for column, vocabulary in LISTS.items()},
        "organisation": one.owner.name_fi,
        "regions": SEPARATOR.join(region.code for region in one.regions.all()),
        "maturity": _level(one.maturity),
        "evidence_level": _level(one.evidence_level),
        "visibility": one.visibility,
        "group": one.group.slug if one.group else "",
        "status": one.status,
    }


def _level(level: int | None) -> str:
    return "" if level is None else str(level)
