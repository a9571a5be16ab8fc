"""Small documents to be found, and the question for them."""

from datetime import timedelta
from typing import Any

from elo_portal.core.models.search import SearchEntry
from elo_portal.core.search import entries, lookup, queries, searching
from elo_portal.core.search.analyse import Fields
from tests.factories import NOW

KIND = "leaflet"
# Facets of the tests: two groups of terms, and regions.
COLOURS, SHAPES, REGIONS = {1, 2, 3}, {11, 12}, {-1, -2}
GROUPS = {"colour": COLOURS, "shape": SHAPES, "region": REGIONS}


def put(object_id: int, title: str, summary: str = "", body: str = "", **values: Any) -> int:
    """A public Finnish leaflet, written in Finnish; the higher its id, the older."""
    entries.put(
        **{
            "kind": KIND,
            "object_id": object_id,
            "language": "fi",
            "is_source": True,
            "fields": Fields(title, summary, body),
            "audience": SearchEntry.Audience.PUBLIC,
            "facets": [],
            "rank_boost": 0.0,
            "published_at": NOW - timedelta(days=object_id),
            **values,
        }
    )
    return object_id


def find(
    text: str = "",
    *,
    language: str = "fi",
    is_exact: bool = False,
    is_typing: bool = False,
    is_any: bool = False,
    **values: Any,
) -> lookup.Found:
    """What an anonymous visitor finds."""
    query = queries.read(text, is_exact=is_exact, is_typing=is_typing, is_any=is_any)
    return lookup.find(
        **{
            "kinds": [KIND],
            "query": query,
            "language": language,
            "audience": lookup.Audience(),
            "now": NOW,
            "limit": 100,
            **values,
        }
    )


def ids(found: lookup.Found) -> list[int]:
    return [hit.object_id for hit in found.hits]


def whole_ids(found: lookup.Found) -> list[int]:
    """Those that have every word."""
    return [hit.object_id for hit in found.hits if hit.is_whole]


def shown(found: lookup.Found) -> list[tuple[int, str]]:
    return [(hit.object_id, hit.language) for hit in found.hits]


def search(text: str, *, language: str = "fi", is_exact: bool = False, **values: Any) -> searching.Answer:
    """What an anonymous visitor is answered."""
    asked = {
        "text": text,
        "kinds": [KIND],
        "language": language,
        "audience": lookup.Audience(),
        "is_exact": is_exact,
        **values,
    }
    return searching.search(searching.Asked(**asked), now=NOW)


def chosen(**selected: Any) -> lookup.Filters:
    """These facets, by group."""
    return lookup.Filters(selected=selected, groups=GROUPS)
