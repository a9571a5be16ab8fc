"""The plan of a year: read, begin, change, adopt, close, carry over."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members import permissions, plan_contents
from members.commands.plans import plans as commands
from members.forms.plans.plans import AdoptForm, PlanForm
from members.forms.plans.texts import languages_of
from members.models import ActionPlan
from members.queries.plans import plans as queries
from members.views.plans.finding import group_to_tend, open_plan, plan_to_tend, visible_plan

State = ActionPlan.State


@for_visitors
@login_not_required
@require_safe
def plan(request: PageRequest, slug: str, year: int) -> HttpResponse:
    """The plan with its measures under their goals, and what has changed since it was adopted. Four queries."""
    found = visible_plan(request, slug, year)
    measures, today = queries.measures_of(found), timezone.localdate()
    versions = list(found.versions.order_by("-number"))
    changes = []
    if versions and found.state == State.ADOPTED:
        changes = plan_contents.changes(versions[0].contents, plan_contents.contents(found, measures))
    context = {
        "plan": found,
        "group": found.group,
        "goals": queries.by_goal(measures, today=today),
        "summary": queries.summary(measures, today=today),
        "versions": versions,
        "changes": changes,
        "tends": permissions.can_tend_group(request.viewer, found.group),
        "today": today,
    }
    return render_page(request, "members/plans/plan.html", context)


@login_not_required
@require_safe
def plan_version(request: PageRequest, slug: str, year: int, number: int) -> HttpResponse:
    """What the plan said when it was adopted. Three queries."""
    found = visible_plan(request, slug, year)
    version = get_object_or_404(found.versions.all(), number=number)
    context = {
        "plan": found,
        "group": found.group,
        "version": version,
        "intro": plan_contents.shown(version.contents["intro"]),
        "intro_language": plan_contents.shown_in(version.contents["intro"]),
        "measures": plan_contents.readable(version.contents),
    }
    return render_page(request, "members/plans/version.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: PageRequest, slug: str) -> HttpResponse:
    group = group_to_tend(request, slug)
    form = PlanForm(
        typed(request),
        group=group,
        languages=languages_of(group),
        initial={"year": timezone.localdate().year + 1},
    )
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.create(
                group_id=group.pk,
                year=form.cleaned_data["year"],
                strategy_id=form.strategy_id,
                texts=form.text_values(),
                actor=request.viewer,
            ),
            field={commands.PlanExists: "year", commands.StrategyOfAnotherGroup: "strategy"},
        )
        if made is not None:
            messages.success(request, _("The draft is begun. Add its measures."))
            return redirect("members:plan", group.slug, made.year)
    return render_form(request, "members/plans/edit_plan.html", {"form": form, "group": group, "plan": None})


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def edit_plan(request: PageRequest, slug: str, year: int) -> HttpResponse:
    found = open_plan(request, slug, year)
    form = PlanForm(typed(request), group=found.group, plan=found, languages=languages_of(found.group))
    if request.method == "POST" and form.is_valid():
        saved = carry_out(
            request,
            form,
            lambda: commands.save(
                plan_id=found.pk,
                strategy_id=form.strategy_id,
                texts=form.text_values(),
                actor=request.viewer,
            ),
            field={
                commands.StrategyHasMeasures: "strategy",
                commands.StrategyOfAnotherGroup: "strategy",
                commands.StrategyIsDraft: "strategy",
            },
        )
        if saved is not None:
            messages.success(request, _("The plan is saved."))
            return redirect("members:plan", slug, year)
    context = {"form": form, "group": found.group, "plan": found}
    return render_form(request, "members/plans/edit_plan.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def adopt_plan(request: PageRequest, slug: str, year: int) -> HttpResponse:
    """The group has adopted the plan, or the changes to it."""
    found = open_plan(request, slug, year)
    form = AdoptForm(typed(request), initial={"adopted_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        version = carry_out(
            request,
            form,
            lambda: commands.adopt(
                plan_id=found.pk,
                adopted_on=form.cleaned_data["adopted_on"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field={commands.NotDecidedYet: "adopted_on", commands.StrategyIsDraft: "adopted_on"},
        )
        if version is not None:
            messages.success(request, _("The plan is adopted, and everybody can read it."))
            return redirect("members:plan", slug, year)
    return render_form(
        request, "members/plans/adopt.html", {"form": form, "group": found.group, "plan": found}
    )


@require_POST
def close_plan(request: PageRequest, slug: str, year: int) -> HttpResponse:
    found = plan_to_tend(request, slug, year)
    return _carried_out(
        request,
        lambda: commands.close(plan_id=found.pk, actor=request.viewer, now=timezone.now()),
        said=_("The plan is closed. It stays as it is."),
        otherwise=found,
    )


@require_POST
def carry_plan_over(request: PageRequest, slug: str, year: int) -> HttpResponse:
    found = plan_to_tend(request, slug, year)
    return _carried_out(
        request,
        lambda: commands.carry_over(plan_id=found.pk, actor=request.viewer),
        said=_("The draft of the next year has the unfinished measures, their days a year later."),
        otherwise=found,
    )


def _carried_out(
    request: PageRequest, command: Callable[[], ActionPlan], *, said: str, otherwise: ActionPlan
) -> HttpResponse:
    """To the plan that the command gives; to the one it was about with the refusal."""
    slug = otherwise.group.slug
    try:
        plan = command()
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("members:plan", slug, otherwise.year)
    messages.success(request, said)
    return redirect("members:plan", slug, plan.year)
