"""The one statement of a search, put together from what was asked.

Each language is asked by itself: with "or" between them every vector would be read from its far store only to be
compared once more.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from psycopg import sql

from elo_portal.core.search.analyse import LANGUAGES, Language
from elo_portal.core.search.entries import CONFIGURATIONS
from elo_portal.core.search.literals import Reach
from elo_portal.core.search.queries import Query

Order = Literal["relevance", "newest", "most_used", "best_evidenced"]

# The last column is never evaluated. A function that may not run in parallel keeps the planner from starting
# workers: on a server with many readers they take longer to start than they save.
# `missed` has one bit for each group of facets whose condition the row fails.
_STATEMENT = sql.SQL("""
    WITH kept AS ({kept}), {before} matching AS NOT MATERIALIZED ({matching}),
    placed AS (
        SELECT first.*, row_number() OVER (ORDER BY {order}) AS place
        FROM (
            SELECT entry, kind, object_id, language, is_whole, is_stale, rank_boost, uses, evidence, published_at,
                {score} AS score
            FROM matching {joined}
            WHERE missed = 0
            ORDER BY {order}
            LIMIT greatest(%(limit)s + %(offset)s, %(well_ranked)s)
        ) AS first
    ),
    ranked AS ({ranked}),
    page AS (
        SELECT kind, object_id, {shown} AS language, is_whole, is_stale, row_number() OVER (ORDER BY {page_order}) AS number
        FROM ranked
        ORDER BY number
        LIMIT %(limit)s OFFSET %(offset)s
    ),
    counted AS ({counted})
    SELECT
        coalesce((SELECT found FROM kept), (SELECT json_build_object(
            'total', count(*),
            'whole', count(*) FILTER (WHERE is_whole),
            'counts', (SELECT coalesce(json_agg(json_build_array(facet, missed, rows)), '[]') FROM counted)
        )::text FROM matching WHERE missed = 0)),
        (SELECT json_agg(json_build_array(kind, object_id, language, is_whole, is_stale) ORDER BY number)::text
         FROM page),
        EXISTS (SELECT FROM kept),
        pg_current_snapshot()::text,
        CASE WHEN false THEN set_config('search.serial', '', true) END
""")

_BRANCH = sql.SQL("""
    SELECT core_searchentry.id AS entry, kind, object_id, language, is_source, facets, rank_boost, uses, evidence,
        published_at, {missed} AS missed, {is_whole} AS is_whole, coalesce(stale_from <= %(now)s, false) AS is_stale,
        {score} AS score
    FROM core_searchentry {joined}
    WHERE kind = ANY(%(kinds)s) AND {matches} AND (
        audience = 0
        OR (audience = 1 AND %(sees_network)s)
        OR (audience = 2 AND (%(sees_every_group)s OR group_id = ANY(%(group_ids)s)))
    )
""")
# What was counted before holds as long as no entry has changed that the count did not see.
_KEPT = sql.SQL("""
    SELECT found FROM core_searchcount
    WHERE key = %(key)s AND made_at > %(now)s - interval '15 minutes' AND made_at <= %(now)s AND NOT EXISTS (
        SELECT FROM core_searchchange
        WHERE NOT pg_visible_in_snapshot(core_searchchange.transaction::text::xid8, snapshot::pg_snapshot)
    )
""")
_UNION = sql.SQL(" UNION ALL ")

# Where nothing is chosen, one key is counted faster than two.
_COUNTED_BY_GROUP = sql.SQL("""
    SELECT facet, missed, count(*) AS rows
    FROM (SELECT unnest(facets) AS facet, missed FROM matching WHERE missed = ANY(%(single_bits)s)) AS held
    GROUP BY facet, missed
""")
_COUNTED = sql.SQL("""
    SELECT facet, 0 AS missed, count(*) AS rows
    FROM (SELECT unnest(facets) AS facet FROM matching) AS held
    GROUP BY facet
""")

# An object with several languages is one: in the viewer's language when that one matches, else in the best.
_ONE_A_LANGUAGE = sql.SQL("""
    SELECT DISTINCT ON (kind, object_id) *
    FROM ({branches}) AS branch
    ORDER BY kind, object_id, is_whole DESC, (language = %(language)s) DESC, score DESC, is_source DESC, language
""")
_ALL = sql.SQL("everything AS MATERIALIZED ({rows}),")
_FROM_ALL = sql.SQL("SELECT * FROM everything")
# The same where every row is whole: what was found in the viewer's language needs no sorting.
_OWN_AND_OTHERS = sql.SQL("""
    own AS MATERIALIZED ({own}),
    others AS MATERIALIZED (
        SELECT DISTINCT ON (kind, object_id) *
        FROM ({branches}) AS branch
        WHERE NOT EXISTS (SELECT FROM own WHERE own.kind = branch.kind AND own.object_id = branch.object_id)
        ORDER BY kind, object_id, score DESC, is_source DESC, language
    ),
