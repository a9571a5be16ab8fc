"""What these pages are about. What one may not see is 404."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from elo_portal.core.http import PageRequest
from members import permissions
from members.models import ActionPlan, Group, Measure, Strategy
from members.queries.plans import plans as queries


def group_to_tend(request: PageRequest, slug: str) -> Group:
    """For a page on which its plans are begun: 404 to whoever does not tend it."""
    group = get_object_or_404(queries.group_of(slug))
    if not permissions.can_tend_group(request.viewer, group):
        raise Http404
    return group


def visible_plan(request: PageRequest, slug: str, year: int) -> ActionPlan:
    return get_object_or_404(queries.plan(slug, year, viewer=request.viewer))


def plan_to_tend(request: PageRequest, slug: str, year: int) -> ActionPlan:
    """404 for a draft that is not seen, 403 for a plan that is seen but not one's own."""
    plan = visible_plan(request, slug, year)
    if not permissions.can_tend_group(request.viewer, plan.group):
        raise PermissionDenied
    return plan


def open_plan(request: PageRequest, slug: str, year: int) -> ActionPlan:
    """One that may still be changed. A closed one is 404 here: its forms are gone."""
    plan = plan_to_tend(request, slug, year)
    if plan.state == ActionPlan.State.CLOSED:
        raise Http404
    return plan


def visible_measure(request: PageRequest, slug: str, year: int, measure_id: int) -> Measure:
    return get_object_or_404(queries.measure(measure_id, slug=slug, year=year, viewer=request.viewer))


def visible_strategy(request: PageRequest, slug: str, strategy_id: int) -> Strategy:
    group = get_object_or_404(queries.group_of(slug))
    strategy = get_object_or_404(queries.strategies_of(group, viewer=request.viewer), pk=strategy_id)
    strategy.group = group
    return strategy
