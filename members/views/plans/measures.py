"""A measure: read it and its history, say how it gets on, write it, tell what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members import permissions, slots
from members.commands.plans import measures as commands
from members.forms.plans.measures import EffectsForm, MeasureForm, ProgressForm
from members.forms.plans.texts import languages_of, texts_of
from members.models import ActionPlan, EffectChain, Measure
from members.queries.plans import plans as queries
from members.views.plans.finding import open_plan, visible_measure

BESIDE = {commands.GoalOfAnotherStrategy: "goal", commands.OwnerNeeded: "owner_organisation"}


@for_visitors
@login_not_required
@require_safe
def measure(request: PageRequest, slug: str, year: int, measure_id: int) -> HttpResponse:
    """A measure with all that was said of it, the latest first. Three queries, and what the slot takes."""
    found = visible_measure(request, slug, year, measure_id)
    tends = permissions.can_tend_group(request.viewer, found.plan.group)
    context = {
        "measure": found,
        "plan": found.plan,
        "group": found.plan.group,
        "row": queries.MeasureRow(found, timezone.localdate()),
        "updates": list(found.updates.select_related("person").order_by("-at", "-pk")),
        "links": slots.measure_links.contents([found.pk], viewer=request.viewer, now=timezone.now()).get(
            found.pk, []
        ),
        "effects": queries.effects_of(found),
        "tends": tends,
        "may_update": permissions.can_update_measure(request.viewer, found),
        "may_edit": tends and found.plan.state != ActionPlan.State.CLOSED,
    }
    return render_page(request, "members/plans/measure.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def update_measure(request: PageRequest, slug: str, year: int, measure_id: int) -> HttpResponse:
    """Say how it gets on: its owner, and those who tend the group."""
    found = visible_measure(request, slug, year, measure_id)
    if found.plan.state != ActionPlan.State.ADOPTED:
        raise Http404
    if not permissions.can_update_measure(request.viewer, found):
        raise PermissionDenied
    form = ProgressForm(typed(request), measure=found)
    if request.method == "POST" and form.is_valid():
        done = carry_out(
            request,
            form,
            lambda: commands.update(
                measure_id=found.pk, values=form.values(), actor=request.viewer, now=timezone.now()
            ),
            field="reason",
        )
        if done is not None:
            messages.success(request, _("Thank you. What you told is on the page of the measure."))
            return redirect("members:measure", slug, year, found.pk)
    return render_form(request, "members/plans/update_measure.html", _about(found, form))


def _about(measure: Measure, form: object) -> dict[str, object]:
    return {"form": form, "measure": measure, "plan": measure.plan, "group": measure.plan.group}


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_measure(request: PageRequest, slug: str, year: int) -> HttpResponse:
    plan = open_plan(request, slug, year)
    form = MeasureForm(typed(request), plan=plan, languages=languages_of(plan.group))
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.add(plan_id=plan.pk, values=form.values(), actor=request.viewer),
            field=BESIDE,
        )
        if made is not None:
            messages.success(request, _("Measure %(number)s is in the plan.") % {"number": made.number})
            return redirect("members:plan", slug, year)
    context = {"form": form, "measure": None, "plan": plan, "group": plan.group}
    return render_form(request, "members/plans/edit_measure.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def edit_measure(request: PageRequest, slug: str, year: int, measure_id: int) -> HttpResponse:
    found = visible_measure(request, slug, year, measure_id)
    plan = found.plan
    if plan.state == ActionPlan.State.CLOSED:
        raise Http404
    if not permissions.can_tend_group(request.viewer, plan.group):
        raise PermissionDenied
    form = MeasureForm(typed(request), plan=plan, measure=found, languages=languages_of(plan.group))
    if request.method == "POST" and form.is_valid():
        saved = carry_out(
            request,
            form,
            lambda: commands.save(measure_id=found.pk, values=form.values(), actor=request.viewer),
            field=BESIDE,
        )
        if saved is not None:
            messages.success(request, _("The measure is saved."))
            return redirect("members:measure", slug, year, found.pk)
    return render_form(request, "members/plans/edit_measure.html", _about(found, form))


@require_POST
def remove_measure(request: PageRequest, slug: str, year: int, measure_id: int) -> HttpResponse:
    plan = open_plan(request, slug, year)
    found = visible_measure(request, slug, year, measure_id)
    try:
        commands.remove(measure_id=found.pk, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The measure was removed from the draft."))
    return redirect("members:plan", slug, plan.year)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def effects(request: PageRequest, slug: str, year: int, measure_id: int) -> HttpResponse:
    """What was put in, what was made, what it changed, what that means."""
    found = visible_measure(request, slug, year, measure_id)
    if not permissions.can_tend_group(request.viewer, found.plan.group):
        raise PermissionDenied
    chain = queries.chain_of(found) or EffectChain(measure=found)
    form = EffectsForm(
        typed(request), languages=languages_of(found.plan.group), initial=texts_of(EffectsForm, chain)
    )
    if request.method == "POST" and form.is_valid():
        told = carry_out(
            request,
            form,
            lambda: commands.tell_effects(
                measure_id=found.pk, texts=form.text_values(), actor=request.viewer
            ),
        )
        if told is not None:
            messages.success(request, _("The effects are saved."))
            return redirect("members:measure", slug, year, found.pk)
    return render_form(request, "members/plans/effects.html", _about(found, form))