""")
_FROM_OWN_AND_OTHERS = sql.SQL("SELECT * FROM own UNION ALL SELECT * FROM others")
# Where everything is asked for, one row an object is enough; the page shows the viewer's language if there is one.
_OWN_LANGUAGE = sql.SQL("""coalesce((
    SELECT own.language FROM core_searchentry AS own
    WHERE own.kind = ranked.kind AND own.object_id = ranked.object_id AND own.language = %(language)s
), language)""")

# Of one word, only the rows are ordered by their head that have it there.
_HEADS = sql.SQL("heads AS MATERIALIZED ({heads}),")
_HEAD = sql.SQL("""
    SELECT id, {score} AS score FROM core_searchentry
    WHERE language = {language} AND head @@ {asked} AND kind = ANY(%(kinds)s)
""")
_WITH_HEADS = sql.SQL("LEFT JOIN heads ON heads.id = core_searchentry.id")
_PLACED_BY_HEADS = sql.SQL("LEFT JOIN heads ON heads.id = matching.entry")
_SCORE_OF_HEADS = sql.SQL("coalesce(heads.score, 0)")

_NOTHING, _TRUE, _ZERO = sql.SQL(""), sql.SQL("true"), sql.SQL("0")
_SCORE, _LANGUAGE, _IS_SOURCE = sql.SQL("score"), sql.SQL("language"), sql.SQL("is_source")
_MISSES = sql.SQL("CASE WHEN facets && {selected}::integer[] THEN 0 ELSE {bit} END")
_STEMMED = sql.SQL("""(
    to_tsquery({configuration}, {finished}) && (to_tsquery({configuration}, {unfinished}) || %(beginning)s::tsquery)
)""")
_MATCHES = sql.SQL("language = {language} AND vector @@ {asked}")
_IN_HEAD = sql.SQL("language = {language} AND head @@ {asked}")
_AS_WRITTEN = sql.SQL("{matches} AND vector @@ %(as_written)s::tsquery")

_RANKED = sql.SQL("""
    SELECT placed.*, CASE WHEN place <= %(well_ranked)s THEN {rank} ELSE 0 END AS rank
    FROM placed JOIN core_searchentry ON core_searchentry.id = placed.entry
