"""The search over everything: practices and events together, in one order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from elo_portal.core.search import highlight, lookup
from elo_portal.core.search.lookup import NO_FILTERS, Filters
from elo_portal.core.search.queries import Query
from elo_portal.core.search.searching import Answer, Asked, find, search
from elo_portal.core.viewers import Viewer
from practices.cards import LANGUAGE_NAMES, Words
from practices.indexing import IS_PRACTICE
from practices.indexing import KIND as PRACTICE
from practices.queries import browsing
from seminars.indexing import IS_EVENT, body_of
from seminars.indexing import KIND as EVENT
from seminars.models import Event

PER_PAGE = 20
KINDS = {"practices": IS_PRACTICE, "events": IS_EVENT}
WIDER_SHOWN = 3
Kind = Literal["", "practices", "events"]


@dataclass(frozen=True)
class Sought:
    """What a reader asked for."""

    text: str = ""
    is_exact: bool = False
    kind: Kind = ""
    page: int = 1


@dataclass(frozen=True)
class EventHit:
    """An event whose words are marked, in the language in which they were found."""

    event: Event
    language: str
    title: SafeString
    summary: SafeString
    excerpt: SafeString | None
    is_whole: bool

    @property
    def url(self) -> str:
        return reverse("seminars:detail", args=[self.event.slug])

    @property
    def language_name(self) -> Words:
        return LANGUAGE_NAMES[self.language]


@dataclass(frozen=True)
class Wider:
    """A smaller question that finds something."""

    text: str
    total: int


@dataclass(frozen=True)
class Results:
    """`hits` are of both kinds. `counts` tells how many of each there are; `wider`, where there is nothing."""

    answer: Answer
    hits: list[browsing.Hit | EventHit]
    counts: Mapping[str, int]
    wider: list[Wider]
    page: int

    @property
    def total(self) -> int:
        return self.answer.found.total


def everything(*, viewer: Viewer, sought: Sought, now: datetime) -> Results:
    """The page asked for. Four queries; one more each for practices whose words stand deep in a text and for a
    page beyond the last; up to two where little was found, and up to three where nothing was.
    """
    asked = _asked(viewer, sought)
    answer, page = search(asked, now=now), sought.page
    if not answer.found.hits and answer.found.total:
        page = -(-answer.found.total // PER_PAGE)
        beyond = replace(asked, offset=(page - 1) * PER_PAGE)
        answer = replace(answer, found=find(beyond, answer.query, now=now))
    counts = answer.found.counts
    return Results(
        answer=answer,
        hits=list(_hits(answer.found.hits, viewer=viewer, query=answer.query)),
        counts={name: counts.get(facet, 0) for name, facet in KINDS.items()},
        wider=list(_wider(asked, answer, now=now)),
        page=page if answer.found.total else 1,
    )


def _asked(viewer: Viewer, sought: Sought) -> Asked:
    chosen = [KINDS[sought.kind]] if sought.kind else []
    return Asked(
        text=sought.text,
        kinds=[PRACTICE, EVENT],
        language=browsing.known_language(get_language()),
        audience=browsing.audience(viewer),
        is_exact=sought.is_exact,
        filters=Filters({"kind": chosen}, {"kind": frozenset(KINDS.values())}),
        limit=PER_PAGE,
        offset=(sought.page - 1) * PER_PAGE,
    )


def _hits(found: Sequence[lookup.Hit], *, viewer: Viewer, query: Query) -> Iterator[browsing.Hit | EventHit]:
    """Two queries, one more for practices whose words stand deep; none of a kind that was not found."""
    of_practices = [hit for hit in found if hit.kind == PRACTICE]
    practices = browsing.hits(of_practices, viewer=viewer, query=query) if of_practices else ()
    practice_hits = {hit.card.pk: hit for hit in practices}
    event_ids = [hit.object_id for hit in found if hit.kind == EVENT]
    events = _events(event_ids, viewer=viewer) if event_ids else {}
    for hit in found:
        if hit.kind == EVENT and hit.object_id in events:
            yield _event_hit(events[hit.object_id], hit, query)
        elif hit.kind == PRACTICE and hit.object_id in practice_hits:
            yield practice_hits[hit.object_id]


def _events(ids: Sequence[int], *, viewer: Viewer) -> dict[int, Event]:
    """The visible ones of these with their hosts. One query."""
    found = Event.objects.visible_to(viewer).announced().filter(pk__in=ids).select_related("host")
    return {event.pk: event for event in found}


def _event_hit(event: Event, hit: lookup.Hit, query: Query) -> EventHit:
    title, summary = (
        highlight.mark(getattr(event, f"{name}_{hit.language}"), query, hit.language)
        for name in ("title", "summary")
    )
    deep = "<mark>" not in title + summary and not query.is_blank
    excerpt = highlight.excerpt(body_of(event, hit.language), query, hit.language) if deep else SafeString("")
    return EventHit(
        event=event,
        language=hit.language,
        title=title,
        summary=summary,
        excerpt=excerpt if "<mark>" in excerpt else None,
        is_whole=hit.is_whole,
    )


def _wider(asked: Asked, answer: Answer, *, now: datetime) -> Iterator[Wider]:
    """Where nothing was found: what each unit of several finds by itself. A query each, three at most."""
    units = answer.query.units
    if answer.found.total or asked.is_exact or len(units) < 2:
        return
    for unit in units[:WIDER_SHOWN]:
        alone = replace(answer.query, units=(unit,))
        total = find(replace(asked, limit=0, offset=0, filters=NO_FILTERS), alone, now=now).total
        if total:
            yield Wider(unit.text, total)
