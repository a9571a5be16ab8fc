"""One search, from what was typed to what is found: read, looked up, and read anew where nothing fits."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from elo_portal.core.search import glossary, lookup, queries, typos
from elo_portal.core.search.analyse import Language
from elo_portal.core.search.lookup import NO_FILTERS, Audience, Filters, Found, Order
from elo_portal.core.search.queries import Query

LITTLE = 3  # objects: with fewer it is worth asking whether something else was meant


@dataclass(frozen=True)
class Asked:
    """What is searched, by whom. `kinds`: of objects; the reader's `language` is shown where it is found."""

    text: str
    kinds: Collection[str]
    language: Language
    audience: Audience
    is_exact: bool = False
    is_typing: bool = False
    filters: Filters = NO_FILTERS
    order: Order = "relevance"
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True)
class Answer:
    """What was found, and for which reading of the text.

    text: as it was read; another than was typed where nothing else would have been found (`is_corrected`).
    meant: what may have been meant by a text that found little; it finds `meant_total` objects.
    """

    text: str
    query: Query
    found: Found
    is_corrected: bool = False
    meant: str = ""
    meant_total: int = 0


def search(asked: Asked, *, now: datetime) -> Answer:
    """Two queries, one where nothing is asked; up to two more where little is found, and two once after the
    synonyms have changed.
    """
    words = glossary.current() if asked.text.strip() else glossary.EMPTY
    query = queries.read(asked.text, glossary=words, is_exact=asked.is_exact, is_typing=asked.is_typing)
    found = find(asked, query, now=now)
    answer = Answer(asked.text, query, found)
    if query.is_blank or query.is_exact or query.is_typing or found.whole >= LITTLE:
        return answer
    meant = typos.meant(asked.text, query, words, finds_some=bool(found.whole))
    if meant is None:
        return answer
    other = queries.read(meant.text, glossary=words)
    is_instead = meant.is_sure and not found.whole
    of_other = find(asked if is_instead else replace(asked, limit=0, offset=0), other, now=now)
    if is_instead and (of_other.whole or (of_other.total and not found.total)):
        return Answer(meant.text, other, of_other, is_corrected=True)
    if of_other.whole > found.whole:
        return replace(answer, meant=meant.text, meant_total=of_other.whole)
    return answer


def find(asked: Asked, query: Query, *, now: datetime) -> Found:
    """Look up one reading. One query."""
    return lookup.find(
        kinds=asked.kinds,
        query=query,
        language=asked.language,
        audience=asked.audience,
        filters=asked.filters,
        order="newest" if query.is_blank and asked.order == "relevance" else asked.order,
        limit=asked.limit,
        offset=asked.offset,
        now=now,
    )
