"""What the search knows of a practice. Called inside the transaction of the change itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import get_args

from django.db.models import Count
from django.utils import timezone

from elo_portal.core import markup
from elo_portal.core.models import SearchEntry, Term
from elo_portal.core.search import entries
from elo_portal.core.search.analyse import Fields, Language
from practices.models import Adoption, Practice, PracticeText

KIND = "practice"
Levels = Mapping[tuple[str, str], int]  # (vocabulary, slug) of maturity and evidence -> facet
FOUND_BY = frozenset({"theme", "target_group", "life_phase"})  # whose terms' names find what bears them
STALE_AFTER = timedelta(days=365)  # since somebody last said that it holds
ENOUGH_ADOPTIONS = 4  # more of them raise a practice no further
BODY = (
    "need",
    "description",
    "results",
    "users_voice",
    "lessons",
    "core_parts",
    "adaptable_parts",
    "tips",
    "equality",
    "principles_how",
    "resources",
)

# Facets are whole numbers: terms are their ids, regions their negative ids, the rest stands far below.
NATIONAL = -1_000_000
LANGUAGE_FACETS: dict[str, int] = {
    code: NATIONAL - number for number, code in enumerate(get_args(Language), start=1)
}
IS_PRACTICE = 2 * NATIONAL

AUDIENCES = {
    Practice.Visibility.PUBLIC: SearchEntry.Audience.PUBLIC,
    Practice.Visibility.NETWORK: SearchEntry.Audience.NETWORK,
    Practice.Visibility.GROUP: SearchEntry.Audience.GROUP,
}


def region_facet(region_id: int) -> int:
    return -region_id


def put(practice: Practice) -> None:
    """Make every language of a published practice findable, and no other. Six queries and one a language."""
    put_all([practice])


def put_all(practices: Sequence[Practice]) -> None:
    """The same of many. Three queries and one a language, if texts, terms and regions are prefetched."""
    ids = [practice.pk for practice in practices]
    levels = {(one.vocabulary, one.slug): one.pk for one in Term.objects.of("maturity", "evidence_level")}
    in_use = Adoption.objects.in_use().filter(practice__in=ids).order_by().values_list("practice")
    adoptions = dict(in_use.annotate(count=Count("organisation", distinct=True)))  # what a card says
    entries.remove(KIND, *ids)
    entries.put_all(
        [
            entry
            for practice in practices
            for entry in _entries(practice, levels=levels, adoptions=adoptions.get(practice.pk, 0))
        ]
    )


def _entries(practice: Practice, *, levels: Levels, adoptions: int) -> Iterator[entries.Entry]:
    assert practice.published_at is not None, "only what is published can be found"  # noqa: S101
    terms = list(practice.terms.all())
    facets = _facets(practice, terms, levels)
    for language, text in practice.readable_texts.items():
        yield {
            "kind": KIND,
            "object_id": practice.pk,
            "language": _language(language),
            "is_source": language == practice.source_language,
            "fields": _fields(text),
            "audience": AUDIENCES[Practice.Visibility(practice.visibility)],
            "group_id": practice.group_id,
            "facets": facets,
            "terms": [term.pk for term in terms if term.vocabulary in FOUND_BY],
            "rank_boost": _rank_boost(practice, adoptions),
            "uses": adoptions,
            "evidence": practice.evidence_level,
            "published_at": practice.published_at,
            "stale_from": stale_from(practice),
        }


def remove(practice: Practice) -> None:
    """Nobody finds it from now on. One query."""
    entries.remove(KIND, practice.pk)


def _fields(text: PracticeText) -> Fields:
    return Fields(title=text.title, summary=text.summary, body=body_of(text))


def body_of(text: PracticeText) -> str:
    """What is searched of a text beside its title and summary."""
    parts = [*(getattr(text, name) for name in BODY), *text.steps]
    return "\n".join(markup.to_plain(part) for part in parts if part)


def stale_from(practice: Practice) -> datetime | None:
    """From then on it sinks in the search: a year after anybody said that it holds, or once it has ended."""
    said = [moment for moment in (practice.published_at, practice.confirmed_at) if moment]
    times = [max(said) + STALE_AFTER] if said else []
    if practice.ended_on:
        times.append(timezone.make_aware(datetime.combine(practice.ended_on, time.min)))
    return min(times, default=None)


def _facets(practice: Practice, terms: Iterable[Term], levels: Levels) -> list[int]:
    facets = [IS_PRACTICE, *(term.pk for term in terms)]
    facets += [region_facet(region.pk) for region in practice.regions.all()]
    facets += [LANGUAGE_FACETS[language] for language in practice.readable_texts]
    if practice.is_national:
        facets.append(NATIONAL)
    if practice.kind_id is not None:
        facets.append(practice.kind_id)
    own = (("maturity", str(practice.maturity)), ("evidence_level", str(practice.evidence_level)))
    return facets + [levels[level] for level in own if level in levels]


def _rank_boost(practice: Practice, adoptions: int) -> float:
    """Between equally fitting ones the better proven, the more used and the more mature stands first: 0 to 1."""
    evidence, maturity = practice.evidence_level or 0, practice.maturity or 0
    used = min(adoptions, ENOUGH_ADOPTIONS) / ENOUGH_ADOPTIONS
    return 0.5 * evidence / 4 + 0.3 * used + 0.2 * maturity / 5


def _language(code: str) -> Language:
    return next(language for language in get_args(Language) if language == code)
