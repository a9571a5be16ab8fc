"""An open step of a draft: what its page needs, and what comes of saving it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from elo_portal.core import audit
from elo_portal.core.errors import DomainError
from elo_portal.core.models import AuditEntry
from elo_portal.core.viewers import Viewer
from practices import completeness, content, improving, personal_data, translations
from practices.cards import Card
from practices.commands import drafts
from practices.fields import STEPS, Step
from practices.forms import warnings
from practices.forms.labels import LABELS
from practices.forms.parts import Part, parts
from practices.forms.steps import StepForm, packed
from practices.models import Practice, PracticeText
from practices.personal_data import InField
from practices.queries import alike as alike_query
from practices.queries import published
from practices.queries.alike import Alike
from practices.queries.choices import Choices
from practices.queries.remarks import ByField

SIMILAR = 3


@dataclass(frozen=True)
class StepLink:
    step: Step
    url: str
    is_now: bool
    is_done: bool


@dataclass(frozen=True)
class LanguageTab:
    code: str
    name: str | Promise
    url: str
    is_now: bool
    is_there: bool
    is_source: bool
    outdated_since: datetime | None


@dataclass(frozen=True)
class MissingLink:
    """To a field where something is missing, or could be added."""

    message: str | Promise
    url: str


@dataclass(frozen=True)
class Outcome:
    """What came of saving: what is stored, what others had changed, the marks for the form's hidden field."""

    is_saved: bool
    seen: str
    theirs: Mapping[str, Any] = field(default_factory=dict)
    changed_by_others: frozenset[str] = frozenset()

    @property
    def others_said(self) -> str:
        names = ", ".join(sorted(str(LABELS.get(name, name)) for name in self.changed_by_others))
        return _("Others have changed meanwhile: %(fields)s. Their text was kept.") % {"fields": names}


@dataclass(frozen=True)
class Draft:
    """A practice, opened at one step in one language."""

    practice: Practice
    number: int
    text: PracticeText
    source: PracticeText
    choices: Choices
    bound: StepForm | None = None
    remarks: ByField = field(default_factory=dict)  # of reviewers, not settled

    @property
    def form(self) -> StepForm:
        assert self.bound is not None, "the draft has no form yet"  # noqa: S101
        return self.bound

    def with_form(self, form: StepForm) -> "Draft":
        return replace(self, bound=form)

    @property
    def form_options(self) -> dict[str, Any]:
        return {"practice": self.practice, "text": self.text, "choices": self.choices}

    @property
    def step(self) -> Step:
        return STEPS[self.number - 1]

    @property
    def is_translation(self) -> bool:
        return self.text.language != self.source.language

    @property
    def is_live(self) -> bool:
        """Published: nothing is saved by itself."""
        return self.practice.status == Practice.Status.PUBLISHED

    def url(self, number: int, language: str = "") -> str:
        code = language or self.text.language
        query = f"?language={code}" if code != self.source.language else ""
        return reverse("practices:edit", args=[self.practice.pk, number]) + query

    @property
    def here(self) -> str:
        return self.url(self.number)

    @property
    def alike_url(self) -> str:
        query = urlencode({"practice": str(self.practice.pk), "language": self.text.language})
        return f"{reverse('practices:alike')}?{query}"

    @property
    def back(self) -> str:
        return self.url(self.number - 1) if self.number > 1 else ""

    @cached_property
    def missing(self) -> list[completeness.Missing]:
        return completeness.missing(self.practice, self.source)

    @property
    def missing_links(self) -> list[MissingLink]:
        """To the field itself, in the source language."""
        return [
            MissingLink(one.message, f"{self.url(one.step, self.source.language)}#id_{one.field}_field")
            for one in self.missing
        ]

    @property
    def suggestion_links(self) -> list[MissingLink]:
        """What would make it better, each to its field. A file may be added where the links are."""
        found = improving.suggestions(
            self.practice,
            self.source,
            languages={text.language for text in self.practice.texts.all() if text.title},
            missing={one.field for one in self.missing},
        )
        return [
            MissingLink(one.message, f"{self.url(one.step, one.language)}#id_{one.field}_field")
            for one in found
        ]

    @property
    def steps(self) -> list[StepLink]:
        gaps = {one.step for one in self.missing} | ({len(STEPS)} if self.missing else set())
        return [
            StepLink(step, self.url(step.number), step.number == self.number, step.number not in gaps)
            for step in STEPS
        ]

    @property
    def languages(self) -> list[LanguageTab]:
        there = {text.language for text in self.practice.texts.all()}
        outdated = translations.outdated(self.practice)
        return [
            LanguageTab(
                code=code,
                name=name,
                url=self.url(self.number, code),
                is_now=code == self.text.language,
                is_there=code in there,
                is_source=code == self.source.language,
                outdated_since=outdated.get(code),
            )
            for code, name in settings.LANGUAGES
        ]

    @property
    def outdated_since(self) -> datetime | None:
        """When the source changed after this translation was written or checked."""
        is_stored = self.text.pk is not None
        return translations.outdated_since(self.text, self.source) if is_stored else None

    @cached_property
    def findings(self) -> list[InField]:
        """What looks like personal data in all that is stored."""
        return personal_data.in_practice(self.practice)

    @property
    def warned(self) -> list[warnings.Warned]:
        """Of what was just typed."""
        return list(warnings.listed(personal_data.in_values(self.form.values(), self.text.language)))

    @property
    def warnings(self) -> list[warnings.Warned]:
        return list(warnings.listed(self.findings))

    def parts(self, outcome: Outcome | None) -> list[Part]:
        source = self.source if self.is_translation else None
        here = warnings.by_field(one for one in self.findings if one.language == self.text.language)
        theirs = outcome.theirs if outcome else {}
        return list(parts(self.form, source=source, theirs=theirs, remarks=self.remarks, warnings=here))


