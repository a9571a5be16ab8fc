"""The programme of an event, row by row."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from seminars import queries
from seminars.commands import programme as commands
from seminars.forms.programme import ProgrammeItemForm
from seminars.models import Event, ProgrammeItem
from seminars.views.loading import managed_event


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: PageRequest, slug: str) -> HttpResponse:
    """All rows, and the form of a new one."""
    return _page(request, managed_event(request, slug), item=None)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: PageRequest, slug: str, item_id: int) -> HttpResponse:
    """The same page with one row in the form."""
    event = managed_event(request, slug)
    return _page(
        request, event, item=get_object_or_404(event.programme.select_related("practice"), pk=item_id)
    )


def _page(request: PageRequest, event: Event, *, item: ProgrammeItem | None) -> HttpResponse:
    form = ProgrammeItemForm(typed(request), event=event, viewer=request.viewer, item=item)
    if request.method == "POST" and form.is_valid():
        saved = carry_out(request, form, lambda: _save(request, event, form, item=item))
        if saved is not None:
            messages.success(request, _("The programme was saved."))
            return redirect("seminars:programme", slug=event.slug)
    context = {
        "event": event,
        "form": form,
        "item": item,
        "days": queries.programme(event, viewer=request.viewer),
        "event_days": queries.days_of(event),
    }
    return render_form(request, "seminars/programme.html", context)


def _save(
    request: PageRequest, event: Event, form: ProgrammeItemForm, *, item: ProgrammeItem | None
) -> ProgrammeItem:
    now = timezone.now()
    if item is None:
        return commands.add(actor=request.viewer, event_id=event.pk, values=form.values(), now=now)
    return commands.change(actor=request.viewer, item_id=item.pk, values=form.values(), now=now)


@require_POST
def remove_item(request: PageRequest, slug: str, item_id: int) -> HttpResponse:
    """Take a row away."""
    event = managed_event(request, slug)
    row = get_object_or_404(event.programme, pk=item_id)
    try:
        commands.remove(actor=request.viewer, item_id=row.pk, now=timezone.now())
    except DomainError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("The row was removed from the programme."))
    return redirect("seminars:programme", slug=slug)
