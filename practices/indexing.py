"""What the search knows of a practice. Called inside the transaction of the change itself."""

from collections.abc import Mapping, Sequence
from typing import get_args

from elo_portal.core import markup
from elo_portal.core.models import SearchEntry, Term
from elo_portal.core.search import entries
from elo_portal.core.search.analyse import Fields, Language
from practices.models import Practice, PracticeText

KIND = "practice"
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

AUDIENCES = {
    Practice.Visibility.PUBLIC: SearchEntry.Audience.PUBLIC,
    Practice.Visibility.NETWORK: SearchEntry.Audience.NETWORK,
    Practice.Visibility.GROUP: SearchEntry.Audience.GROUP,
}


def region_facet(region_id: int) -> int:
    return -region_id


def put(practice: Practice) -> None:
    """Make every language of a published practice findable, and no other. Five queries and one a language."""
    put_all([practice])


def put_all(practices: Sequence[Practice]) -> None:
    """The same of many: two queries and one a language of each, if texts, terms and regions are prefetched."""
    levels = _levels()
    entries.remove(KIND, *(practice.pk for practice in practices))
    for practice in practices:
        assert practice.published_at is not None, "only what is published can be found"  # noqa: S101
        facets = _facets(practice, levels)
        for language, text in practice.readable_texts.items():
            entries.put(
                kind=KIND,
                object_id=practice.pk,
                language=_language(language),
                is_source=language == practice.source_language,
                fields=_fields(text),
                audience=AUDIENCES[Practice.Visibility(practice.visibility)],
                group_id=practice.group_id,
                facets=facets,
                rank_boost=_rank_boost(practice),
                published_at=practice.published_at,
            )


def remove(practice: Practice) -> None:
    """Nobody finds it from now on. One query."""
    entries.remove(KIND, practice.pk)


def _fields(text: PracticeText) -> Fields:
    parts = [getattr(text, name) for name in BODY]
    body = "\n".join(markup.to_plain(part) for part in [*parts, *text.steps] if part)
    return Fields(title=text.title, summary=text.summary, body=body)


def _facets(practice: Practice, levels: Mapping[tuple[str, str], int]) -> list[int]:
    facets = [term.pk for term in practice.terms.all()]
    facets += [region_facet(region.pk) for region in practice.regions.all()]
    facets += [LANGUAGE_FACETS[language] for language in practice.readable_texts]
    if practice.is_national:
        facets.append(NATIONAL)
    if practice.kind_id is not None:
        facets.append(practice.kind_id)
    wanted = (("maturity", str(practice.maturity)), ("evidence_level", str(practice.evidence_level)))
    return facets + [levels[level] for level in wanted if level in levels]


def _levels() -> dict[tuple[str, str], int]:
    levels = Term.objects.of("maturity", "evidence_level").values_list("vocabulary", "slug", "pk")
    return {(vocabulary, slug): pk for vocabulary, slug, pk in levels}


def _rank_boost(practice: Practice) -> float:
    """Between equally fitting ones the better proven and the more mature stands first: 0 to 1."""
    return (practice.evidence_level or 0) / 8 + (practice.maturity or 0) / 10


def _language(code: str) -> Language:
    return next(language for language in get_args(Language) if language == code)
