"""Several questions at once: how much each of them finds, or which of some objects. One query, however many."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import connection
from psycopg import sql

from elo_portal.core.search.entries import CONFIGURATIONS
from elo_portal.core.search.literals import Reach
from elo_portal.core.search.lookup import NO_FILTERS, Audience, Filters
from elo_portal.core.search.queries import Query

_TOTALS = sql.SQL(
    "SELECT number, count(*) FROM (SELECT DISTINCT * FROM ({rows}) AS found) AS one GROUP BY number"
)
_AMONG = sql.SQL("SELECT DISTINCT number, object_id FROM ({rows}) AS found")
_ROWS = sql.SQL("""
    SELECT {number} AS number, kind, object_id FROM core_searchentry
    WHERE kind = ANY(%(kinds)s) AND {among} AND {matches} AND {chosen} AND (
        audience = 0
        OR (audience = 1 AND %(sees_network)s)
        OR (audience = 2 AND (%(sees_every_group)s OR group_id = ANY(%(group_ids)s)))
    )
""")
_UNION = sql.SQL(" UNION ALL ")
_TRUE, _IS_SOURCE = sql.SQL("true"), sql.SQL("is_source")
_THESE = sql.SQL("object_id = ANY(%(ids)s)")
_CHOSEN = sql.SQL("facets && {}::integer[]")
_MATCHES = sql.SQL("language = {language} AND vector @@ {asked}")
_AS_WRITTEN = sql.SQL("{matches} AND vector @@ {written}::tsquery")


class Question(NamedTuple):
    """One reading with its choices."""

    query: Query
    filters: Filters = NO_FILTERS


def totals(questions: Sequence[Question], *, kinds: Collection[str], audience: Audience) -> list[int]:
    """How many objects each finds of what this audience sees, as its list would say. One query, none for none."""
    found = dict(_asked(_TOTALS, questions, kinds, audience, "most", among=None))
    return [found.get(number, 0) for number in range(len(questions))]


def found_among(
    ids: Collection[int], questions: Sequence[Question], *, kind: str, audience: Audience
) -> list[frozenset[int]]:
    """Which of these objects each finds by all of its words, if this audience sees them. One query, none for none."""
    rows = _asked(_AMONG, questions, [kind], audience, "whole", among=ids) if ids else []
    return [
        frozenset(object_id for number, object_id in rows if number == place)
        for place in range(len(questions))
    ]


def _asked(
    statement: sql.SQL,
    questions: Sequence[Question],
    kinds: Collection[str],
    audience: Audience,
    reach: Reach,
    *,
    among: Collection[int] | None,
) -> list[Any]:
    if not questions:
        return []
    values: dict[str, Any] = {
        "kinds": list(kinds),
        "sees_network": audience.sees_network,
        "sees_every_group": audience.sees_every_group,
        "group_ids": sorted(audience.group_ids),
        "ids": sorted(among or ()),
    }
    rows = [
        _ROWS.format(
            number=sql.Literal(number),
            among=_TRUE if among is None else _THESE,
            matches=matches,
            chosen=_chosen(question.filters),
        )
        for number, question in enumerate(questions)
        for matches in _matches(number, question.query, reach, values)
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(rows=_UNION.join(rows)), values)
        return list(cursor.fetchall())


def _matches(number: int, query: Query, reach: Reach, values: dict[str, Any]) -> list[sql.Composable]:
    """A condition for each language, as each has an index of its own; puts what is asked into `values`."""
    if query.is_blank:
        return [_IS_SOURCE]
    if not query.has_most:
        reach = "whole"
    values[f"fi_{number}"] = query.finnish(reach)
    asked: dict[str, sql.Composable] = {"fi": sql.SQL("{}::tsquery").format(sql.Placeholder(f"fi_{number}"))}
    for language, configuration in CONFIGURATIONS.items():
        values[f"{language}_{number}"] = query.finished(language, reach)
        asked[language] = sql.SQL("to_tsquery({}, {})").format(
            sql.Literal(configuration), sql.Placeholder(f"{language}_{number}")
        )
    matches = [_MATCHES.format(language=sql.Literal(code), asked=one) for code, one in asked.items()]
    if not query.is_exact:
        return list(matches)
    values[f"written_{number}"] = query.as_written()
    written = sql.Placeholder(f"written_{number}")
    return [_AS_WRITTEN.format(matches=one, written=written) for one in matches]


def _chosen(filters: Filters) -> sql.Composable:
    conditions = [_CHOSEN.format(sql.Literal(sorted(selected))) for selected, _held in filters.chosen()]
    return sql.SQL(" AND ").join(conditions) if conditions else _TRUE