def store(draft: Draft, *, viewer: Viewer, now: datetime) -> Outcome:
    """Store the fields that are in order; refusals become errors of the form, beside their field."""
    form = draft.form
    form.full_clean()
    values, seen = form.values(), form.seen_fingerprints()
    try:
        saved = drafts.save(
            practice_id=draft.practice.pk,
            language=draft.text.language,
            values=values,
            seen=seen,
            actor=viewer,
            now=now,
        )
    except drafts.ChangedMeanwhile as refusal:
        for name in refusal.theirs:
            form.add_error(_shown(name), str(refusal))
        marks = packed({**(seen or {}), **content.fingerprints(refusal.theirs)})
        data = cast(QueryDict, form.data).copy()
        data["seen"] = marks  # whoever saves now has seen what the others wrote
        form.data = data
        return Outcome(is_saved=False, seen=marks, theirs=refusal.theirs)
    except drafts.PublishedMustStayComplete as refusal:
        for one in refusal.missing:
            form.add_error(one.field if one.field in form.fields else None, str(one.message))
        return Outcome(is_saved=False, seen=packed(seen or {}))
    except DomainError as refusal:
        beside = FIELDS.get(type(refusal), "")
        form.add_error(beside if beside in form.fields else None, str(refusal))
        return Outcome(is_saved=False, seen=packed(seen or {}))
    mine = content.fingerprints(content.normalised(values))
    shown = {name: mark for name, mark in mine.items() if name not in saved.changed_by_others}
    return Outcome(
        is_saved=True, seen=packed({**(seen or {}), **shown}), changed_by_others=saved.changed_by_others
    )


FIELDS: dict[type[DomainError], str] = {
    drafts.NotFromHere: "contact_id",
    drafts.NotYourGroup: "group_id",
    drafts.WiderThanPublished: "visibility",
}


def _shown(name: str) -> str:
    """The control of the form that shows this field."""
    return "partner_names" if name == "partners" else name


def last_change_by_others(draft: Draft, *, viewer: Viewer) -> AuditEntry | None:
    """Who else has written last. One query."""
    changes: AuditEntry | None = (
        audit.history(draft.practice)
        .filter(action="practices.save")
        .exclude(actor_id=viewer.person_id)
        .last()
    )
    return changes


def alike(draft: Draft, *, viewer: Viewer, now: datetime) -> Alike | None:
    """What the title reminds of, beside the title itself; None where it is not asked. Two queries, or none."""
    if draft.is_live or "title" not in draft.form.fields:
        return None
    title = str(draft.form["title"].value() or "")
    return alike_query.alike(
        title, language=draft.text.language, viewer=viewer, now=now, practice=draft.practice
    )


def similar(draft: Draft, *, viewer: Viewer) -> list[Card]:
    """Published practices that have most words of the vocabularies in common with this one. One query, or none.

    Beside the title there stands already what the title reminds of.
    """
    if not draft.is_live and "title" in draft.form.fields:
        return []
    return published.similar(draft.practice, viewer=viewer, limit=SIMILAR)
