"""Practices that there are already: what a title reminds of while somebody writes it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from elo_portal.core.search import lookup, queries
from elo_portal.core.search.queries import Query
from elo_portal.core.search.stems import is_small
from elo_portal.core.viewers import Viewer
from practices.cards import Card
from practices.indexing import KIND
from practices.models import Practice
from practices.queries import published
from practices.queries.browsing import audience, known_language

SHOWN = 3
SHORTEST = 2  # letters of a title that reminds of anything
SPARE = 10  # hits looked through for those that may be named


@dataclass(frozen=True)
class Alike:
    """`original`: what the draft is a variant of already; `cards`: what else it may be."""

    original: Card | None = None
    cards: list[Card] = field(default_factory=list)


def alike(
    title: str, *, language: str, viewer: Viewer, now: datetime, practice: Practice | None = None
) -> Alike:
    """Published ones that the viewer may see with a word of the title in their own title or summary, three at most.

    `practice` is the one that is being written: it is not like itself, nor are its variants offered to it. Two
    queries; none where there is neither a title nor an original.
    """
    original_id = practice.based_on_id if practice else None
    ids = _found(title, language=language, viewer=viewer, now=now) if _says_something(title) else []
    if not ids and original_id is None:
        return Alike()
    seen = Practice.objects.visible_to(viewer).published().filter(Q(pk__in=ids) | Q(pk=original_id))
    if practice is not None:
        seen = seen.exclude(pk=practice.pk).exclude(based_on=practice)
    by_id = {card.pk: card for card in published.cards(seen)}
    others = (by_id[pk] for pk in ids if pk in by_id and pk != original_id)
    return Alike(original=by_id.get(original_id or 0), cards=list(others)[:SHOWN])


def _found(title: str, *, language: str, viewer: Viewer, now: datetime) -> list[int]:
    query = queries.read(title, is_any=True)
    if not any(_names_something(query)):
        return []
    found = lookup.find(
        kinds=[KIND],
        query=query,
        language=known_language(language),
        audience=audience(viewer),
        now=now,
        limit=SPARE,
    )
    return [hit.object_id for hit in found.hits]


def _says_something(title: str) -> bool:
    return sum(letter.isalnum() for letter in title) >= SHORTEST


def _names_something(query: Query) -> Iterator[bool]:
    """Of words like "and" alone every text would be reminded."""
    return (not (word.word.is_function_word or is_small(word.surface)) for word in query.words)