""")
_UNRANKED = sql.SQL("SELECT * FROM placed")
_RANK = sql.SQL("ts_rank_cd(%(weights)s::real[], vector, {asked})")
_HEAD_RANK = sql.SQL("ts_rank(%(weights)s::real[], head, {asked})")
_TOLD_APART = sql.SQL("""({rank}) * (1 + %(boost)s * core_searchentry.rank_boost)
    * CASE WHEN coalesce(core_searchentry.stale_from <= %(now)s, false) THEN %(stale)s ELSE 1 END
    * CASE WHEN core_searchentry.language = %(language)s THEN 1 ELSE %(other_language)s END""")

_ORDERS: Mapping[Order, sql.SQL] = {
    "relevance": sql.SQL("is_whole DESC, score DESC, rank_boost DESC, published_at DESC, object_id DESC"),
    "newest": sql.SQL("is_whole DESC, published_at DESC, object_id DESC"),
    "most_used": sql.SQL(
        "is_whole DESC, uses DESC, evidence DESC, is_stale, published_at DESC, object_id DESC"
    ),
    "best_evidenced": sql.SQL(
        "is_whole DESC, evidence DESC, uses DESC, is_stale, published_at DESC, object_id DESC"
    ),
}
_BY_PLACE = sql.SQL("place")
_BY_RANK = sql.SQL(
    "place > %(well_ranked)s, is_whole DESC, rank DESC, rank_boost DESC, published_at DESC, place"
)


def statement(
    query: Query, *, language: Language, order: Order, selections: Sequence[frozenset[int]]
) -> sql.Composable:
    """Total, page and counts in one row. `selections`: the facets chosen, group by group."""
    is_ranked = order == "relevance" and not query.is_blank
    by_heads = is_ranked and len(query.units) == 1 and not query.is_any
    before, matching = _matching(query, language, _missed(selections), is_ranked=is_ranked, by_heads=by_heads)
    return _STATEMENT.format(
        kept=_KEPT,
        before=before,
        matching=matching,
        score=_SCORE_OF_HEADS if by_heads else _SCORE,
        joined=_PLACED_BY_HEADS if by_heads else _NOTHING,
        counted=_COUNTED_BY_GROUP if selections else _COUNTED,
        order=_ORDERS[order],
        ranked=_RANKED.format(rank=_rank(query)) if is_ranked else _UNRANKED,
        page_order=_BY_RANK if is_ranked else _BY_PLACE,
        shown=_OWN_LANGUAGE if query.is_blank else _LANGUAGE,
    )


def asked(query: Query) -> dict[str, str]:
    """The values of the statement that say what is looked for."""
    values = {"beginning": query.beginning(), "as_written": query.as_written()}
    for reach in get_args(Reach):
        values[f"fi_{reach}"] = query.finnish(reach)
        for language in CONFIGURATIONS:
            values[f"{language}_{reach}"] = query.finished(language, reach)
            values[f"{language}_{reach}_unfinished"] = query.unfinished(language, reach)
    return values


def _matching(
    query: Query, language: Language, missed: sql.Composable, *, is_ranked: bool, by_heads: bool
) -> tuple[sql.Composable, sql.Composable]:
    """(what stands before it, what matches): one row an object."""
    if query.is_blank:  # every order stands in an index, and what is kept need not be counted
        return _NOTHING, _branch(missed, matches=_IS_SOURCE)
    branches = {
        code: _branch_of(
            query, code, missed, by_heads=by_heads and code != language, is_ranked=is_ranked and not by_heads
        )
        for code in LANGUAGES
    }
    heads = _HEADS.format(heads=_UNION.join(_head(code) for code in LANGUAGES)) if by_heads else _NOTHING
    if query.reach != "whole":
        rows = _ONE_A_LANGUAGE.format(branches=_UNION.join(branches.values()))
        return heads + _ALL.format(rows=rows), _FROM_ALL
    own = branches.pop(language)
    before = _OWN_AND_OTHERS.format(own=own, branches=_UNION.join(branches.values()))
    return heads + before, _FROM_OWN_AND_OTHERS


def _head(language: Language) -> sql.Composable:
    tsquery = _tsquery(language, "any")
    score = _TOLD_APART.format(rank=_HEAD_RANK.format(asked=tsquery))
    return _HEAD.format(language=sql.Literal(language), asked=tsquery, score=score)


def _branch_of(
    query: Query, language: Language, missed: sql.Composable, *, by_heads: bool, is_ranked: bool
) -> sql.Composable:
    matches = (_IN_HEAD if query.is_any else _MATCHES).format(
        language=sql.Literal(language), asked=_tsquery(language, query.reach)
    )
    whole = sql.SQL("vector @@ {}").format(_tsquery(language, "whole"))
    score = _TOLD_APART.format(rank=_HEAD_RANK.format(asked=_tsquery(language, "any")))
    return _branch(
        missed,
        matches=_AS_WRITTEN.format(matches=matches) if query.is_exact else matches,
        is_whole=_TRUE if query.reach == "whole" else whole,
        score=_SCORE_OF_HEADS if by_heads else score if is_ranked else _ZERO,
        joined=_WITH_HEADS if by_heads else _NOTHING,
    )


def _branch(
    missed: sql.Composable,
    *,
    matches: sql.Composable,
    is_whole: sql.Composable = _TRUE,
    score: sql.Composable = _ZERO,
    joined: sql.Composable = _NOTHING,
) -> sql.Composable:
    return _BRANCH.format(missed=missed, matches=matches, is_whole=is_whole, score=score, joined=joined)


def _tsquery(language: Language, reach: Reach) -> sql.Composable:
    """The tsquery for entries in this language; `asked` gives its values."""
    if language == "fi":
        return sql.SQL("{}::tsquery").format(sql.Placeholder(f"fi_{reach}"))
    return _STEMMED.format(
        configuration=sql.Literal(CONFIGURATIONS[language]),
        finished=sql.Placeholder(f"{language}_{reach}"),
        unfinished=sql.Placeholder(f"{language}_{reach}_unfinished"),
    )


def _rank(query: Query) -> sql.Composable:
    """How well a row fits, by its whole text: by the words as typed first, then by what they mean as well.

    Where any word will do, by title and summary: one word is in every long text.
    """
    ranks = [
        sql.SQL("WHEN {} THEN {}").format(sql.Literal(language), _rank_in(language, query))
        for language in LANGUAGES
    ]
    return _TOLD_APART.format(rank=sql.SQL("CASE placed.language {} END").format(sql.SQL(" ").join(ranks)))


def _rank_in(language: Language, query: Query) -> sql.Composable:
    if query.is_any:
        return _HEAD_RANK.format(asked=_tsquery(language, "any"))
    rank: sql.Composable = _RANK.format(asked=_tsquery(language, "whole"))
    if query.has_most:
        most = _RANK.format(asked=_tsquery(language, "most"))
        rank = sql.SQL("CASE WHEN placed.is_whole THEN {} ELSE {} END").format(rank, most)
    if query.has_others:
        own = _RANK.format(asked=_tsquery(language, "own"))
        rank = sql.SQL("{} + %(other_meaning)s * ({})").format(own, rank)
    return rank


def _missed(selections: Sequence[frozenset[int]]) -> sql.Composable:
    """SQL for the bits of the groups whose condition a row fails."""
    misses = [
        _MISSES.format(selected=sql.Literal(sorted(selected)), bit=sql.Literal(1 << place))
        for place, selected in enumerate(selections)
    ]
    return sql.SQL(" + ").join(misses) if misses else _ZERO
