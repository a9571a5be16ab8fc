"""The list of national goals, for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.models import Term
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members.commands.plans import national_goals as commands
from members.forms.plans.national_goals import NationalGoalForm
from members.views.access import admins_only

NAMES = ("name_fi", "name_sv", "name_en", "order", "is_active")


@admins_only
@require_safe
def goal_list(request: PageRequest) -> HttpResponse:
    """All of them in their order. One query."""
    return render_page(
        request,
        "members/plans/national_goals.html",
        {"goals": Term.objects.of(commands.VOCABULARY).standing()},
    )


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_goal(request: PageRequest) -> HttpResponse:
    return _put(request, NationalGoalForm(typed(request)), goal=None)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit_goal(request: PageRequest, goal_id: int) -> HttpResponse:
    goal = get_object_or_404(Term.objects.of(commands.VOCABULARY).standing(), pk=goal_id)
    initial = {name: getattr(goal, name) for name in NAMES}
    return _put(request, NationalGoalForm(typed(request), initial=initial), goal=goal)


def _put(request: PageRequest, form: NationalGoalForm, *, goal: Term | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        done = carry_out(
            request,
            form,
            lambda: commands.put(
                goal_id=goal.pk if goal else None, values=form.cleaned_data, actor=request.viewer
            ),
        )
        if done is not None:
            messages.success(request, _("The national goal is saved."))
            return redirect("members:national_goals")
    return render_form(request, "members/plans/national_goal.html", {"form": form, "goal": goal})
