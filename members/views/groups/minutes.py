"""Minutes, decisions and corrections of a meeting, written by those who tend the group."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import typed
from members.commands.groups import minutes as commands
from members.forms.groups.meetings import CorrectionForm, DecisionForm, MinutesForm
from members.models import Decision
from members.queries.groups import meetings as queries
from members.views.groups.tending import form_page, meeting_or_404, tended_or_404


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: PageRequest, slug: str, meeting_id: int) -> HttpResponse:
    """Who was there and for whom, and what was talked about."""
    found = tended_or_404(request, slug)
    stored = meeting_or_404(found, meeting_id)
    form = MinutesForm(typed(request), meeting=stored, seats=queries.seats_of(stored))
    return form_page(
        request,
        found,
        form,
        lambda: commands.write(
            meeting_id=stored.pk,
            text=form.cleaned_data["minutes"],
            present=form.present(),
            actor=request.viewer,
            now=timezone.now(),
        ),
        title=_("Minutes"),
        done=_("The minutes are saved."),
        to=lambda _made: redirect("members:group_meeting", found.slug, stored.pk),
        meeting=stored,
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def decision(
    request: PageRequest, slug: str, meeting_id: int, decision_id: int | None = None
) -> HttpResponse:
    """Record a decision; later its follow-up, and whether everybody sees it."""
    found = tended_or_404(request, slug)
    stored = meeting_or_404(found, meeting_id)
    one = get_object_or_404(Decision, pk=decision_id, meeting=stored) if decision_id is not None else None
    people = {person.pk: person.name for person in queries.invited(stored)}
    if one and one.follower:
        people.setdefault(one.follower.pk, one.follower.name)
    form = DecisionForm(
        typed(request),
        people=people,
        is_locked=one is not None and stored.is_locked,
        initial=DecisionForm.initial_of(one) if one else None,
    )

    def record() -> Any:
        if one is not None:
            return commands.change_decision(decision_id=one.pk, values=form.values(), actor=request.viewer)
        return commands.decide(
            meeting_id=stored.pk, values=form.values(), actor=request.viewer, now=timezone.now()
        )

    return form_page(
        request,
        found,
        form,
        record,
        title=_("Decision %(number)s") % {"number": one} if one else _("New decision"),
        done=_("The decision is saved."),
        field={commands.FollowerNeeded: "follower_id", commands.WordsNeeded: "text"},
        to=lambda _made: redirect("members:group_meeting", found.slug, stored.pk),
        meeting=stored,
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: PageRequest, slug: str, meeting_id: int) -> HttpResponse:
    """Put right what approved minutes say."""
    found = tended_or_404(request, slug)
    stored = meeting_or_404(found, meeting_id)
    form = CorrectionForm(typed(request))
    return form_page(
        request,
        found,
        form,
        lambda: commands.correct(
            meeting_id=stored.pk,
            note=form.cleaned_data["note"],
            actor=request.viewer,
            now=timezone.now(),
        ),
        title=_("Correction to the minutes"),
        done=_("The correction is saved."),
        field={commands.CorrectionNeeded: "note"},
        to=lambda _made: redirect("members:group_meeting", found.slug, stored.pk),
        meeting=stored,
    )
