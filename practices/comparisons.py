"""Practices side by side: a row for each field, a cell for each practice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from elo_portal.core import markup
from practices.cards import Card, Words, card
from practices.levels import COST, EVIDENCE, MATURITY, Level
from practices.models import Practice

STEPS = _("How it is done")
TEXTS: tuple[tuple[str, Words], ...] = (
    ("need", _("The need")),
    ("description", _("What is done")),
    ("steps", STEPS),
    ("results", _("Results and how they are known")),
    ("core_parts", _("The core: keep as it is")),
    ("adaptable_parts", _("May be changed")),
    ("resources", _("What it takes")),
    ("lessons", _("Lessons and pitfalls")),
)
TERMS: tuple[tuple[str, Words], ...] = (
    ("target_group", _("Target groups")),
    ("theme", _("Themes")),
    ("sector", _("Administrative branches")),
)


@dataclass(frozen=True)
class Cell:
    """What one practice says of the field; `language` is that of its words, where they are its makers' own."""

    name: str
    html: SafeString
    language: str = ""


@dataclass(frozen=True)
class Row:
    heading: Words
    cells: list[Cell]


@dataclass(frozen=True)
class Comparison:
    """Rows in which no practice says anything are left out."""

    cards: list[Card]
    rows: list[Row]


def side_by_side(practices: Sequence[Practice], in_use: Mapping[int, int]) -> Comparison:
    """No query for practices of `queries.comparing.compared`. `in_use`: organisations by practice."""
    fields: Iterator[tuple[Words, Callable[[Practice], SafeString], bool]] = _fields(in_use)
    rows = [
        Row(heading, [_cell(practice, says(practice), own_words) for practice in practices])
        for heading, says, own_words in fields
    ]
    told = [row for row in rows if any(cell.html for cell in row.cells)]
    return Comparison([card(practice) for practice in practices], told)


def _cell(practice: Practice, html: SafeString, own_words: bool) -> Cell:
    text = practice.text
    return Cell(text.title, html, text.language if own_words else "")


def _fields(
    in_use: Mapping[int, int],
) -> Iterator[tuple[Words, Callable[[Practice], SafeString], bool]]:
    yield _("In short"), lambda one: format_html("<p>{}</p>", one.text.summary), True
    yield _("Maturity"), lambda one: _level(MATURITY.get(one.maturity or 0)), False
    yield _("Evidence"), _evidence, False
    yield _("Cost"), lambda one: _level(COST.get(one.cost)), False
    yield _("In use elsewhere"), lambda one: _use(in_use.get(one.pk, 0)), False
    for vocabulary, heading in TERMS:
        yield heading, _terms(vocabulary), False
    for field, heading in TEXTS:
        yield heading, _text(field), True


def _level(level: Level | None) -> SafeString:
    if level is None:
        return SafeString("")
    return format_html('<p><b>{}</b><br><span class="small muted">{}</span></p>', level.name, level.meaning)


def _evidence(practice: Practice) -> SafeString:
    return _level(EVIDENCE.get(practice.evidence_level) if practice.evidence_level is not None else None)


def _use(count: int) -> SafeString:
    if not count:
        return SafeString("")
    words = ngettext("in %(count)s organisation", "in %(count)s organisations", count) % {"count": count}
    return format_html("<p>{}</p>", words)


def _terms(vocabulary: str) -> Callable[[Practice], SafeString]:
    def names(practice: Practice) -> SafeString:
        found = ((term.name,) for term in practice.terms.all() if term.vocabulary == vocabulary)
        items = format_html_join("", "<li>{}</li>", found)
        return format_html('<ul class="plain">{}</ul>', items) if items else SafeString("")

    return names


def _text(field: str) -> Callable[[Practice], SafeString]:
    def words(practice: Practice) -> SafeString:
        if field != "steps":
            return markup.to_html(getattr(practice.text, field))
        firsts = ((step.partition("\n")[0],) for step in practice.text.steps)
        items = format_html_join("", "<li>{}</li>", firsts)
        return format_html("<ol>{}</ol>", items) if items else SafeString("")

    return words
