"""A group compares practices and records which one its region shares."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core import kept_input
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members.models import Group
from practices.commands import sharing as commands
from practices.forms.sharing import DecisionForm, EndForm
from practices.models import Practice, SharedPractice
from practices.queries import comparing, sharing

State = SharedPractice.State


@require_safe
def compare(request: PageRequest) -> HttpResponse:
    """Choose from 2 to 4 practices, then see them side by side. For everybody who is signed in."""
    slugs = list(dict.fromkeys(slug for slug in request.GET.getlist("practice") if slug))
    groups = sharing.groups_of(request.viewer)
    group = next((one for one in groups if one.slug == request.GET.get("group")), None)
    is_ready = commands.FEWEST <= len(slugs) <= commands.MOST and "choose" not in request.GET
    context: dict[str, Any] = {
        "groups": groups,
        "group": group,
        "slugs": slugs,
        "change_url": _compare_url(slugs, group),
    }
    if is_ready:
        practices = comparing.compared(slugs, viewer=request.viewer)
        if len(practices) >= commands.FEWEST:
            return render_page(
                request,
                "practices/compare.html",
                context | {"comparison": comparing.comparison(practices), "practices": practices},
            )
    regions = {region.pk for one in ([group] if group else groups) for region in one.regions.all()}
    text = request.GET.get("q", "")[:200]
    context |= {
        "text": text,
        "is_refused": len(slugs) > commands.MOST or (bool(slugs) and "choose" not in request.GET),
        "offered": comparing.choosable(
            slugs, text=text, region_ids=regions, viewer=request.viewer, now=timezone.now()
        ),
    }
    return render_page(request, "practices/choose.html", context)


def _compare_url(slugs: list[str], group: Group | None) -> str:
    pairs = [*(("practice", slug) for slug in slugs), ("choose", "1")]
    pairs += [("group", group.slug)] if group else []
    return f"{reverse('practices:compare')}?{urlencode(pairs)}"


@require_POST
def propose_shared(request: PageRequest) -> HttpResponse:
    """Put what is compared on the group's table."""
    ids = [_number(value) for value in request.POST.getlist("practice_id")]
    try:
        shared = commands.propose(
            group_id=_number(request.POST.get("group_id", "")),
            practice_ids=ids,
            actor=request.viewer,
            now=timezone.now(),
        )
    except (PermissionDenied, Group.DoesNotExist, Practice.DoesNotExist):
        raise Http404 from None
    except DomainError as refusal:
        messages.error(request, str(refusal))
        seen = Practice.objects.visible_to(request.viewer).published().filter(pk__in=ids)
        return redirect(_compare_url([one.slug or "" for one in seen.order_by("pk")], None))
    messages.success(request, _("The group now has this on its table. Record the decision here."))
    return redirect("practices:shared", shared.pk)


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 10 else 0


@login_not_required
@require_safe
def shared(request: PageRequest, shared_id: int) -> HttpResponse:
    """A matter of a group: what is compared, what was decided, who has committed themselves. At most eleven queries."""
    found = _find(request, shared_id)
    viewer, today = request.viewer, timezone.localdate()
    commitments = sharing.commitments(found)
    offered = sharing.may_commit(found, viewer=viewer)
    practices = comparing.matter_of(found, viewer=viewer)
    about = next((one for one in practices if one.pk == found.practice_id), found.practice)
    context = {
        "shared": found,
        "text": about.text,
        "coverage": sharing.coverage_of(found),
        "regions": found.group.regions.all(),
        "comparison": comparing.comparison(practices),
        "commitments": sharing.with_rights(commitments, viewer=viewer),
        "may_decide": found.state != State.ENDED and sharing.may_decide(found, viewer=viewer, today=today),
        "may_commit": bool(offered),
        "is_due": found.state == State.IN_FORCE and found.review_on is not None and found.review_on <= today,
        "is_coming": found.state == State.IN_FORCE
        and found.valid_from is not None
        and found.valid_from > today,
    }
    return render_page(request, "practices/shared.html", context)


def _find(request: PageRequest, shared_id: int) -> SharedPractice:
    return get_object_or_404(sharing.readable(viewer=request.viewer), pk=shared_id)


@keeps_input()
@require_http_methods(["GET", "POST"])
def decide_shared(request: PageRequest, shared_id: int) -> HttpResponse:
    """The decision record; for one in force, the same to renew it."""
    found = _mine_to_decide(request, shared_id)
    if found.state == State.ENDED:
        return redirect("practices:shared", found.pk)
    form = DecisionForm(
        typed(request),
        practices=sharing.choices(found, viewer=request.viewer),
        initial={"decided_on": timezone.localdate()}
        | {name: value for name, value in DecisionForm.initial_of(found).items() if value},
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.decide(
                shared_id=found.pk, decision=form.decision(), actor=request.viewer, now=timezone.now()
            )
        except commands.NotDecidedYet as refusal:
            form.add_error("decided_on", str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            kept_input.forget(request)
            messages.success(request, _("The decision is recorded. Organisations can now commit themselves."))
            return redirect("practices:shared", found.pk)
    context = {"shared": found, "text": found.practice.text, "form": form}
    return render_form(request, "practices/decide.html", context)


@keeps_input()
@require_http_methods(["GET", "POST"])
def end_shared(request: PageRequest, shared_id: int) -> HttpResponse:
    """Give the matter up, or say that the practice is no longer in force."""
    found = _mine_to_decide(request, shared_id)
    if found.state == State.ENDED:
        return redirect("practices:shared", found.pk)
    form = EndForm(typed(request))
    if request.method == "POST" and form.is_valid():
        done = carry_out(
            request,
            form,
            lambda: commands.end(
                shared_id=found.pk,
                reason=form.cleaned_data["reason"],
                actor=request.viewer,
                now=timezone.now(),
            ),
        )
        if done is not None:
            messages.success(request, _("The end is recorded with its reason."))
            return redirect("practices:shared", found.pk)
    context = {"shared": found, "text": found.practice.text, "form": form}
    return render_form(request, "practices/end_shared.html", context)


def _mine_to_decide(request: PageRequest, shared_id: int) -> SharedPractice:
    found = _find(request, shared_id)
    if not sharing.may_decide(found, viewer=request.viewer, today=timezone.localdate()):
        raise Http404
    return found
