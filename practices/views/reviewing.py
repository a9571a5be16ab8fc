"""Deciding on what others have made, and withdrawing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core import kept_input
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import render_form, typed
from practices import permissions, personal_data, queries
from practices.commands import review as commands
from practices.commands.submission import Incomplete
from practices.forms import warnings
from practices.forms.labels import CHECKS
from practices.forms.reviews import DecisionForm, WithdrawalForm
from practices.models import Practice
from practices.queries import assignments, audiences, reading, remarks
from practices.views.reading import page_context


@require_safe
def review_list(request: PageRequest) -> HttpResponse:
    """What waits for the viewer: own reviews first, then the rest, then the national ones. For reviewers only."""
    viewer = request.viewer
    if not permissions.is_reviewing(viewer):
        raise PermissionDenied
    context = {
        "waiting": queries.waiting(viewer=viewer, today=timezone.localdate()),
        "to_score": assignments.to_score(viewer=viewer),
        "proposed": assignments.proposed(viewer=viewer),
        "today": timezone.localdate(),
    }
    return render_page(request, "practices/reviews.html", context)


@keeps_input()
@require_http_methods(["GET", "POST"])
def review(request: PageRequest, practice_id: int) -> HttpResponse:
    """The practice as it will look, what to think of, and the decision."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    assignments.load_for([practice], viewer=request.viewer)
    if not permissions.is_judge(request.viewer, practice):
        raise Http404
    is_waiting = practice.status == Practice.Status.SUBMITTED
    form = DecisionForm(
        typed(request),
        audiences=audiences.narrower(practice) if is_waiting else [audiences.of(practice)],
        submitted_at=practice.submitted_at,
    )
    if request.method == "POST" and form.is_valid():
        if answer := _decide(request, practice, form):
            kept_input.forget(request)
            return answer
        practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    context = page_context(request, practice) | {
        "form": form,
        "checks": CHECKS,
        "remark_count": sum(len(rows) for rows in remarks.open_by_field(practice).values()),
        "personal_data": list(warnings.listed(personal_data.in_practice(practice))),
    }
    return render_form(request, "practices/review.html", context)


def _decide(request: PageRequest, practice: Practice, form: DecisionForm) -> HttpResponse | None:
    """Carry it out and go on to the next; None where the form has to say something."""
    words, now, actor = form.cleaned_data["comment"], timezone.now(), request.viewer
    seen = form.submission_read()
    try:
        if request.POST.get("decision") == "publish":
            commands.publish(
                practice_id=practice.pk,
                comment=words,
                audience=form.audience_wanted(),
                seen=seen,
                actor=actor,
                now=now,
            )
            messages.success(
                request, _("Published. The makers are told by mail. You can undo this for seven days.")
            )
        else:
            commands.return_for_additions(
                practice_id=practice.pk, comment=words, seen=seen, actor=actor, now=now
            )
            messages.success(request, _("Returned. The makers get your words by mail."))
    except commands.WordsNeeded as refusal:
        form.add_error("comment", str(refusal))
        return None
    except commands.WouldWiden as refusal:
        form.add_error("audience", str(refusal))
        return None
    except commands.SubmittedAgain as refusal:
        form.show_submission(Practice.objects.get(pk=practice.pk).submitted_at)
        form.add_error(None, str(refusal))
        return None
    except Incomplete as refusal:
        for one in refusal.missing:
            form.add_error(None, str(one.message))
        return None
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    return redirect("practices:reviews")


@require_POST
def undo(request: PageRequest, practice_id: int) -> HttpResponse:
    """Take back one's own decision."""
    practice = get_object_or_404(Practice.objects.visible_to(request.viewer), pk=practice_id)
    try:
        practice = commands.undo(practice_id=practice.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone."))
    return redirect("practices:detail", practice.slug)


@require_http_methods(["GET", "POST"])
def withdraw(request: PageRequest, practice_id: int) -> HttpResponse:
    """Out of the library, with a reason."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    if not permissions.can_withdraw(request.viewer, practice):
        raise Http404
    form = WithdrawalForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            commands.withdraw(
                practice_id=practice.pk,
                reason=form.cleaned_data["reason"],
                actor=request.viewer,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Withdrawn. Nobody finds it any more."))
            return redirect("practices:detail", practice.slug)
    return render_form(request, "practices/withdraw.html", {"practice": practice, "form": form})
