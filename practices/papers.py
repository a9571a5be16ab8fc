"""A practice on paper: the data of its PDF. All words are in the language of the text."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from elo_portal.core import dates, pdf
from practices import citations
from practices.cards import Card, card
from practices.levels import COST, EVIDENCE, MATURITY
from practices.models import Practice, PracticeText
from practices.sections import (
    AFTER,
    BEFORE,
    FOR_ADOPTERS,
    STEPS_HEADING,
    TRANSFER_HEADING,
    Words,
    facts,
)

TEMPLATE = Path(__file__).parent / "typst" / "practice.typ"


def practice_pdf(practice: Practice, *, now: datetime) -> bytes:
    """A tagged PDF in the reader's language if there is such a version. No query if `practice` is `readable`."""
    text = practice.text
    with override(text.language):
        return pdf.render(TEMPLATE, data(practice, text, now=now), now=now)


def data(practice: Practice, text: PracticeText, *, now: datetime) -> dict[str, Any]:
    """What the template draws."""
    shown = card(practice)
    cited = citations.citation(practice, text)
    return {
        "language": text.language,
        "title": text.title,
        "author": practice.owner.name,
        "keywords": [term.name for term in practice.terms.all()],
        "eyebrow": " · ".join(part for part in (_("Good practice"), str(shown.kind), shown.place) if part),
        "summary": text.summary,
        "facts": [
            {"term": str(term), "words": words} for term, words in _facts(practice, text, shown) if words
        ],
        "sections": list(_sections(text)),
        "cite_heading": _("Cite this practice"),
        "citation": cited,
        "licence_words": _("Licence: %(licence)s. Everybody may use the texts when they name the makers.")
        % {"licence": practice.licence},
        "footer": _("ELO-portaali · %(title)s · version %(version)s · printed %(day)s")
        % {
            "title": text.title,
            "version": practice.version,
            "day": dates.day(now, weekday=False),
        },
    }


def _facts(practice: Practice, text: PracticeText, shown: Card) -> Iterator[tuple[Words, str]]:
    yield _("Responsible organisation"), practice.owner.name
    yield _("Partners"), ", ".join(one.organisation.name for one in practice.partners.all())
    if practice.evidence_level is not None:
        yield _("Evidence"), str(EVIDENCE[practice.evidence_level].name)
    if practice.maturity is not None:
        yield _("Maturity"), str(MATURITY[practice.maturity].name)
    if practice.cost:
        yield _("Cost"), str(COST[practice.cost].name)
    for fact in facts(practice):
        yield fact.term, ", ".join(fact.names)
    yield pgettext("practice", "Made in"), ", ".join(shown.regions) or shown.place
    yield _("Funding, project"), text.funding
    yield _("Updated"), dates.day(practice.updated_at, weekday=False)


def _sections(text: PracticeText) -> Iterator[dict[str, Any]]:
    yield from _texts(text, BEFORE)
    if text.steps:
        yield _section(STEPS_HEADING, steps=[_step(step) for step in text.steps])
    yield from _texts(text, AFTER)
    parts = (
        (_("The core: keep as it is"), text.core_parts),
        (_("May be changed"), text.adaptable_parts),
    )
    if text.core_parts or text.adaptable_parts:
        inner = [block for heading, words in parts if words for block in _part(heading, words)]
        yield _section(TRANSFER_HEADING, blocks=inner)
    yield from _texts(text, FOR_ADOPTERS)
    if text.links:
        yield _section(_("Links"), links=list(text.links))


def _texts(text: PracticeText, fields: tuple[tuple[str, Words], ...]) -> Iterator[dict[str, Any]]:
    for field, heading in fields:
        if words := getattr(text, field):
            yield _section(heading, blocks=pdf.blocks(words))


def _section(heading: Words, **contents: Any) -> dict[str, Any]:
    return {"heading": str(heading), "blocks": [], "steps": [], "links": [], **contents}


def _part(heading: str, words: str) -> list[dict[str, Any]]:
    title = {"kind": "heading", "level": 3, "parts": [{"kind": "text", "text": heading}]}
    return [title, *pdf.blocks(words, below=3)]


def _step(step: str) -> dict[str, Any]:
    """The first line is its heading, not one of the document's: it stands inside a list."""
    heading, _newline, rest = step.partition("\n")
    return {"heading": heading.strip(), "blocks": pdf.without_headings(pdf.blocks(rest))}
