"""The search of the library: what was asked, what was found, what may be chosen further."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple, get_args

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from elo_portal.core.models import Term
from elo_portal.core.search import highlight, lookup
from elo_portal.core.search.analyse import Language
from elo_portal.core.search.lookup import Order
from elo_portal.core.search.queries import Query
from elo_portal.core.search.searching import Answer, Asked, find, search
from elo_portal.core.viewers import NOBODY, Viewer
from members.models import Region
from members.targets import TARGET_MARKS
from practices.cards import LANGUAGE_NAMES, Card, card
from practices.indexing import KIND, LANGUAGE_FACETS, NATIONAL, body_of, region_facet
from practices.levels import EVIDENCE, MATURITY
from practices.models import Practice, PracticeText
from practices.queries import published

PER_PAGE = 20
Words = str | Promise

# Parameter of the address -> heading; the vocabularies bear their own names, except two.
GROUPS: dict[str, Words] = {
    "region": _("Region"),
    "target_group": _("Target group"),
    "development_target": _("Development target"),
    "maturity": _("Maturity at least"),
    "evidence": _("Evidence at least"),
    "sector": _("Administrative branch"),
    "theme": _("Theme"),
    "kind": _("Type"),
    "channel": _("Channel"),
    "life_phase": _("Phase of life"),
    "principle": _("Principle"),
    "language": _("Language"),
}
AT_LEAST = ("maturity", "evidence")
ORDERS: dict[Order, Words] = {
    "relevance": _("Best match first"),
    "newest": _("Newest first"),
    "most_used": _("Most in use"),
    "best_evidenced": _("Strongest evidence"),
}
VOCABULARY = {"evidence": "evidence_level"}


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for; `chosen` holds slugs by group."""

    text: str = ""
    is_exact: bool = False
    is_typing: bool = False
    order: Order = "relevance"
    page: int = 1
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """One thing that may be chosen. `mark`: number of a development target's mark."""

    slug: str
    name: Words
    facet: int
    mark: int = 0


@dataclass(frozen=True)
class Options:
    """Everything that may be chosen, by group, and the regions as such. Loaded in two queries.

    merged: of each group, slugs of words that were merged into another, and that one's slug.
    """

    groups: Mapping[str, tuple[Option, ...]]
    regions: tuple[Region, ...]
    merged: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def current(self, group: str, slugs: Iterable[str]) -> tuple[str, ...]:
        """The slugs of today, each once."""
        merged = self.merged.get(group, {})
        return tuple(dict.fromkeys(merged.get(slug, slug) for slug in slugs))

    def facets(self, group: str, slugs: tuple[str, ...]) -> set[int]:
        """The facets that these choices stand for; unknown ones are nothing."""
        options = self.groups[group]
        slugs = self.current(group, slugs)
        if group in AT_LEAST and slugs:
            return {option.facet for option in options if option.slug >= min(slugs)}
        return {option.facet for option in options if option.slug in slugs}


@dataclass(frozen=True)
class Hit:
    """A card whose words are marked; `excerpt` where the hit stands deeper in the text.

    is_whole: it has all the words, not only most. is_stale: nobody has said for long that it still holds.
    """

    card: Card
    title: SafeString
    summary: SafeString
    excerpt: SafeString | None
    is_whole: bool = True
    is_stale: bool = False

    @property
    def language_name(self) -> Words:
        return LANGUAGE_NAMES[self.card.language]


@dataclass(frozen=True)
class Results:
    """`counts`: facet -> practices with it, the choice in its own group left out. `answer`: how it was read."""

    answer: Answer
    hits: list[Hit]
    total: int
    page: int
    counts: Mapping[int, int]


def load_options() -> Options:
    """Two queries."""
    by_vocabulary: dict[str, list[Term]] = {}
    merged: dict[str, dict[str, str]] = {}
    vocabularies = [VOCABULARY.get(group, group) for group in GROUPS]
    terms = {term.pk: term for term in Term.objects.of(*vocabularies)}
    for term in terms.values():
        if term.successor_id is None:
            by_vocabulary.setdefault(term.vocabulary, []).append(term)
        else:
            merged.setdefault(term.vocabulary, {})[term.slug] = terms[term.successor_id].slug
    regions = tuple(Region.objects.order_by("code"))
    groups: dict[str, tuple[Option, ...]] = {
        group: tuple(_option(group, term) for term in by_vocabulary.get(VOCABULARY.get(group, group), []))
        for group in GROUPS
    }
    groups["region"] = (
        Option("national", _("Whole country"), NATIONAL),
        *(Option(region.slug, region.name, region_facet(region.pk)) for region in regions),
    )
    groups["language"] = tuple(
        Option(code, LANGUAGE_NAMES[code], facet) for code, facet in LANGUAGE_FACETS.items()
    )
    return Options(groups, regions, merged)


