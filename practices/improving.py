"""What would make a practice better, beside what it needs: a few suggestions, never a condition."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.fields import step_of
from practices.models import Practice, PracticeText

MOST = 5
FEWEST_STEPS = 3
OTHER_NATIONAL = {"fi": "sv", "sv": "fi", "en": "fi"}


@dataclass(frozen=True)
class Suggestion:
    """Where something could be added, and what. `language`: of the version where it stands."""

    step: int
    field: str
    language: str
    message: str | Promise


def suggestions(
    practice: Practice, text: PracticeText, *, languages: Collection[str], missing: Collection[str]
) -> list[Suggestion]:
    """Five at most, those first that help readers most; none for a field that is `missing` anyway.

    `text` is the one in the source language, `languages` are those in which there is a version. Of an idea only
    what an idea can have. No query when attachments are prefetched.
    """
    found = [
        Suggestion(step_of(field), field, language or text.language, message)
        for field, message, language in _suggested(practice, text, languages)
        if field not in missing or language
    ]
    return found[:MOST]


def _suggested(
    practice: Practice, text: PracticeText, languages: Collection[str]
) -> Iterator[tuple[str, str | Promise, str]]:
    is_tried = not practice.is_idea
    if is_tried and not text.results:
        yield "results", _("Tell what has changed, even if only a little is known."), ""
    if is_tried and not text.lessons:
        yield "lessons", _("Tell what did not work: pitfalls spare others trouble."), ""
    if len(text.steps) < FEWEST_STEPS:
        yield "steps", _("Divide the work into at least three steps, so that others can follow them."), ""
    other = OTHER_NATIONAL[text.language]
    if other not in languages:
        yield "title", TRANSLATE[other], other
    if not text.links and not practice.attachments.all():
        yield "links", _("Add a link or a file: a form, slides or a page with more about it."), ""
    if is_tried and practice.started_on is None:
        yield "started_on", _("Tell when it was taken into use."), ""
    if not text.resources:
        yield "resources", _("Tell what it takes: time, skills, premises, tools."), ""
    if is_tried and not text.users_voice:
        yield "users_voice", _("Tell what clients and participants say, in general words."), ""
    if is_tried and not text.tips:
        yield "tips", _("Give those who adopt it a tip or two."), ""


TRANSLATE: dict[str, str | Promise] = {
    "fi": _("Write the name and the summary in Finnish as well."),
    "sv": _("Write the name and the summary in Swedish as well."),
}
