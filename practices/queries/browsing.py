"""The search of the library: what was asked, what was found, what may be chosen further."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, get_args

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from elo_portal.core import markup
from elo_portal.core.models import Term
from elo_portal.core.search import highlight, lookup, queries
from elo_portal.core.search.analyse import Language
from elo_portal.core.search.lookup import Order
from elo_portal.core.viewers import NOBODY, Viewer
from members.models import Region
from practices.cards import LANGUAGE_NAMES, Card, card
from practices.indexing import BODY, KIND, LANGUAGE_FACETS, NATIONAL, region_facet
from practices.levels import EVIDENCE, MATURITY
from practices.models import Practice, PracticeText
from practices.queries import published
from practices.targets import TARGET_MARKS

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

    @cached_property
    def query(self) -> queries.Query:
        return queries.read(self.text, is_exact=self.is_exact, is_typing=self.is_typing)


@dataclass(frozen=True)
class Option:
    """One thing that may be chosen. `mark`: number of a development target's mark."""

    slug: str
    name: Words
    facet: int
    mark: int = 0


@dataclass(frozen=True)
class Options:
    """Everything that may be chosen, by group, and the regions as such. Loaded in two queries."""

    groups: Mapping[str, tuple[Option, ...]]
    regions: tuple[Region, ...]

    def facets(self, group: str, slugs: tuple[str, ...]) -> set[int]:
        """The facets that these choices stand for; unknown ones are nothing."""
        options = self.groups[group]
        if group in AT_LEAST and slugs:
            return {option.facet for option in options if option.slug >= min(slugs)}
        return {option.facet for option in options if option.slug in slugs}


@dataclass(frozen=True)
class Hit:
    """A card whose words are marked; `excerpt` where the hit stands deeper in the text."""

    card: Card
    title: SafeString
    summary: SafeString
    excerpt: SafeString | None


@dataclass(frozen=True)
class Results:
    """`counts`: facet -> practices with it, the choice in its own group left out."""

    hits: list[Hit]
    total: int
    total_elsewhere: int  # without any choice, where nothing was found with them
    page: int
    counts: Mapping[int, int]


def load_options() -> Options:
    """Two queries."""
    by_vocabulary: dict[str, list[Term]] = {}
    vocabularies = [VOCABULARY.get(group, group) for group in GROUPS]
    for term in Term.objects.of(*vocabularies):
        by_vocabulary.setdefault(term.vocabulary, []).append(term)
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
    return Options(groups, regions)


def browse(*, viewer: Viewer, wanted: Wanted, options: Options) -> Results:
    """The page asked for, with counts that tell nothing of what the viewer may not see.

    Five queries; one more each for words that stand deep in a text, for a page beyond the last,
    and where nothing was found with the choices made.
    """
    found, page = _find(viewer, wanted, options), wanted.page
    if not found.hits and found.total:
        page = -(-found.total // PER_PAGE)
        found = _find(viewer, replace(wanted, page=page), options)
    elsewhere = 0
    if not found.total and any(wanted.chosen.values()):
        elsewhere = _find(viewer, replace(wanted, chosen={}, page=1), options).total
    return Results(
        hits=list(_hits(found, viewer=viewer, query=wanted.query)),
        total=found.total,
        total_elsewhere=elsewhere,
        page=page if found.total else 1,
        counts=found.counts,
    )


class Found(NamedTuple):
    """A result for tools: `key` is the import's, or empty."""

    key: str
    slug: str
    language: str
    title: str


def as_visitor(*, text: str, language: str, limit: int) -> list[Found]:
    """What an anonymous visitor finds, in rank order. Three queries."""
    query = queries.read(text)
    found = lookup.find(
        kind=KIND,
        query=query,
        language=known_language(language),
        audience=audience(NOBODY),
        order="newest" if query.is_blank else "relevance",
        limit=limit,
    )
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


def _find(viewer: Viewer, wanted: Wanted, options: Options) -> lookup.Found:
    filters = lookup.Filters(
        selected={
            group: facets
            for group, slugs in wanted.chosen.items()
            if (facets := options.facets(group, slugs))
        },
        groups={group: {option.facet for option in found} for group, found in options.groups.items()},
    )
    return lookup.find(
        kind=KIND,
        query=wanted.query,
        language=known_language(get_language()),
        audience=audience(viewer),
        filters=filters,
        order="newest" if wanted.query.is_blank else wanted.order,
        limit=PER_PAGE,
        offset=(wanted.page - 1) * PER_PAGE,
    )


def _hits(found: lookup.Found, *, viewer: Viewer, query: queries.Query) -> Iterator[Hit]:
    practices = published.by_id([hit.object_id for hit in found.hits], viewer=viewer)
    marked = [
        (
            one,
            hit.language,
            _marked(one.title, query, hit.language),
            _marked(one.summary, query, hit.language),
        )
        for hit in found.hits
        if hit.object_id in practices
        for one in [card(practices[hit.object_id], language=hit.language)]
    ]
    deep = {one.pk: language for one, language, *texts in marked if "<mark>" not in "".join(texts)}
    bodies = _bodies(deep) if deep and not query.is_blank else {}
    for one, language, title, summary in marked:
        body = bodies.get((one.pk, language))
        excerpt = highlight.excerpt(body, query, language) if body else None
        yield Hit(one, title, summary, excerpt if excerpt and "<mark>" in excerpt else None)


def _marked(text: str, query: queries.Query, language: Language) -> SafeString:
    return conditional_escape(text) if query.is_blank else highlight.mark(text, query, language)


def _bodies(languages: Mapping[int, str]) -> dict[tuple[int, str], str]:
    texts = PracticeText.objects.filter(practice__in=languages.keys(), language__in=set(languages.values()))
    return {
        (text.practice_id, text.language): " ".join(
            markup.to_plain(part) for part in [*(getattr(text, name) for name in BODY), *text.steps] if part
        )
        for text in texts
    }


def _option(group: str, term: Term) -> Option:
    if group == "development_target" and term.slug in TARGET_MARKS:
        mark = TARGET_MARKS[term.slug]
        return Option(term.slug, mark.short_name, term.pk, mark.number)
    if group == "maturity":
        return Option(term.slug, MATURITY[int(term.slug)].name, term.pk)
    if group == "evidence":
        return Option(term.slug, EVIDENCE[int(term.slug)].name, term.pk)
    return Option(term.slug, term.name, term.pk)