def browse(*, viewer: Viewer, wanted: Wanted, options: Options, now: datetime) -> Results:
    """The page asked for, with counts that tell nothing of what the viewer may not see.

    Three queries; one more each for words that stand deep in a text and for a page beyond the last; up to two
    where little was found.
    """
    asked, page = _asked(viewer, wanted, options), wanted.page
    answer = search(asked, now=now)
    if not answer.found.hits and answer.found.total:
        page = -(-answer.found.total // PER_PAGE)
        beyond = replace(asked, offset=(page - 1) * PER_PAGE)
        answer = replace(answer, found=find(beyond, answer.query, now=now))
    return Results(
        answer=answer,
        hits=list(hits(answer.found.hits, viewer=viewer, query=answer.query)),
        total=answer.found.total,
        page=page if answer.found.total else 1,
        counts=answer.found.counts,
    )


def piece(
    *, viewer: Viewer, wanted: Wanted, options: Options, limit: int, offset: int, now: datetime
) -> lookup.Found:
    """The ids of any stretch of the results, for other systems. Two queries, up to four more for words."""
    return search(replace(_asked(viewer, wanted, options), limit=limit, offset=offset), now=now).found


class Found(NamedTuple):
    """A result for tools: `key` is the import's, or empty."""

    key: str
    slug: str
    language: str
    title: str


def as_visitor(*, text: str, language: str, limit: int, now: datetime) -> list[Found]:
    """What an anonymous visitor finds, in rank order. Four queries, up to two more where little is found."""
    found = search(
        Asked(
            text=text,
            kinds=[KIND],
            language=known_language(language),
            audience=audience(NOBODY),
            limit=limit,
        ),
        now=now,
    ).found
    ids = [hit.object_id for hit in found.hits]
    practices = Practice.objects.visible_to(NOBODY).published().in_bulk(ids)
    texts = PracticeText.objects.filter(practice__in=practices).values_list("practice", "language", "title")
    titles = {(practice_id, code): title for practice_id, code, title in texts}
    return [
        Found(one.key, one.slug or "", hit.language, titles[hit.object_id, hit.language])
        for hit in found.hits
        if (one := practices.get(hit.object_id)) is not None
    ]


def audience(viewer: Viewer) -> lookup.Audience:
    return lookup.Audience(
        sees_network=viewer.is_member, sees_every_group=viewer.is_admin, group_ids=viewer.group_ids
    )


def known_language(code: str | None) -> Language:
    """The language of that code; Finnish for any other."""
    return next((language for language in get_args(Language) if language == code), "fi")


def filters(wanted: Wanted, options: Options) -> lookup.Filters:
    """The choices made, as facets; unknown ones are none. No query."""
    return lookup.Filters(
        selected={
            group: facets
            for group, slugs in wanted.chosen.items()
            if (facets := options.facets(group, slugs))
        },
        groups={group: {option.facet for option in found} for group, found in options.groups.items()},
    )


def _asked(viewer: Viewer, wanted: Wanted, options: Options) -> Asked:
    return Asked(
        text=wanted.text,
        kinds=[KIND],
        language=known_language(get_language()),
        audience=audience(viewer),
        is_exact=wanted.is_exact,
        is_typing=wanted.is_typing,
        filters=filters(wanted, options),
        order=wanted.order,
        limit=PER_PAGE,
        offset=(wanted.page - 1) * PER_PAGE,
    )


def hits(found: Sequence[lookup.Hit], *, viewer: Viewer, query: Query) -> Iterator[Hit]:
    """Those of these practices that the viewer sees, with their words marked. One query; one more for words
    that stand deep in a text.
    """
    practices = published.by_id([hit.object_id for hit in found], viewer=viewer)
    marked = [
        Hit(
            card=one,
            title=_marked(one.title, query, hit.language),
            summary=_marked(one.summary, query, hit.language),
            excerpt=None,
            is_whole=hit.is_whole,
            is_stale=hit.is_stale,
        )
        for hit in found
        if hit.object_id in practices
        for one in [card(practices[hit.object_id], language=hit.language)]
    ]
    deep = {hit.card.pk: hit.card.language for hit in marked if "<mark>" not in hit.title + hit.summary}
    bodies = _bodies(deep) if deep and not query.is_blank else {}
    for hit in marked:
        body = bodies.get((hit.card.pk, hit.card.language))
        if body and "<mark>" in (
            excerpt := highlight.excerpt(body, query, known_language(hit.card.language))
        ):
            yield replace(hit, excerpt=excerpt)
        else:
            yield hit


def _marked(text: str, query: Query, language: Language) -> SafeString:
    return conditional_escape(text) if query.is_blank else highlight.mark(text, query, language)


def _bodies(languages: Mapping[int, str]) -> dict[tuple[int, str], str]:
    texts = PracticeText.objects.filter(practice__in=languages.keys(), language__in=set(languages.values()))
    return {(text.practice_id, text.language): body_of(text) for text in texts}


def _option(group: str, term: Term) -> Option:
    if group == "development_target" and term.slug in TARGET_MARKS:
        mark = TARGET_MARKS[term.slug]
        return Option(term.slug, mark.short_name, term.pk, mark.number)
    if group == "maturity":
        return Option(term.slug, MATURITY[int(term.slug)].name, term.pk)
    if group == "evidence":
        return Option(term.slug, EVIDENCE[int(term.slug)].name, term.pk)
    return Option(term.slug, term.name, term.pk)
