"""All strategies and plans of a group; one strategy."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members import permissions
from members.commands.plans import strategies as commands
from members.forms.plans.plans import StrategyForm
from members.forms.plans.texts import languages_of
from members.queries.plans import plans as queries
from members.views.plans.finding import group_to_tend, visible_strategy

BESIDE = {
    commands.BeginsInTheSameYear: "first_year",
    commands.NotAdoptedYet: "adopted_on",
    commands.AdoptedPlanNeedsIt: "adopted_on",
    commands.EndsBeforeItBegins: "last_year",
}


@for_visitors
@login_not_required
@require_safe
def plans(request: PageRequest, slug: str) -> HttpResponse:
    """Plans by year and strategies by period, the latest first. Three queries."""
    group = get_object_or_404(queries.group_of(slug))
    context = {
        "group": group,
        "plans": list(queries.plans_of(group, viewer=request.viewer)),
        "strategies": list(queries.strategies_of(group, viewer=request.viewer)),
        "tends": permissions.can_tend_group(request.viewer, group),
        "next_year": timezone.localdate().year + 1,
    }
    return render_page(request, "members/plans/plans.html", context)


@for_visitors
@login_not_required
@require_safe
def strategy(request: PageRequest, slug: str, strategy_id: int) -> HttpResponse:
    """A strategy with its goals. Two queries."""
    found = visible_strategy(request, slug, strategy_id)
    context = {
        "strategy": found,
        "group": found.group,
        "tends": permissions.can_tend_group(request.viewer, found.group),
    }
    return render_page(request, "members/plans/strategy.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_strategy(request: PageRequest, slug: str) -> HttpResponse:
    group = group_to_tend(request, slug)
    form = StrategyForm(typed(request), languages=languages_of(group))
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.create(
                group_id=group.pk, values=form.values(), actor=request.viewer, now=timezone.now()
            ),
            field=BESIDE,
        )
        if made is not None:
            messages.success(request, _("The strategy is saved."))
            return redirect("members:strategy", group.slug, made.pk)
    context = {"form": form, "group": group, "strategy": None}
    return render_form(request, "members/plans/edit_strategy.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def edit_strategy(request: PageRequest, slug: str, strategy_id: int) -> HttpResponse:
    found = visible_strategy(request, slug, strategy_id)
    group = found.group
    if not permissions.can_tend_group(request.viewer, group):
        raise PermissionDenied
    form = StrategyForm(typed(request), strategy=found, languages=languages_of(group))
    if request.method == "POST" and form.is_valid():
        saved = carry_out(
            request,
            form,
            lambda: commands.save(
                strategy_id=found.pk, values=form.values(), actor=request.viewer, now=timezone.now()
            ),
            field=BESIDE,
        )
        if saved is not None:
            messages.success(request, _("The strategy is saved."))
            return redirect("members:strategy", group.slug, found.pk)
    context = {"form": form, "group": group, "strategy": found}
    return render_form(request, "members/plans/edit_strategy.html", context)
