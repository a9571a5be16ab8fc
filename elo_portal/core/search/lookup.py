"""Find objects in the slim table: the page asked for, how many there are, and the counts of the facets."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from django.db import connection
from psycopg import sql

from elo_portal.core.search.analyse import Language
from elo_portal.core.search.queries import Query

Order = Literal["relevance", "newest"]

# What a word weighs where it stands: D as part of a compound, C in the body, B in the summary, A in the title.
# A vector keeps at most 255 places of a word, so that no body, however long, outweighs a title.
WEIGHTS = [0.002, 0.003, 0.2, 1.0]


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


class Hit(NamedTuple):
    """An object, and the language in which it is shown."""

    object_id: int
    language: Language


@dataclass(frozen=True, slots=True)
class Found:
    """`counts` says for each facet how many objects there would be with it; a facet left out has none."""

    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[int, int]


# An object with several languages is one: in the viewer's language when that one matches, else in the best.
# `missed` has one bit for each group of facets whose condition the row fails.
_STATEMENT = sql.SQL("""
    WITH matching AS MATERIALIZED (
        SELECT DISTINCT ON (object_id)
            object_id, language, rank_boost, published_at, facets, {missed} AS missed, {rank} AS rank
        FROM core_searchentry
        WHERE kind = %(kind)s AND {visible} AND {matches}
        ORDER BY object_id, (language = %(language)s) DESC, rank DESC, is_source DESC, language
    ),
    page AS (
        SELECT object_id, language, row_number() OVER (ORDER BY {order}) AS place
        FROM matching
        WHERE missed = 0
        ORDER BY place
        LIMIT %(limit)s OFFSET %(offset)s
    ),
    counted AS (
        SELECT facet, missed, count(*) AS rows
        FROM matching, unnest(facets) AS facet
        WHERE missed = ANY(%(single_bits)s)
        GROUP BY facet, missed
    )
    SELECT
        (SELECT count(*) FROM matching WHERE missed = 0),
        (SELECT json_agg(json_build_array(object_id, language) ORDER BY place)::text FROM page),
        (SELECT json_agg(json_build_array(facet, missed, rows))::text FROM counted)
""")

_VISIBLE = sql.SQL("""(
    audience = 0
    OR (audience = 1 AND %(sees_network)s)
    OR (audience = 2 AND (%(sees_every_group)s OR group_id = ANY(%(group_ids)s)))
)""")

_MISSES = sql.SQL("CASE WHEN facets && {selected}::integer[] THEN 0 ELSE {bit} END")

_FINNISH = sql.SQL("%(finnish)s::tsquery")
_STEMMED = sql.SQL("""(
    to_tsquery({configuration}, %(finished)s)
    && (to_tsquery({configuration}, %(unfinished)s) || %(beginning)s::tsquery)
)""")
_SWEDISH = _STEMMED.format(configuration=sql.Literal("swedish"))
_ENGLISH = _STEMMED.format(configuration=sql.Literal("english"))

_ANYTHING = sql.SQL("true")
_MATCHES = sql.SQL("""(
    (language = 'fi' AND vector @@ {finnish})
    OR (language = 'sv' AND vector @@ {swedish})
    OR (language = 'en' AND vector @@ {english})
)""").format(finnish=_FINNISH, swedish=_SWEDISH, english=_ENGLISH)
_MATCHES_AS_WRITTEN = sql.SQL("({matches} AND vector @@ %(as_written)s::tsquery)").format(matches=_MATCHES)

_NO_RANK = sql.SQL("0::real")
_RANK = sql.SQL("""ts_rank_cd(%(weights)s::real[], vector, CASE language
    WHEN 'fi' THEN {finnish} WHEN 'sv' THEN {swedish} ELSE {english}
END)""").format(finnish=_FINNISH, swedish=_SWEDISH, english=_ENGLISH)

_ORDERS: Mapping[Order, sql.SQL] = {
    "relevance": sql.SQL("rank DESC, rank_boost DESC, published_at DESC, object_id DESC"),
    "newest": sql.SQL("published_at DESC, object_id DESC"),
}


def find(
    *,
    kind: str,
    query: Query,
    language: Language,
    audience: Audience,
    filters: Filters | None = None,
    order: Order = "relevance",
    limit: int,
    offset: int = 0,
) -> Found:
    """Find what the viewer may see; a blank query finds everything. One query.

    What the viewer may not see is in no count. The count of a facet leaves out the choice in its own group.
    """
    chosen = (filters or Filters()).chosen()
    statement = _STATEMENT.format(
        missed=_missed([selected for selected, _ in chosen]),
        rank=_NO_RANK if query.is_blank else _RANK,
        visible=_VISIBLE,
        matches=_matches(query),
        order=_ORDERS[order],
    )
    values: dict[str, Any] = {
        "kind": kind,
        "language": language,
        "sees_network": audience.sees_network,
        "sees_every_group": audience.sees_every_group,
        "group_ids": list(audience.group_ids),
        "finnish": query.finnish(),
        "finished": query.finished(),
        "unfinished": query.unfinished(),
        "beginning": query.beginning(),
        "as_written": query.as_written(),
        "weights": WEIGHTS,
        "single_bits": [0, *(1 << place for place in range(len(chosen)))],
        "limit": limit,
        "offset": offset,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        total, page, counted = cursor.fetchone()
    return Found(
        total=total,
        hits=tuple(Hit(*row) for row in json.loads(page or "[]")),
        counts=_counts(json.loads(counted or "[]"), [held for _, held in chosen]),
    )


def _missed(selections: list[frozenset[int]]) -> sql.Composable:
    """SQL for the bits of the groups whose condition a row fails."""
    misses = [
        _MISSES.format(selected=sql.Literal(sorted(selected)), bit=sql.Literal(1 << place))
        for place, selected in enumerate(selections)
    ]
    return sql.SQL(" + ").join(misses) if misses else sql.SQL("0")


def _matches(query: Query) -> sql.Composable:
    if query.is_blank:
        return _ANYTHING
    return _MATCHES_AS_WRITTEN if query.is_exact else _MATCHES


def _counts(rows: list[tuple[int, int, int]], groups: list[frozenset[int]]) -> dict[int, int]:
    """A facet counts the rows that fail no group, and those that fail its own group only."""
    counts: dict[int, int] = {}
    for facet, missed, count in rows:
        if missed == 0 or facet in groups[missed.bit_length() - 1]:
            counts[facet] = counts.get(facet, 0) + count
    return counts
