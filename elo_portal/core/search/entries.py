"""Put objects into the slim table and take them out, in the transaction of the caller that changes them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection

from elo_portal.core.models.search import SearchEntry
from elo_portal.core.search.analyse import ANALYSER_VERSION, Fields, Language, finnish_vector, surface_vector
from elo_portal.core.search.tokens import cleaned

CONFIGURATIONS = {"sv": "swedish", "en": "english"}

# A Finnish vector comes ready made; of the other languages only the words as written do.
_PUT = """
    INSERT INTO core_searchentry (
        kind, object_id, language, is_source, title, audience, group_id, facets,
        rank_boost, published_at, analyser_version, vector
    ) VALUES (
        %(kind)s, %(object_id)s, %(language)s, %(is_source)s, %(title)s, %(audience)s, %(group_id)s,
        %(facets)s::integer[], %(rank_boost)s, %(published_at)s, %(analyser_version)s,
        %(literal)s::tsvector
            || setweight(to_tsvector(%(configuration)s::regconfig, %(parsed_title)s), 'A')
            || setweight(to_tsvector(%(configuration)s::regconfig, %(parsed_summary)s), 'B')
            || setweight(to_tsvector(%(configuration)s::regconfig, %(parsed_body)s), 'C')
    )
    ON CONFLICT (kind, object_id, language) DO UPDATE SET
        is_source = excluded.is_source,
        title = excluded.title,
        audience = excluded.audience,
        group_id = excluded.group_id,
        facets = excluded.facets,
        rank_boost = excluded.rank_boost,
        published_at = excluded.published_at,
        analyser_version = excluded.analyser_version,
        vector = excluded.vector
"""


def put(
    *,
    kind: str,
    object_id: int,
    language: Language,
    is_source: bool,
    fields: Fields,
    audience: SearchEntry.Audience,
    facets: Collection[int],
    rank_boost: float,
    published_at: datetime,
    group_id: int | None = None,
) -> None:
    """Make one language of one object findable, or renew it. One query.

    `group_id` is given if, and only if, the audience is one group.
    """
    shortened = fields.shortened()
    surfaces = surface_vector(shortened)
    is_finnish = language == "fi"
    parsed = Fields("", "", "") if is_finnish else Fields(*(cleaned(text) for text in shortened))
    values: dict[str, Any] = {
        "kind": kind,
        "object_id": object_id,
        "language": language,
        "is_source": is_source,
        "title": fields.title,
        "audience": audience,
        "group_id": group_id,
        "facets": sorted(set(facets)),
        "rank_boost": rank_boost,
        "published_at": published_at,
        "analyser_version": ANALYSER_VERSION,
        "literal": f"{finnish_vector(shortened)} {surfaces}" if is_finnish else surfaces,
        "configuration": CONFIGURATIONS.get(language, "simple"),
        "parsed_title": parsed.title,
        "parsed_summary": parsed.summary,
        "parsed_body": parsed.body,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PUT, values)


def remove(kind: str, *object_ids: int) -> None:
    """Make objects unfindable in every language. One query."""
    SearchEntry.objects.filter(kind=kind, object_id__in=object_ids).delete()


def outdated(kind: str, *, limit: int) -> list[int]:
    """Objects whose entries an older analyser made, to be put again. One query."""
    entries = SearchEntry.objects.filter(kind=kind).exclude(analyser_version=ANALYSER_VERSION)
    return list(entries.order_by("object_id").values_list("object_id", flat=True).distinct()[:limit])
