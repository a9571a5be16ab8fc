"""An action plan on paper: the data of its PDF, in the active language. Names of people are left out: it is public."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from elo_portal.core import dates, pdf
from elo_portal.core.templatetags.texts import percent
from members.models import ActionPlan, Measure
from members.queries.plans.plans import GoalRow, by_goal, measures_of, summary

TEMPLATE = Path(__file__).parent / "typst" / "plan.typ"


def plan_pdf(plan: ActionPlan, *, now: datetime) -> bytes:
    """A tagged PDF of what the plan says now. One query for a plan of `queries.plans.plan`."""
    return pdf.render(TEMPLATE, data(plan, now=now), now=now)


def data(plan: ActionPlan, *, now: datetime) -> dict[str, Any]:
    """What the template draws."""
    today, measures = timezone.localdate(now), measures_of(plan)
    title = _("Action plan %(year)s") % {"year": plan.year}
    counted = summary(measures, today=today)
    facts = [
        (_("State"), str(plan.get_state_display())),
        (_("Adopted on"), dates.day(plan.adopted_on, weekday=False) if plan.adopted_on else ""),
        (_("Strategy"), f"{plan.strategy.title}, {plan.strategy.period}" if plan.strategy else ""),
        (_("Measures"), f"{counted.total}"),
        (_("Done"), f"{counted.done}"),
    ]
    return {
        "language": dates.language(),
        "title": f"{plan.group.name}: {title}",
        "author": plan.group.name,
        "keywords": [],
        "eyebrow": plan.group.name,
        "intro": _blocks(plan.intro, plan.intro_language),
        "facts": _written(facts),
        "goals": [_goal(row) for row in by_goal(measures, today=today)],
        "footer": _("ELO-portaali · %(title)s · printed %(day)s")
        % {"title": f"{plan.group.name}, {title}", "day": dates.day(now, weekday=False)},
    }


def _goal(row: GoalRow) -> dict[str, Any]:
    words = (row.goal.title, row.goal.title_language) if row.goal else (_("Measures"), dates.language())
    return {
        "number": str(row.goal.order) if row.goal else "",
        "title": _said(*words),
        "measures": [_measure(one.measure) for one in row.rows],
    }


def _measure(one: Measure) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": _said(one.title, one.title_language),
        "description": _blocks(one.description, one.description_language),
        "facts": _written(_facts(one)),
    }


def _facts(one: Measure) -> Iterator[tuple[str, str]]:
    yield _("Responsible"), one.owner or _("A person of the group")
    yield _("Taking part"), ", ".join(other.name for other in one.participants.all())
    yield _("Due"), dates.day(one.due_on, weekday=False)
    yield _("State"), f"{one.get_state_display()}, {percent(one.progress)}"
    yield _("Why it was given up"), one.reason
    aimed_at, latest = _("Aimed at"), _("Latest value")
    measured = [
        one.indicator,
        f"{aimed_at} {one.target_value}" if one.target_value else "",
        f"{latest} {one.latest_value}" if one.latest_value else "",
    ]
    yield _("Indicator"), " · ".join(part for part in measured if part)
    yield _("Development targets"), ", ".join(term.name for term in one.targets.all())
    yield _("National goals"), ", ".join(term.name for term in one.national_goals.all())


def _written(facts: Any) -> list[dict[str, str]]:
    return [{"term": term, "words": words} for term, words in facts if words]


def _said(text: str, language: str) -> dict[str, str]:
    return {"text": text, "language": language}


def _blocks(text: str, language: str) -> dict[str, Any] | None:
    """Headings inside a text are bold lines: the document's own are the goals and the measures."""
    if not text:
        return None
    return {"language": language, "blocks": pdf.without_headings(pdf.blocks(text))}
