"""Measures of a plan: write them, say how they get on and what came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members import permissions
from members.commands.plans.plans import locked_plan
from members.models import ActionPlan, EffectChain, Goal, Measure, MeasureUpdate

State = Measure.State
ALL_OF_IT = 100


class TitleNeeded(DomainError):
    message = _("Write the title in at least one language.")


class OwnerNeeded(DomainError):
    message = _("Choose who is responsible: an organisation, a person or both.")


class GoalOfAnotherStrategy(DomainError):
    message = _("Choose a goal of the plan's strategy.")


class GivenUpInstead(DomainError):
    message = _("The plan is adopted: a measure is not removed from it but given up, with a reason.")


class ReasonNeeded(DomainError):
    message = _("Write why it was given up: others learn from it.")


@dataclass(frozen=True)
class MeasureValues:
    """`texts`: title_, description_ and indicator_ in each language; related rows by id."""

    texts: Mapping[str, str]
    kind: str
    due_on: date
    goal_id: int | None = None
    owner_person_id: int | None = None
    owner_organisation_id: int | None = None
    target_value: str = ""
    participants: Sequence[int] = ()
    targets: Sequence[int] = ()
    national_goals: Sequence[int] = ()


@dataclass(frozen=True)
class Progress:
    """How a measure gets on; 100 % goes with done."""

    state: str
    progress: int
    latest_value: str = ""
    note: str = ""
    reason: str = ""


@transaction.atomic
def add(*, plan_id: int, values: MeasureValues, actor: Viewer) -> Measure:
    """A new measure, last of its goal.

    Raises PermissionDenied, PlanIsClosed, TitleNeeded, OwnerNeeded, GoalOfAnotherStrategy; ActionPlan.DoesNotExist.
    """
    plan = locked_plan(plan_id, actor)
    measure = Measure(plan=plan)
    _write(measure, plan, values)
    audit.record(actor=actor, action="members.add_measure", target=measure)
    return measure


@transaction.atomic
def save(*, measure_id: int, values: MeasureValues, actor: Viewer) -> Measure:
    """Change it; in another goal it becomes the last. Raises as `add`; Measure.DoesNotExist."""
    plan = locked_plan(_plan_of(measure_id), actor)
    measure = Measure.objects.select_for_update().get(pk=measure_id)
    _write(measure, plan, values)
    audit.record(actor=actor, action="members.save_measure", target=measure)
    return measure


def _plan_of(measure_id: int) -> int:
    """A measure never moves to another plan, so this may be read before the lock."""
    return Measure.objects.values_list("plan_id", flat=True).get(pk=measure_id)


def _write(measure: Measure, plan: ActionPlan, values: MeasureValues) -> None:
    for name, text in values.texts.items():
        setattr(measure, name, markup.clean(text))
    if not measure.title:
        raise TitleNeeded
    if not (values.owner_person_id or values.owner_organisation_id):
        raise OwnerNeeded
    goals = Goal.objects.filter(pk=values.goal_id, strategy=plan.strategy_id)
    if values.goal_id is not None and not goals.exists():
        raise GoalOfAnotherStrategy
    if measure.pk is None or measure.goal_id != values.goal_id:
        measure.order = _last(plan, values.goal_id) + 1
    measure.goal_id, measure.kind, measure.due_on = values.goal_id, values.kind, values.due_on
    measure.owner_person_id, measure.owner_organisation_id = (
        values.owner_person_id,
        values.owner_organisation_id,
    )
    measure.target_value = values.target_value
    measure.save()
    measure.participants.set(values.participants)
    measure.targets.set(values.targets)
    measure.national_goals.set(values.national_goals)


def _last(plan: ActionPlan, goal_id: int | None) -> int:
    of_goal = plan.measures.filter(goal=goal_id) if goal_id else plan.measures.filter(goal__isnull=True)
    return of_goal.aggregate(last=Max("order"))["last"] or 0


@transaction.atomic
def remove(*, measure_id: int, actor: Viewer) -> None:
    """Take it out of a draft. Raises PermissionDenied, PlanIsClosed, GivenUpInstead; Measure.DoesNotExist."""
    plan = locked_plan(_plan_of(measure_id), actor)
    if plan.state != ActionPlan.State.DRAFT:
        raise GivenUpInstead
    measure = Measure.objects.get(pk=measure_id)
    audit.record(actor=actor, action="members.remove_measure", target=measure)
    measure.delete()


@transaction.atomic
def update(*, measure_id: int, values: Progress, actor: Viewer, now: datetime) -> MeasureUpdate:
    """Say how it gets on. Each time stays, with the day and who said it.

    Raises PermissionDenied, ReasonNeeded; Measure.DoesNotExist.
    """
    ActionPlan.objects.select_for_update().get(pk=_plan_of(measure_id))  # it may be closing
    locked = Measure.objects.select_for_update(of=("self",)).select_related("plan__group")
    measure = locked.prefetch_related("plan__group__regions").get(pk=measure_id)
    if actor.person_id is None or not permissions.can_update_measure(actor, measure):
        raise PermissionDenied
    measure.state = values.state
    measure.progress = ALL_OF_IT if values.state == State.DONE else values.progress
    measure.latest_value = values.latest_value
    measure.reason = markup.clean(values.reason) if values.state == State.GIVEN_UP else ""
    if values.state == State.GIVEN_UP and not measure.reason:
        raise ReasonNeeded
    measure.save(update_fields=["state", "progress", "latest_value", "reason"])
    audit.record(actor=actor, action="members.update_measure", target=measure, fields=["progress", "state"])
    return MeasureUpdate.objects.create(
        measure=measure,
        person_id=actor.person_id,
        at=now,
        state=measure.state,
        progress=measure.progress,
        latest_value=measure.latest_value,
        note=markup.clean(values.note),
    )


@transaction.atomic
def tell_effects(*, measure_id: int, texts: Mapping[str, str], actor: Viewer) -> EffectChain:
    """What was put in and what came of it: inputs_, outputs_, effects_ and impact_ in each language.

    Also of a closed plan: effects show late. Raises PermissionDenied; Measure.DoesNotExist.
    """
    locked = Measure.objects.select_for_update(of=("self",)).select_related("plan__group")
    measure = locked.prefetch_related("plan__group__regions").get(pk=measure_id)
    if not permissions.can_tend_group(actor, measure.plan.group):
        raise PermissionDenied
    cleaned = {name: markup.clean(text) for name, text in texts.items()}
    chain, _is_new = EffectChain.objects.update_or_create(measure=measure, defaults=cleaned)
    audit.record(actor=actor, action="members.tell_effects", target=measure, fields=["effect_chain"])
    return chain
