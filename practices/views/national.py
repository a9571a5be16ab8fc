"""The national review: propose, start, score, hand in, undo."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elo_portal.core import kept_input
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import render_form, typed
from practices import permissions
from practices.cards import card
from practices.commands import national as commands
from practices.forms.scores import ScoresForm
from practices.models import Assignment, NationalReview, Practice
from practices.queries import assignments, reading
from practices.queries import national as queries
from practices.queries.national import Overview


@keeps_input()
@require_http_methods(["GET", "POST"])
def national(request: PageRequest, practice_id: int) -> HttpResponse:
    """How far it is, the rule, the result; and the form of whoever scores it."""
    practice = _for_reviewer(request, practice_id)
    overview = queries.overview(practice, viewer=request.viewer)
    form = None
    if overview.mine is not None:
        posted = typed(request)
        form = ScoresForm(posted, scores=list(overview.mine.scores.all()))
    elif request.method == "POST":
        messages.error(request, _("Your points were not stored: this review does not wait for you any more."))
        return redirect("practices:national", practice.pk)
    if request.method == "POST" and form is not None and form.is_valid():
        answer = _store(request, overview, form)
        if answer is not None:
            return answer
    return render_form(request, "practices/national.html", _context(request, practice, overview, form))


def _store(request: PageRequest, overview: Overview, form: ScoresForm) -> HttpResponse | None:
    """Keep or hand in, and go on; None where the form has to say something."""
    assignment = overview.mine
    assert assignment is not None, "there is a form only for whoever scores"  # noqa: S101
    is_final = request.POST.get("go") == "final"
    try:
        commands.score(
            assignment_id=assignment.pk,
            given=form.given(),
            is_final=is_final,
            actor=request.viewer,
            now=timezone.now(),
        )
    except commands.NotScoredYet as refusal:
        form.say_what_is_missing(refusal.missing)
        return None
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    kept_input.forget(request)
    if is_final:
        messages.success(request, _("Handed in. You can undo this for seven days."))
        return redirect("practices:national", assignment.practice_id)
    messages.success(request, _("Saved. You can go on whenever you like."))
    return redirect("practices:reviews")


def _for_reviewer(request: PageRequest, practice_id: int) -> Practice:
    """Judges, national reviewers and administrators; never makers."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    assignments.load_for([practice], viewer=request.viewer)
    viewer = request.viewer
    may = permissions.can_propose_national(viewer, practice) or permissions.can_start_national(
        viewer, practice
    )
    if not may and not permissions.is_scorer(viewer, practice):
        raise Http404
    return practice


def _context(
    request: PageRequest, practice: Practice, overview: Overview, form: ScoresForm | None
) -> dict[str, Any]:
    viewer, current = request.viewer, overview.current
    handed_in = overview.handed_in
    return {
        "practice": practice,
        "card": card(practice),
        "national": overview,
        "form": form,
        "criteria": list(form.criteria()) if form else [],
        "may_propose": current is None and permissions.can_propose_national(viewer, practice),
        "may_start": not overview.is_going_on and permissions.can_start_national(viewer, practice),
        "may_call_off": current is not None and commands.can_call_off(viewer, current, practice),
        "may_undo": handed_in is not None
        and commands.can_undo_scores(viewer, handed_in, now=timezone.now())
        and (handed_in.review_id in {one.pk for one in (current, overview.latest) if one}),
    }


@require_POST
def propose(request: PageRequest, practice_id: int) -> HttpResponse:
    """A judge proposes; an administrator or a national reviewer starts it."""
    practice = _for_reviewer(request, practice_id)
    done = _("Proposed. An administrator or a national reviewer starts the review.")
    return _do(request, practice, lambda **who: commands.propose(practice_id=practice.pk, **who), done)


@require_POST
def start(request: PageRequest, practice_id: int) -> HttpResponse:
    """Ask two national reviewers."""
    practice = _for_reviewer(request, practice_id)
    done = _("Started. Two national reviewers have been asked by mail.")
    return _do(request, practice, lambda **who: commands.start(practice_id=practice.pk, **who), done)


@require_POST
def call_off(request: PageRequest, review_id: int) -> HttpResponse:
    """End it without a result."""
    review = get_object_or_404(NationalReview, pk=review_id)
    practice = _for_reviewer(request, review.practice_id)
    done = _("The national review was called off.")
    return _do(request, practice, lambda **who: commands.call_off(review_id=review.pk, **who), done)


@require_POST
def undo_scores(request: PageRequest, assignment_id: int) -> HttpResponse:
    """Take back the points that one handed in."""
    assignment = get_object_or_404(Assignment, pk=assignment_id, reviewer=request.viewer.person_id)
    practice = _for_reviewer(request, assignment.practice_id)
    done = _("Undone. Your points are still here: change them and hand them in again.")
    return _do(
        request, practice, lambda **who: commands.undo_scores(assignment_id=assignment.pk, **who), done
    )


def _do(request: PageRequest, practice: Practice, command: Callable[..., object], done: str) -> HttpResponse:
    """Carry it out, say what came of it, go back to the page."""
    try:
        command(actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("practices:national", practice.pk)
