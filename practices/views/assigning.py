"""Taking a review on, and declining it."""

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
from practices.commands import assigning as commands
from practices.forms.reviews import DeclineForm
from practices.models import Assignment, Practice
from practices.queries import reading


@require_POST
def claim(request: PageRequest, practice_id: int) -> HttpResponse:
    """I take this on. The second to say so is told who was quicker."""
    practice = get_object_or_404(Practice.objects.visible_to(request.viewer), pk=practice_id)
    if not permissions.is_judge(request.viewer, practice):
        raise Http404
    try:
        commands.claim(practice_id=practice.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("practices:reviews")
    messages.success(request, _("You have taken this on. The makers see that it is being read."))
    return redirect("practices:review", practice.pk)


@keeps_input()
@require_http_methods(["GET", "POST"])
def decline(request: PageRequest, assignment_id: int) -> HttpResponse:
    """Say no, with the reason. Somebody else's request does not exist."""
    assignment = get_object_or_404(
        Assignment.objects.open(), pk=assignment_id, reviewer=request.viewer.person_id
    )
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=assignment.practice_id)
    form = DeclineForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            successor = commands.decline(
                assignment_id=assignment.pk,
                reason=form.cleaned_data["reason"],
                has_conflict=form.cleaned_data["has_conflict"],
                actor=request.viewer,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            kept_input.forget(request)
            said = _("Declined. The next reviewer has been asked.")
            messages.success(
                request, said if successor else _("Declined. Nobody else can be asked just now.")
            )
            return redirect("practices:reviews")
    context = {"assignment": assignment, "card": card(practice), "form": form}
    return render_form(request, "practices/decline.html", context)
