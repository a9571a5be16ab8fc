"""What a plan says, as plain values: kept when it is adopted, and compared with what it says later."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from elo_portal.core import dates
from elo_portal.core.names import LANGUAGES
from members.models import ActionPlan, Measure

Contents = dict[str, Any]
KINDS = dict(Measure.Kind.choices)


def contents(plan: ActionPlan, measures: Iterable[Measure]) -> Contents:
    """As it is stored. No query for measures of `queries.plans.measures_of`."""
    return {
        "intro": _texts(plan, "intro"),
        "strategy": _texts(plan.strategy, "title") if plan.strategy else {},
        "measures": [_measure(one) for one in measures],
    }


def _measure(one: Measure) -> Contents:
    return {
        "id": one.pk,
        "number": one.number,
        "goal": _texts(one.goal, "title") if one.goal else {},
        "goal_number": one.goal.order if one.goal else None,
        "title": _texts(one, "title"),
        "description": _texts(one, "description"),
        "indicator": _texts(one, "indicator"),
        "kind": one.kind,
        "owner": _texts(one.owner_organisation, "name") if one.owner_organisation else {},
        "due_on": one.due_on.isoformat(),
        "target_value": one.target_value,
        "targets": [term.slug for term in one.targets.all()],
    }


def _texts(thing: Any, field: str) -> dict[str, str]:
    found = {code: getattr(thing, f"{field}_{code}") for code in LANGUAGES}
    return {code: text for code, text in found.items() if text}


def shown(texts: Mapping[str, str]) -> str:
    """In the language of the page, else in the first that is there."""
    return next((texts[code] for code in (get_language() or "fi", *LANGUAGES) if texts.get(code)), "")


def shown_in(texts: Any) -> str:
    """The language of what `shown` gives; of what is not written in languages that of the page."""
    here = get_language() or "fi"
    found = texts if isinstance(texts, Mapping) else {}
    return next((code for code in (here, *LANGUAGES) if found.get(code)), here)


@dataclass(frozen=True)
class Difference:
    """`label`: what changed; `before` and `after` as they are read, empty where there was or is nothing."""

    label: str | Promise
    before: str
    after: str
    before_language: str
    after_language: str


@dataclass(frozen=True)
class Changed:
    """A measure that says something else than when the plan was adopted; a new one has no differences."""

    number: str
    title: str
    title_language: str
    differences: list[Difference]
    is_new: bool = False


def changes(before: Contents, after: Contents) -> list[Changed]:
    """What has changed, in the order of the measures now."""
    known = {one["id"]: one for one in before["measures"]}
    found = []
    for one in after["measures"]:
        earlier = known.get(one["id"])
        differences = list(_differences(earlier, one)) if earlier else []
        if earlier is None or differences:
            title = one["title"]
            is_new = earlier is None
            found.append(Changed(one["number"], shown(title), shown_in(title), differences, is_new=is_new))
    return found


def _differences(before: Contents, after: Contents) -> Iterator[Difference]:
    read = (
        (_("Number"), "number", str),
        (_("Title"), "title", shown),
        (_("What is done"), "description", shown),
        (_("Indicator"), "indicator", shown),
        (_("What it develops"), "kind", lambda kind: str(KINDS[kind])),
        (_("Responsible organisation"), "owner", shown),
        (_("Due"), "due_on", lambda day: dates.day(date.fromisoformat(day), weekday=False)),
        (_("Value aimed at"), "target_value", str),
    )
    for label, key, words in read:
        if before[key] != after[key]:
            both = before[key], after[key]
            yield Difference(label, *map(words, both), *map(shown_in, both))


@dataclass(frozen=True)
class Kept:
    """A measure of a kept version, in the language of the page where it is written in it.

    `languages`: that of each text, by its name.
    """

    number: str
    title: str
    description: str
    goal: str
    owner: str
    due_on: date
    indicator: str
    target_value: str
    languages: Mapping[str, str]


def readable(kept: Contents) -> list[Kept]:
    """The measures of a version as they are read."""
    return [
        Kept(
            number=one["number"],
            title=shown(one["title"]),
            description=shown(one["description"]),
            goal=shown(one["goal"]),
            owner=shown(one["owner"]),
            due_on=date.fromisoformat(one["due_on"]),
            indicator=shown(one["indicator"]),
            target_value=one["target_value"],
            languages={name: shown_in(text) for name, text in one.items()},
        )
        for one in kept["measures"]
    ]
