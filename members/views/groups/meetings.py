"""Meetings of a group: the list, one of them, planning and answering. Hidden from everybody outside the group."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import typed
from members import meeting_calendar, permissions
from members.commands.groups import meetings as commands
from members.commands.groups import minutes as minutes_commands
from members.forms.groups.meetings import ItemForm, MeetingForm
from members.models import AgendaItem, MeetingAnswer
from members.queries.groups import meetings as queries
from members.views.groups.tending import (
    form_page,
    invited_or_404,
    meeting_or_404,
    readable_or_404,
    tended_or_404,
)

Answer = MeetingAnswer.Answer
REFUSED_AT = {
    commands.NowhereToGo: "place",
    commands.EndsTooEarly: "ends_clock",
    commands.HeldAlready: "day",
}
CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def meeting_list(request: PageRequest, slug: str) -> HttpResponse:
    """What comes and what was, and all decisions."""
    found = readable_or_404(request, slug)
    context = {
        "group": found,
        "meetings": queries.meetings(found, now=timezone.now()),
        "tends": permissions.can_tend_group(request.viewer, found),
    }
    return render_page(request, "members/groups/meetings.html", context)


@require_safe
def meeting(request: PageRequest, slug: str, meeting_id: int) -> HttpResponse:
    """One meeting: agenda, who comes, minutes, decisions. At most twelve queries."""
    found, stored = invited_or_404(request, slug, meeting_id, queries.with_minutes())
    now = timezone.now()
    is_coming = stored.cancelled_at is None and stored.ends_at > now
    people = {person.pk for person in queries.invited(stored)} if is_coming else set()
    mine = [one.answer for one in stored.answers.all() if one.person_id == request.viewer.person_id]
    context = {
        "group": found,
        "meeting": stored,
        "tends": permissions.can_tend_group(request.viewer, found),
        "is_coming": is_coming,
        "has_begun": stored.has_begun(now),
        "answers": Answer.choices if request.viewer.person_id in people else [],
        "mine": mine[0] if mine else "",
    }
    return render_page(request, "members/groups/meeting.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: PageRequest, slug: str) -> HttpResponse:
    """Plan one; nobody is told yet."""
    found = tended_or_404(request, slug)
    form = MeetingForm(typed(request))
    return form_page(
        request,
        found,
        form,
        lambda: commands.plan(
            group_id=found.pk, values=form.values(), actor=request.viewer, now=timezone.now()
        ),
        title=_("New meeting"),
        done=_("The meeting is planned. Write the agenda, then send the invitation."),
        field=REFUSED_AT,
        to=lambda made: redirect("members:group_meeting", found.slug, made.pk),
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def edit_meeting(request: PageRequest, slug: str, meeting_id: int) -> HttpResponse:
    """Move it; those who were invited get one mail."""
    found = tended_or_404(request, slug)
    stored = meeting_or_404(found, meeting_id)
    form = MeetingForm(typed(request), initial=MeetingForm.initial_of(stored))
    return form_page(
        request,
        found,
        form,
        lambda: commands.change(
            meeting_id=stored.pk, values=form.values(), actor=request.viewer, now=timezone.now()
        ),
        title=_("Time and place"),
        done=_("The meeting is saved."),
        field=REFUSED_AT,
        to=lambda _made: redirect("members:group_meeting", found.slug, stored.pk),
    )


@require_POST
def move_meeting(request: PageRequest, slug: str, meeting_id: int) -> HttpResponse:
    """Send the invitation, cancel the meeting, or approve its minutes."""
    found = tended_or_404(request, slug)
    stored = meeting_or_404(found, meeting_id)
    moves = {
        "invite": (commands.invite, _("The invitation leaves at once.")),
        "cancel": (commands.cancel, _("The meeting is cancelled. Those who were invited get a mail.")),
        "approve": (minutes_commands.approve, _("The minutes are approved and locked.")),
    }
    if (action := request.POST.get("action", "")) not in moves:
        raise Http404
    command, done = moves[action]
    try:
        command(meeting_id=stored.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("members:group_meeting", found.slug, stored.pk)


@require_POST
def answer_meeting(request: PageRequest, slug: str, meeting_id: int) -> HttpResponse:
    """Say whether one comes."""
    found, stored = invited_or_404(request, slug, meeting_id)
    if request.viewer.person_id not in {person.pk for person in queries.invited(stored)}:
        raise Http404
    if (said := request.POST.get("answer", "")) not in Answer.values:
        raise Http404
    try:
        commands.answer(meeting_id=stored.pk, answer=said, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your answer is saved."))
    return redirect("members:group_meeting", found.slug, stored.pk)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: PageRequest, slug: str, meeting_id: int, item_id: int | None = None) -> HttpResponse:
    """Put an item on the agenda, or change it."""
    found = tended_or_404(request, slug)
    stored = meeting_or_404(found, meeting_id)
    one = get_object_or_404(AgendaItem, pk=item_id, meeting=stored) if item_id is not None else None
    initial = ItemForm.initial_of(one) if one else {"position": stored.items.count() + 1}
    form = ItemForm(typed(request), initial=initial)
    return form_page(
        request,
        found,
        form,
        lambda: commands.write_item(
            meeting_id=stored.pk, values=form.values(), actor=request.viewer, item_id=item_id
        ),
        title=_("Agenda item"),
        done=_("The agenda is saved."),
        to=lambda _made: redirect("members:group_meeting", found.slug, stored.pk),
        meeting=stored,
        item=one,
    )


@require_POST
def remove_item(request: PageRequest, slug: str, meeting_id: int, item_id: int) -> HttpResponse:
    """Take an item off the agenda."""
    found = tended_or_404(request, slug)
    stored = meeting_or_404(found, meeting_id)
    one = get_object_or_404(AgendaItem, pk=item_id, meeting=stored)
    try:
        commands.remove_item(meeting_id=stored.pk, item_id=one.pk, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The item was removed."))
    return redirect("members:group_meeting", found.slug, stored.pk)


@require_safe
def calendar(request: PageRequest, slug: str, meeting_id: int) -> HttpResponse:
    """The meeting for one's own calendar, with the remote link."""
    _found, stored = invited_or_404(request, slug, meeting_id)
    response = HttpResponse(meeting_calendar.calendar_entry(stored), content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="kokous-{stored.pk}.ics"'
    return response
