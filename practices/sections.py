"""A practice as a page to read: its texts as HTML, in the order in which they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elo_portal.core import markup
from elo_portal.core.models import Term
from members.targets import TARGET_MARKS
from practices.cards import targets_of
from practices.models import Practice, PracticeText
from practices.principles import PRINCIPLES

Words = str | Promise

# Field -> heading and anchor. Description, steps and the two parts of transferability are set on their own.
BEFORE: tuple[tuple[str, Words], ...] = (
    ("need", _("The need")),
    ("description", _("What is done")),
)
AFTER: tuple[tuple[str, Words], ...] = (
    ("results", _("Results and how they are known")),
    ("users_voice", _("Users' experiences")),
    ("lessons", _("Lessons and pitfalls")),
)
FOR_ADOPTERS: tuple[tuple[str, Words], ...] = (
    ("tips", _("Tips for those who adopt it")),
    ("resources", _("What it takes")),
    ("equality", _("Equality, accessibility, ethics, privacy")),
    ("principles_how", _("How the principles of good guidance show")),
)
STEPS_HEADING = _("How it is done")
TRANSFER_HEADING = _("Transferability")


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: Words
    html: SafeString

    @property
    def link(self) -> str:
        return f"#{self.anchor}"


@dataclass(frozen=True)
class StepText:
    """The first line of a step is its heading."""

    heading: str
    html: SafeString


@dataclass(frozen=True)
class Reading:
    """What there is to read in one language; empty parts are left out."""

    text: PracticeText
    before: list[Section]
    steps: list[StepText]
    after: list[Section]
    core_parts: SafeString
    adaptable_parts: SafeString
    for_adopters: list[Section]

    @property
    def contents(self) -> Iterator[tuple[str, Words]]:
        """Links to the parts of the page with their headings."""
        yield from ((section.link, section.heading) for section in self.before)
        if self.steps:
            yield "#steps", STEPS_HEADING
        yield from ((section.link, section.heading) for section in self.after)
        if self.core_parts or self.adaptable_parts:
            yield "#transferability", TRANSFER_HEADING
        yield from ((section.link, section.heading) for section in self.for_adopters)


@dataclass(frozen=True)
class Fact:
    """A row of the facts: what it is about and the (name, address) pairs that belong there."""

    term: Words
    names: list[tuple[str, str]]  # without an address no link


FACTS: tuple[tuple[str, Words], ...] = (
    ("target_group", _("Target groups")),
    ("sector", _("Administrative branches")),
    ("theme", _("Themes")),
    ("life_phase", _("Phases of life")),
    ("channel", _("Channels")),
    ("principle", _("Principles of good guidance")),
)
TARGETS_HEADING = pgettext_lazy("facts", "Development targets")


def reading(text: PracticeText) -> Reading:
    """No query."""
    return Reading(
        text=text,
        before=list(_sections(text, BEFORE)),
        steps=[_step(step) for step in text.steps],
        after=list(_sections(text, AFTER)),
        core_parts=markup.to_html(text.core_parts),
        adaptable_parts=markup.to_html(text.adaptable_parts),
        for_adopters=list(_sections(text, FOR_ADOPTERS)),
    )


def facts(practice: Practice) -> list[Fact]:
    """The terms by vocabulary. No query when they are prefetched."""
    terms = list(practice.terms.all())
    found = [
        Fact(heading, [(one.name, _page_of(one)) for one in terms if one.vocabulary == vocabulary])
        for vocabulary, heading in FACTS
    ]
    slugs = {number: one.slug for one in terms for number in [_number(one)] if number}
    targets = [
        (str(name), reverse("pages:target", args=[slugs[number]])) for number, name in targets_of(practice)
    ]
    found.append(Fact(TARGETS_HEADING, targets))
    return [fact for fact in found if fact.names]


def _page_of(term: Term) -> str:
    return reverse("pages:principle", args=[term.slug]) if term.slug in PRINCIPLES else ""


def _number(term: Term) -> int:
    is_target = term.vocabulary == "development_target" and term.slug in TARGET_MARKS
    return TARGET_MARKS[term.slug].number if is_target else 0


def _sections(text: PracticeText, fields: tuple[tuple[str, Words], ...]) -> Iterator[Section]:
    for field, heading in fields:
        if words := getattr(text, field):
            yield Section(field.replace("_", "-"), heading, markup.to_html(words))


def _step(step: str) -> StepText:
    heading, _newline, rest = step.partition("\n")
    return StepText(heading.strip(), markup.to_html(rest))
