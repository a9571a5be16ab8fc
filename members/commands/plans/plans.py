"""The action plan of a year: begin, adopt, close, carry over to the next year."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members import permissions, plan_contents
from members.models import ActionPlan, Group, Measure, PlanVersion, Strategy
from members.queries.plans.plans import measures_of

State = ActionPlan.State


class PlanExists(DomainError):
    message = _("The group has a plan for the year %(year)s already.")


class StrategyOfAnotherGroup(DomainError):
    message = _("Choose a strategy of this group.")


class StrategyHasMeasures(DomainError):
    message = _("Measures of this plan belong to goals of the present strategy. Move them first.")


class StrategyIsDraft(DomainError):
    message = _("The strategy is still a draft. First record when the group adopted it.")


class PlanIsClosed(DomainError):
    message = _("The plan is closed. It stays as it is.")


class NothingToAdopt(DomainError):
    message = _("The plan has no measures yet.")


class NotDecidedYet(DomainError):
    message = _("The day of the decision is still to come.")


class NotAdopted(DomainError):
    message = _("Only an adopted plan can be closed.")


@transaction.atomic
def create(
    *, group_id: int, year: int, strategy_id: int | None, texts: Mapping[str, str], actor: Viewer
) -> ActionPlan:
    """A draft. `texts`: intro_ in each language.

    Raises PermissionDenied, PlanExists, StrategyOfAnotherGroup; Group.DoesNotExist.
    """
    group = Group.objects.prefetch_related("regions").get(pk=group_id)
    if not permissions.can_tend_group(actor, group):
        raise PermissionDenied
    plan = ActionPlan(group=group, year=year)
    _write(plan, strategy_id, texts)
    audit.record(actor=actor, action="members.create_plan", target=plan)
    return plan


@transaction.atomic
def save(
    *, plan_id: int, strategy_id: int | None, texts: Mapping[str, str], actor: Viewer
) -> ActionPlan:  # fmt: skip
    """Change the strategy and the foreword.

    Raises PermissionDenied, PlanIsClosed, StrategyOfAnotherGroup, StrategyHasMeasures, StrategyIsDraft;
    ActionPlan.DoesNotExist.
    """
    plan = locked_plan(plan_id, actor)
    if plan.strategy_id != strategy_id and plan.measures.filter(goal__isnull=False).exists():
        raise StrategyHasMeasures
    _write(plan, strategy_id, texts)
    audit.record(actor=actor, action="members.save_plan", target=plan, fields=["intro", "strategy"])
    return plan


def _write(plan: ActionPlan, strategy_id: int | None, texts: Mapping[str, str]) -> None:
    if strategy_id and not Strategy.objects.filter(pk=strategy_id, group=plan.group_id).exists():
        raise StrategyOfAnotherGroup
    plan.strategy_id = strategy_id
    if plan.state != State.DRAFT:
        _refuse_draft_strategy(plan)
    for name, text in texts.items():
        setattr(plan, name, markup.clean(text))
    try:
        with refusing(PlanExists, on=ActionPlan.ONCE):
            plan.save()
    except PlanExists:
        raise PlanExists(year=plan.year) from None


def _refuse_draft_strategy(plan: ActionPlan) -> None:
    """Everybody reads the strategy beside an adopted plan. Locks it, so that it stays adopted until the plan is."""
    strategy = Strategy.objects.select_for_update().filter(pk=plan.strategy_id).first()
    if strategy and strategy.adopted_on is None:
        raise StrategyIsDraft


@transaction.atomic
def adopt(*, plan_id: int, adopted_on: date, actor: Viewer, now: datetime) -> PlanVersion:
    """The group has adopted the plan, or what was changed in it since: what it says now is kept.

    Raises PermissionDenied, PlanIsClosed, NothingToAdopt, NotDecidedYet, StrategyIsDraft; ActionPlan.DoesNotExist.
    """
    plan = locked_plan(plan_id, actor)
    if adopted_on > timezone.localdate(now):
        raise NotDecidedYet
    _refuse_draft_strategy(plan)
    measures = measures_of(plan)
    if not measures:
        raise NothingToAdopt
    plan.state, plan.adopted_on = State.ADOPTED, adopted_on
    plan.save(update_fields=["state", "adopted_on"])
    version = PlanVersion.objects.create(
        plan=plan,
        number=plan.versions.count() + 1,
        adopted_on=adopted_on,
        adopted_by_id=actor.person_id,
        at=now,
        contents=plan_contents.contents(plan, measures),
    )
    audit.record(actor=actor, action="members.adopt_plan", target=plan, fields=["state"])
    return version


@transaction.atomic
def close(*, plan_id: int, actor: Viewer, now: datetime) -> ActionPlan:
    """The year is over: nothing changes any more. Raises PermissionDenied, PlanIsClosed, NotAdopted."""
    plan = locked_plan(plan_id, actor)
    if plan.state != State.ADOPTED:
        raise NotAdopted
    plan.state, plan.closed_on = State.CLOSED, timezone.localdate(now)
    plan.save(update_fields=["state", "closed_on"])
    audit.record(actor=actor, action="members.close_plan", target=plan, fields=["state"])
    return plan


@transaction.atomic
def carry_over(*, plan_id: int, actor: Viewer) -> ActionPlan:
    """Begin next year's plan with the measures that are unfinished, their days a year later.

    The strategy is the same, if it lasts; else the one of the group that does, and the measures have no goal yet.
    Raises PermissionDenied, PlanExists; ActionPlan.DoesNotExist.
    """
    locked = ActionPlan.objects.select_for_update(of=("self",)).select_related("group", "strategy")
    plan = locked.prefetch_related("group__regions").get(pk=plan_id)
    if not permissions.can_tend_group(actor, plan.group):
        raise PermissionDenied
    following = ActionPlan(group=plan.group, year=plan.year + 1)
    strategy = _strategy_in(following.year, plan)
    _write(following, strategy.pk if strategy else None, {})
    places: dict[int | None, int] = {}
    for measure in measures_of(plan):
        if measure.state in Measure.UNFINISHED:
            goal_id = measure.goal_id if following.strategy_id == plan.strategy_id else None
            places[goal_id] = places.get(goal_id, 0) + 1
            _carry(measure, following, goal_id, places[goal_id])
    audit.record(actor=actor, action="members.carry_plan_over", target=following)
    return following


def _strategy_in(year: int, plan: ActionPlan) -> Strategy | None:
    if plan.strategy and plan.strategy.last_year >= year:
        return plan.strategy
    lasting = Strategy.objects.filter(Q(first_year__lte=year, last_year__gte=year), group=plan.group_id)
    return lasting.order_by("-first_year").first()


def _carry(measure: Measure, plan: ActionPlan, goal_id: int | None, order: int) -> None:
    relations = {name: list(getattr(measure, name).all()) for name in RELATIONS}
    carried = Measure(
        **{name: getattr(measure, name) for name in CARRIED},
        plan=plan,
        goal_id=goal_id,
        order=order,
        due_on=a_year_later(measure.due_on),
        carried_from_id=measure.pk,
    )
    carried.save()
    for name, things in relations.items():
        getattr(carried, name).set(things)


RELATIONS = ("participants", "targets", "national_goals")
CARRIED = (
    "title_fi", "title_sv", "title_en", "description_fi", "description_sv", "description_en", "kind",
    "owner_person_id", "owner_organisation_id", "state", "progress", "indicator_fi", "indicator_sv", "indicator_en",
    "target_value", "latest_value",
)  # fmt: skip


def a_year_later(day: date) -> date:
    """The same day next year; of 29 February the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


def locked_plan(plan_id: int, actor: Viewer) -> ActionPlan:
    """The plan, locked, that the actor may change. Raises PermissionDenied, PlanIsClosed; ActionPlan.DoesNotExist."""
    locked = ActionPlan.objects.select_for_update(of=("self",)).select_related("group", "strategy")
    plan = locked.prefetch_related("group__regions").get(pk=plan_id)
    if not permissions.can_tend_group(actor, plan.group):
        raise PermissionDenied
    if plan.state == State.CLOSED:
        raise PlanIsClosed
    return plan
