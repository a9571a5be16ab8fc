"""What the search knows of an event. Called inside the transaction of the change itself."""

from collections.abc import Iterable
from typing import get_args

from elo_portal.core import markup
from elo_portal.core.models import SearchEntry
from elo_portal.core.search import entries
from elo_portal.core.search.analyse import Fields, Language
from practices.indexing import IS_PRACTICE, region_facet
from seminars.models import Event, ProgrammeItem

KIND = "event"
FOUND_BY = frozenset({"theme"})  # whose terms' names find what bears them
IS_EVENT = IS_PRACTICE - 1
BOOST = 0.5  # as a practice of middling evidence

AUDIENCES = {
    Event.Visibility.PUBLIC: SearchEntry.Audience.PUBLIC,
    Event.Visibility.NETWORK: SearchEntry.Audience.NETWORK,
    Event.Visibility.GROUP: SearchEntry.Audience.GROUP,
}


def put(event: Event) -> None:
    """Make every language of an event findable, and no other; a draft in none.

    A cancelled event is found as well, so that nobody looks for it in vain; it sinks, as one that is over
    does. Four queries and one a language.
    """
    entries.remove(KIND, event.pk)
    if event.published_at is None:
        return
    terms = list(event.terms.all())
    facets = [IS_EVENT, *(term.pk for term in terms)]
    facets += [region_facet(region.pk) for region in event.regions.all()]
    items = list(event.programme.all())
    written = [language for language in get_args(Language) if getattr(event, f"title_{language}")]
    for language in written:
        entries.put(
            kind=KIND,
            object_id=event.pk,
            language=language,
            is_source=language == written[0],
            fields=Fields(
                title=getattr(event, f"title_{language}"),
                summary=getattr(event, f"summary_{language}"),
                body=_body(event, items, language),
            ),
            audience=AUDIENCES[Event.Visibility(event.visibility)],
            group_id=event.group_id,
            facets=facets,
            terms=[term.pk for term in terms if term.vocabulary in FOUND_BY],
            rank_boost=BOOST,
            published_at=event.published_at,
            stale_from=event.cancelled_at or event.ends_at,
        )


def body_of(event: Event, language: str) -> str:
    """What is searched of an event beside its title, summary and programme."""
    texts = (getattr(event, f"{name}_{language}") for name in ("audience", "description", "place"))
    return "\n".join(markup.to_plain(text) for text in texts if text)


def _body(event: Event, items: Iterable[ProgrammeItem], language: str) -> str:
    said = [body_of(event, language)]
    for item in items:
        if item.kind != ProgrammeItem.Kind.BREAK:
            said += [
                getattr(item, f"title_{language}"),
                markup.to_plain(getattr(item, f"description_{language}")),
                item.speaker,
            ]
    return "\n".join(text for text in said if text)
