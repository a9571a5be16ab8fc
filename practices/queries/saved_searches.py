"""Searches that a person keeps: as a list, and what is new in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from elo_portal.core.search import glossary, queries, several
from elo_portal.core.viewers import Viewer
from members.models import Person
from practices.cards import Card
from practices.indexing import KIND
from practices.models import SavedSearch
from practices.queries import browsing, wanting
from practices.queries.browsing import Options


@dataclass(frozen=True)
class Saved:
    """`words`: what is asked. `total`: how many practices it finds now."""

    search: SavedSearch
    words: str
    total: int

    @property
    def url(self) -> str:
        return wanting.list_url(self.search.query)


@dataclass(frozen=True)
class Novelty:
    """What is new in a saved search; `also`: the names of other saved searches that find the same practice."""

    card: Card
    also: tuple[str, ...]


@dataclass(frozen=True)
class News:
    """A saved search with what is new in it and was not named under one before it."""

    name: str
    query: str
    novelties: tuple[Novelty, ...]

    @property
    def url(self) -> str:
        return wanting.list_url(self.query)


def own(*, viewer: Viewer) -> QuerySet[SavedSearch]:
    """Those of the viewer by name; none for visitors. One query."""
    if not viewer.is_authenticated:
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(person=viewer.person_id).order_by("name", "pk")


def listed(*, viewer: Viewer) -> list[Saved]:
    """Those of the viewer in words, with what they find now. Five queries, one without any."""
    found = list(own(viewer=viewer))
    if not found:
        return []
    options = browsing.load_options()
    questions = asked((one.query for one in found), options)
    totals = several.totals(questions, kinds=[KIND], audience=browsing.audience(viewer))
    return [
        Saved(one, wanting.in_words(wanting.read(one.query, options), options) or one.query, total)
        for one, total in zip(found, totals, strict=True)
    ]


def asked(query_strings: Iterable[str], options: Options) -> list[several.Question]:
    """How the search reads them. One query."""
    words = glossary.current()
    sought = [wanting.read(one, options) for one in query_strings]
    return [
        several.Question(
            queries.read(one.text, glossary=words, is_exact=one.is_exact), browsing.filters(one, options)
        )
        for one in sought
    ]


def gets_digest(*, viewer: Viewer) -> bool:
    """Whether the weekly digest is on. One query."""
    return Person.objects.filter(pk=viewer.person_id, digest=Person.Digest.WEEKLY).exists()


def news(cards: Sequence[Card], *, viewer: Viewer) -> list[News]:
    """Which of these new practices the viewer's saved searches find, for those that are told in the digest.

    Only what the viewer finds in the list at this moment, and only by all of the words: what has most of them is
    no news. A practice is named once, under the first search that finds it; a search without anything is left out,
    and so is one whose choices are all gone from the vocabularies.
    Five queries, however many searches and practices; one without any search, none without any practice.
    """
    searches = list(own(viewer=viewer).filter(in_digest=True)) if cards else []
    if not searches:
        return []
    options = browsing.load_options()
    searches = [one for one in searches if not wanting.is_blank(wanting.read(one.query, options))]
    questions = asked((one.query for one in searches), options)
    found = several.found_among(
        [card.pk for card in cards], questions, kind=KIND, audience=browsing.audience(viewer)
    )
    finders = {
        card.pk: [search for search, ids in zip(searches, found, strict=True) if card.pk in ids]
        for card in cards
    }
    told = [
        News(
            name=search.name,
            query=search.query,
            novelties=tuple(
                Novelty(card, tuple(other.name for other in finders[card.pk][1:]))
                for card in cards
                if finders[card.pk][:1] == [search]
            ),
        )
        for search in searches
    ]
    return [one for one in told if one.novelties]
