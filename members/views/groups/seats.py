"""The seats of a group, arranged by its leaders."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members.commands.groups import seats as commands
from members.forms.groups.seats import EndSeatForm, NewSeatForm, SeatForm
from members.queries.groups import seats as queries
from members.queries.groups.pages import organisations_near
from members.views.groups.tending import form_page, tended_or_404

TERM = {
    commands.TermEndsBeforeItBegins: "ends_on",
    commands.ChairTaken: "role",
    commands.SitsAlready: "email",
    commands.PersonUnknown: "email",
    commands.HolderNeeded: "organisation",
}


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_seat(request: PageRequest, slug: str) -> HttpResponse:
    """Add a seat: whose it is, in which role, for which term. Who sits there is asked on the next page."""
    found = tended_or_404(request, slug)
    today = timezone.localdate()
    form = NewSeatForm(typed(request), organisations=organisations_near(found), initial={"starts_on": today})
    if request.method == "POST" and form.is_valid():
        added = carry_out(
            request,
            form,
            lambda: commands.add(group_id=found.pk, seat=form.values(), actor=request.viewer),
            field=TERM,
        )
        if added is not None:
            has_ended = added.ends_on is not None and added.ends_on < today
            messages.success(request, _("The seat was added."))
            if added.person_id or has_ended:
                return redirect("members:group", found.slug)
            return redirect("members:group_seat", found.slug, added.pk)
    context = {"group": found, "form": form, "title": _("New seat")}
    return render_form(request, "members/groups/form.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: PageRequest, slug: str, seat_id: int) -> HttpResponse:
    """Who sits there, who stands in, in which role, until when."""
    found = tended_or_404(request, slug)
    now = timezone.now()
    today = timezone.localdate(now)
    stored = get_object_or_404(queries.arrangeable(found, today=today), pk=seat_id)
    people = list(queries.may_sit(stored, today=today))
    form = SeatForm(typed(request), seat=stored, people=people)
    return form_page(
        request,
        found,
        form,
        lambda: commands.arrange(seat_id=stored.pk, holding=form.values(), actor=request.viewer, now=now),
        title=stored.organisation.name if stored.organisation else stored.person.name,  # type: ignore[union-attr]
        done=_("The seat is saved."),
        field={
            commands.TermEndsBeforeItBegins: "ends_on",
            commands.ChairTaken: "role",
            commands.SitsAlready: "person_id",
            commands.NotOfOrganisation: "person_id",
            commands.OwnNameNeedsPerson: "person_id",
            commands.DeputyIsHolder: "deputy_id",
        },
        seat=stored,
        has_nobody=not people and stored.organisation_id is not None,
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def end_seat(request: PageRequest, slug: str, seat_id: int) -> HttpResponse:
    """End a seat with a day."""
    found = tended_or_404(request, slug)
    today = timezone.localdate()
    stored = get_object_or_404(queries.arrangeable(found, today=today), pk=seat_id)
    form = EndSeatForm(typed(request), initial={"last_day": today})
    return form_page(
        request,
        found,
        form,
        lambda: commands.end(
            seat_id=stored.pk, last_day=form.cleaned_data["last_day"], actor=request.viewer, today=today
        ),
        title=_("End the seat"),
        done=_("The seat ends on the day that you chose."),
        field={commands.TermEndsBeforeItBegins: "last_day"},
        lead=stored.organisation.name if stored.organisation else stored.person.name,  # type: ignore[union-attr]
    )
