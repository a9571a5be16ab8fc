"""Put objects into the slim table and take them out, in the transaction of the caller that changes them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import connection
from psycopg import sql

from elo_portal.core.models.search import SearchEntry
from elo_portal.core.search import kept
from elo_portal.core.search.analyse import (
    ANALYSER_VERSION,
    Fields,
    Language,
    base_words,
    finnish_vector,
    head_vector,
    pair_vector,
    surface_vector,
    term_lexeme,
    term_vector,
)
from elo_portal.core.search.tokens import cleaned, plain

CONFIGURATIONS: dict[Language, str] = {"sv": "swedish", "en": "english"}

# A Finnish vector comes ready made; of the other languages only the words as written do.
# New words are written in one order, so that two who write the same ones at once wait and do not lock each other.
_PUT = """
    WITH {changed},
    known AS (
        INSERT INTO core_knownword (language, word, plain)
        SELECT %(language)s, word, plain FROM unnest(%(words)s::text[], %(plain_words)s::text[]) AS new (word, plain)
        WHERE NOT EXISTS (
            SELECT FROM core_knownword AS old WHERE old.language = %(language)s AND old.word = new.word
        )
        ORDER BY word
        ON CONFLICT DO NOTHING
    )
    INSERT INTO core_searchentry (
        kind, object_id, language, is_source, title, audience, group_id, facets,
        rank_boost, uses, evidence, published_at, stale_from, analyser_version, vector, head
    ) VALUES (
        %(kind)s, %(object_id)s, %(language)s, %(is_source)s, %(title)s, %(audience)s, %(group_id)s,
        %(facets)s::integer[], %(rank_boost)s, %(uses)s, %(evidence)s, %(published_at)s, %(stale_from)s,
        %(analyser_version)s,
        %(literal)s::tsvector
            || setweight(to_tsvector(%(configuration)s::regconfig, %(parsed_title)s), 'A')
            || setweight(to_tsvector(%(configuration)s::regconfig, %(parsed_summary)s), 'B')
            || setweight(to_tsvector(%(configuration)s::regconfig, %(parsed_body)s), 'C'),
        %(head)s::tsvector
            || setweight(to_tsvector(%(configuration)s::regconfig, %(parsed_title)s), 'A')
            || setweight(to_tsvector(%(configuration)s::regconfig, %(parsed_summary)s), 'B')
    )
    ON CONFLICT (kind, object_id, language) DO UPDATE SET
        is_source = excluded.is_source,
        title = excluded.title,
        audience = excluded.audience,
        group_id = excluded.group_id,
        facets = excluded.facets,
        rank_boost = excluded.rank_boost,
        uses = excluded.uses,
        evidence = excluded.evidence,
        published_at = excluded.published_at,
        stale_from = excluded.stale_from,
        analyser_version = excluded.analyser_version,
        vector = excluded.vector,
        head = excluded.head
"""
_REMOVE = (
    "WITH {changed} DELETE FROM core_searchentry WHERE kind = %(kind)s AND object_id = ANY(%(object_ids)s)"
)

_REPLACE_TERM = """
    WITH {changed}
    UPDATE core_searchentry SET
        facets = ARRAY(SELECT DISTINCT unnest(array_replace(facets, %(old)s, %(new)s)) ORDER BY 1),
        vector = CASE WHEN vector @@ %(old_lexeme)s::tsquery
            THEN ts_delete(vector, %(old_lexeme)s) || %(new_vector)s::tsvector ELSE vector END
    WHERE facets @> ARRAY[%(old)s]::integer[]
"""


class Entry(TypedDict):
    """One language of one object.

    rank_boost: 0 to 1, what raises it above its equals; stale_from: from then on it sinks below them.
    uses: in how many places it is in use; evidence: how well it is proven, left out where nothing is said.
    terms: the ids of those of its terms by whose names it is found. `group_id` is given if, and only if, the
    audience is one group.
    """

    kind: str
    object_id: int
    language: Language
    is_source: bool
    fields: Fields
    audience: SearchEntry.Audience
    facets: Collection[int]
    rank_boost: float
    uses: NotRequired[int]
    evidence: NotRequired[int | None]
    published_at: datetime
    stale_from: NotRequired[datetime | None]
    terms: NotRequired[Iterable[int]]
    group_id: NotRequired[int | None]


def put(**entry: Unpack[Entry]) -> None:
    """Make one language of one object findable, or renew it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_PUT).format(changed=kept.CHANGED), _values(entry))


def put_all(entries: Sequence[Entry]) -> None:
    """The same of many: PostgreSQL stores one while the next is analysed. One query each, without waiting.

    A sequence, because whatever asks the database while the entries are on their way waits for ever.
    """
    with connection.cursor() as cursor:
        statement: Any = sql.SQL(_PUT).format(changed=kept.CHANGED)
        cursor.executemany(statement, (_values(entry) for entry in entries))  # type: ignore[arg-type]


def _values(entry: Entry) -> dict[str, Any]:
    language, shortened = entry["language"], entry["fields"].shortened()
    surfaces = f"{surface_vector(shortened)} {term_vector(entry.get('terms', ()))}"
    words = sorted(base_words(shortened, language))
    is_finnish = language == "fi"
    parsed = Fields("", "", "") if is_finnish else Fields(*(cleaned(text) for text in shortened))
    return {
        "kind": entry["kind"],
        "object_id": entry["object_id"],
        "language": language,
        "is_source": entry["is_source"],
        "title": entry["fields"].title,
        "audience": entry["audience"],
        "group_id": entry.get("group_id"),
        "facets": sorted(set(entry["facets"])),
        "rank_boost": entry["rank_boost"],
        "uses": entry.get("uses", 0),
        "evidence": SearchEntry.NOTHING_SAID if (level := entry.get("evidence")) is None else level,
        "published_at": entry["published_at"],
        "stale_from": entry.get("stale_from"),
        "words": words,
        "plain_words": [plain(word) for word in words],
        "analyser_version": ANALYSER_VERSION,
        "literal": f"{finnish_vector(shortened) if is_finnish else pair_vector(shortened, language)} {surfaces}",
        "head": head_vector(shortened) if is_finnish else "",
        "configuration": CONFIGURATIONS.get(language, "simple"),
        "parsed_title": parsed.title,
        "parsed_summary": parsed.summary,
        "parsed_body": parsed.body,
    }


def remove(kind: str, *object_ids: int) -> None:
    """Make objects unfindable in every language. One query."""
    values: dict[str, Any] = {"kind": kind, "object_ids": list(object_ids)}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_REMOVE).format(changed=kept.CHANGED), values)


def replace_term(old: int, new: int) -> None:
    """What bore one term is found by another from now on. One query."""
    values: dict[str, Any] = {
        "old": old,
        "new": new,
        "old_lexeme": term_lexeme(old),
        "new_vector": term_vector([new]),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_REPLACE_TERM).format(changed=kept.CHANGED), values)


def outdated(kind: str, *, limit: int) -> list[int]:
    """Objects whose entries an older analyser made, to be put again. One query."""
    entries = SearchEntry.objects.filter(kind=kind).exclude(analyser_version=ANALYSER_VERSION)
    return list(entries.order_by("object_id").values_list("object_id", flat=True).distinct()[:limit])
