"""A step's form as its page draws it: each control with what stands beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practices.fields import TEXT_FIELDS
from practices.forms.labels import EXAMPLES
from practices.forms.rows import RowsField
from practices.forms.steps import StepForm
from practices.models import PracticeText, Remark

BLANK_ROWS = 2
FEWEST_ROWS = {"steps": 3, "links": 2, "partner_names": 2}
PAIRED = "partner_roles"  # drawn beside the names
LINES = frozenset(
    {"maturity", "evidence_level", "cost", "licence"}
)  # one choice a line: they explain themselves
NARROW = frozenset({"started_on", "ended_on"})


@dataclass(frozen=True)
class Row:
    number: int
    value: str
    second: str = ""


@dataclass(frozen=True)
class Part:
    """`aside` is folded under `aside_title`: an example, the text in the source language, what others wrote."""

    bound: BoundField
    kind: str  # "field", or the name of a field of several rows
    aside: SafeString | str
    aside_title: str
    layout: str
    width: str
    paired: BoundField | None = None  # drawn in the same rows
    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)  # of reviewers, not settled
    warnings: list[SafeString] = field(default_factory=list)  # what looks like personal data


def parts(
    form: StepForm,
    *,
    source: PracticeText | None,
    theirs: Mapping[str, Any],
    remarks: Mapping[str, list[Remark]],
    warnings: Mapping[str, list[SafeString]],
) -> Iterator[Part]:
    """In the order of the form. `source`: the text that is translated; `theirs`: what others stored meanwhile.

    `warnings`: what looks like personal data in what is stored, by field.
    """
    for bound in form:
        if bound.name == PAIRED or bound.is_hidden:
            continue
        name = bound.name
        title, aside = _aside(name, source, theirs)
        yield Part(
            bound=bound,
            kind=name if isinstance(bound.field, RowsField) else "field",
            aside=aside,
            aside_title=title,
            layout="one" if name in LINES else "two",
            width="s" if name in NARROW else "",
            paired=form[PAIRED] if name == "partner_names" else None,
            rows=list(_rows(form, name)) if isinstance(bound.field, RowsField) else [],
            remarks=list(remarks.get("partners" if name == "partner_names" else name, [])),
            warnings=warnings.get(name, []),
        )


def _aside(name: str, source: PracticeText | None, theirs: Mapping[str, Any]) -> tuple[str, SafeString | str]:
    if name in theirs:
        return _("What is stored now"), _said(theirs[name], "")
    if source is not None and name in TEXT_FIELDS:
        titles = {
            "fi": _("The text in Finnish"),
            "sv": _("The text in Swedish"),
            "en": _("The text in English"),
        }
        return titles[source.language], _said(getattr(source, name), source.language)
    if name in EXAMPLES:
        return _("Show an example"), str(EXAMPLES[name])
    return "", ""


def _said(value: Any, language: str) -> SafeString | str:
    text = "\n\n".join(value) if isinstance(value, list) and value and isinstance(value[0], str) else value
    if not isinstance(text, str) or not text:
        return ""
    return format_html('<p class="pre" lang="{}">{}</p>', language, text) if language else _plain(text)


def _plain(text: str) -> SafeString:
    return format_html('<p class="pre">{}</p>', text)


def _rows(form: StepForm, name: str) -> Iterator[Row]:
    values = [str(value) for value in form[name].value() or []]
    seconds = [str(value) for value in form[PAIRED].value() or []] if name == "partner_names" else []
    filled = max((place for place, value in enumerate(values, start=1) if value.strip()), default=0)
    for place in range(max(filled + BLANK_ROWS, FEWEST_ROWS[name], len(values))):
        yield Row(
            number=place + 1,
            value=values[place] if place < len(values) else "",
            second=seconds[place] if place < len(seconds) else "",
        )
