"""Find objects in the slim table: the page asked for, how many there are, and the counts of the facets."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from elo_portal.core.search import kept, statements
from elo_portal.core.search.analyse import Language
from elo_portal.core.search.queries import Query
from elo_portal.core.search.statements import Order

__all__ = ["Audience", "Filters", "Found", "Hit", "Order", "find"]

# What a word weighs where it stands: D as part of a compound, C in the body, B in the summary, A in the title.
# A vector keeps at most 255 places of a word, so that no body, however long, outweighs a title.
WEIGHTS = [0.002, 0.003, 0.2, 1.0]
WELL_RANKED = 100  # by their whole text; what comes after them is ranked by title and summary only
OTHER_MEANING = 0.5  # what another word for the same weighs beside the word that was typed
BOOST = (
    0.25  # what the full boost adds to a rank: enough among equals, too little to lift a body over a title
)
OTHER_LANGUAGE = 0.5  # what is left of a rank when the hit is not in the reader's language
WORTH_KEEPING = 3_000  # objects: fewer are counted as fast as their count is read
UNCOUNTED = frozenset({"language", "now", "limit", "offset"})
STALE = 0.6  # what is left of a rank when the entry is stale


@dataclass(frozen=True, slots=True)
class Audience:
    """What the viewer may see beside what everyone may."""

    sees_network: bool = False
    sees_every_group: bool = False
    group_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Filters:
    """What is selected, by group: "or" inside a group, "and" between. `groups` tells what each of them holds."""

    selected: Mapping[str, Collection[int]] = field(default_factory=dict)
    groups: Mapping[str, Collection[int]] = field(default_factory=dict)

    def chosen(self) -> list[tuple[frozenset[int], frozenset[int]]]:
        """(facets selected, facets of the group) for each group with a choice."""
        return [
            (frozenset(ids), frozenset(self.groups[group])) for group, ids in self.selected.items() if ids
        ]


NO_FILTERS = Filters()


class Hit(NamedTuple):
    """An object, and the language in which it is shown. `is_whole`: it has all words, not only most."""

    kind: str
    object_id: int
    language: Language
    is_whole: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Found:
    """`counts` says for each facet how many objects there would be with it; a facet left out has none.

    `whole`: how many of the total have all the words; the others have most of them and come after.
    """

    total: int
    whole: int
    hits: tuple[Hit, ...]
    counts: Mapping[int, int]


def find(
    *,
    kinds: Collection[str],
    query: Query,
    language: Language,
    audience: Audience,
    now: datetime,
    filters: Filters = NO_FILTERS,
    order: Order = "relevance",
    limit: int,
    offset: int = 0,
) -> Found:
    """Find what the viewer may see; a blank query finds everything. One query; two more to keep a large count.

    What the viewer may not see is in no count. The count of a facet leaves out the choice in its own group.
    """
    chosen = filters.chosen()
    values: dict[str, Any] = {
        "kinds": list(kinds),
        "language": language,
        "sees_network": audience.sees_network,
        "sees_every_group": audience.sees_every_group,
        "group_ids": sorted(audience.group_ids),
        **statements.asked(query),
        "weights": WEIGHTS,
        "boost": BOOST,
        "stale": STALE,
        "other_language": OTHER_LANGUAGE,
        "other_meaning": OTHER_MEANING,
        "well_ranked": WELL_RANKED,
        "single_bits": [0, *(1 << place for place in range(len(chosen)))],
        "now": now,
        "limit": limit,
        "offset": offset,
        "reach": query.reach,
    }
    statement = statements.statement(
        query, language=language, order=order, selections=[selected for selected, _ in chosen]
    )
    values["key"] = _key(values, filters)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        counted, page, is_kept, snapshot, _never = cursor.fetchone()
    found = json.loads(counted)
    if found["total"] >= WORTH_KEEPING and not is_kept:
        kept.keep(values["key"], counted, snapshot=snapshot, now=now)
    return Found(
        total=found["total"],
        whole=found["whole"],
        hits=tuple(Hit(*row) for row in json.loads(page or "[]")),
        counts=_counts(found["counts"], [held for _, held in chosen]),
    )


def _key(values: Mapping[str, Any], filters: Filters) -> str:
    """The same for searches that count the same: another page, order or reader's language counts no differently."""
    counted = {name: value for name, value in values.items() if name not in UNCOUNTED}
    chosen = sorted((sorted(selected), sorted(held)) for selected, held in filters.chosen())
    return hashlib.md5(repr((counted, chosen)).encode(), usedforsecurity=False).hexdigest()


def _counts(rows: list[tuple[int, int, int]], groups: list[frozenset[int]]) -> dict[int, int]:
    """A facet counts the rows that fail no group, and those that fail its own group only."""
    counts: dict[int, int] = {}
    for facet, missed, count in rows:
        if missed == 0 or facet in groups[missed.bit_length() - 1]:
            counts[facet] = counts.get(facet, 0) + count
    return counts
