"""The strategy of a group and its goals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members import permissions
from members.models import ActionPlan, Goal, Group, Measure, Strategy

Texts = Mapping[str, str]


class TitleNeeded(DomainError):
    message = _("Write the title in at least one language.")


class EndsBeforeItBegins(DomainError):
    message = _("The last year is before the first.")


class BeginsInTheSameYear(DomainError):
    message = _("The group has a strategy that begins in this year.")


class NotAdoptedYet(DomainError):
    message = _("The day of the decision is still to come.")


class GoalHasMeasures(DomainError):
    message = _("Goal %(number)s has measures in a plan. Move them to another goal first.")


class AdoptedPlanNeedsIt(DomainError):
    message = _("An adopted plan carries out this strategy, so it cannot be a draft again. Keep the day.")


class GoalOfClosedPlan(DomainError):
    message = _("Goal %(number)s is in a closed plan, which stays as it is. Keep its title and its place.")


@dataclass(frozen=True)
class GoalValues:
    """`titles`: title_fi, title_sv, title_en. Without `pk` it is new."""

    titles: Texts
    pk: int | None = None


@dataclass(frozen=True)
class StrategyValues:
    """`texts`: title_ and vision_ in each language; goals in their order."""

    first_year: int
    last_year: int
    texts: Texts
    adopted_on: date | None = None
    goals: Sequence[GoalValues] = field(default_factory=tuple)


@transaction.atomic
def create(*, group_id: int, values: StrategyValues, actor: Viewer, now: datetime) -> Strategy:
    """A new strategy. Raises PermissionDenied and what `save` raises; Group.DoesNotExist."""
    group = Group.objects.prefetch_related("regions").get(pk=group_id)
    if not permissions.can_tend_group(actor, group):
        raise PermissionDenied
    strategy = Strategy(group=group)
    _write(strategy, values, now=now)
    audit.record(actor=actor, action="members.create_strategy", target=strategy)
    return strategy


@transaction.atomic
def save(*, strategy_id: int, values: StrategyValues, actor: Viewer, now: datetime) -> Strategy:
    """Change it. A goal that is no longer among the values goes, unless a plan builds on it.

    Raises PermissionDenied, TitleNeeded, EndsBeforeItBegins, BeginsInTheSameYear, NotAdoptedYet,
    AdoptedPlanNeedsIt, GoalHasMeasures, GoalOfClosedPlan; Strategy.DoesNotExist.
    """
    locked = Strategy.objects.select_for_update(of=("self",)).select_related("group")
    strategy = locked.prefetch_related("group__regions").get(pk=strategy_id)
    if not permissions.can_tend_group(actor, strategy.group):
        raise PermissionDenied
    _write(strategy, values, now=now)
    audit.record(actor=actor, action="members.save_strategy", target=strategy)
    return strategy


def _write(strategy: Strategy, values: StrategyValues, *, now: datetime) -> None:
    for name, text in values.texts.items():
        setattr(strategy, name, markup.clean(text))
    if not strategy.title:
        raise TitleNeeded
    if values.last_year < values.first_year:
        raise EndsBeforeItBegins
    if values.adopted_on and values.adopted_on > timezone.localdate(now):
        raise NotAdoptedYet
    if (
        strategy.pk
        and not values.adopted_on
        and strategy.plans.exclude(state=ActionPlan.State.DRAFT).exists()
    ):
        raise AdoptedPlanNeedsIt
    strategy.first_year, strategy.last_year = values.first_year, values.last_year
    strategy.adopted_on = values.adopted_on
    with refusing(BeginsInTheSameYear, on=Strategy.ONCE):
        strategy.save()
    _write_goals(strategy, values.goals)


def _write_goals(strategy: Strategy, wanted: Sequence[GoalValues]) -> None:
    """In the order in which they are given; numbers may change places until the transaction ends."""
    known = {goal.pk: goal for goal in strategy.goals.all()}
    kept = {one.pk for one in wanted}
    in_closed = Measure.objects.filter(goal__in=known, plan__state=ActionPlan.State.CLOSED)
    closed = set(in_closed.values_list("goal", flat=True))
    for pk, goal in known.items():
        if pk in kept:
            continue
        if goal.measures.exists():
            raise GoalHasMeasures(number=goal.order)
        goal.delete()
    for order, one in enumerate(wanted, start=1):
        goal = known.get(one.pk or 0) or Goal(strategy=strategy)
        values: dict[str, int | str] = {"order": order}
        values |= {name: markup.clean(text) for name, text in one.titles.items()}
        if goal.pk in closed and any(getattr(goal, name) != value for name, value in values.items()):
            raise GoalOfClosedPlan(number=goal.order)
        for name, value in values.items():
            setattr(goal, name, value)
        goal.save()
