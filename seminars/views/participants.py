"""Who comes: the page and the list for a spreadsheet."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from elo_portal.core import dates
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from seminars import csv_files, places
from seminars.commands import participants as commands
from seminars.commands import registrations
from seminars.models import Registration
from seminars.views.loading import managed_event

Status = Registration.Status


@require_safe
def participants(request: PageRequest, slug: str) -> HttpResponse:
    """Confirmed, waiting, cancelled. Each look is written in the audit log."""
    event = managed_event(request, slug)
    now = timezone.now()
    rows = commands.read(actor=request.viewer, event=event, purpose="page", now=now)
    context = {
        "event": event,
        "places": places.of_annotated(event),
        "confirmed": [row for row in rows if row.status == Status.CONFIRMED],
        "waiting": [row for row in rows if row.status == Status.WAITING],
        "cancelled": [row for row in rows if row.status == Status.CANCELLED],
        "can_cancel": event.starts_at > now and event.status == event.Status.PUBLISHED,
    }
    return render_page(request, "seminars/participants.html", context)


@require_safe
def participants_file(request: PageRequest, slug: str) -> HttpResponse:
    """The same as CSV."""
    event = managed_event(request, slug)
    rows = commands.read(actor=request.viewer, event=event, purpose="csv", now=timezone.now())
    heading = [_("Last name"), _("First name"), _("E-mail"), _("Organisation"), _("Status"), _("Attendance"),
               _("Registered"), _("Question or wish")]  # fmt: skip
    content = csv_files.table(heading, _cells(rows))
    disposition = f'attachment; filename="{event.slug}.csv"'
    return HttpResponse(
        content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _cells(rows: list[Registration]) -> Iterator[list[str]]:
    for row in rows:
        memberships = row.person.memberships_now  # type: ignore[attr-defined]
        organisations = ", ".join(membership.organisation.name for membership in memberships)
        yield [
            row.person.last_name,
            row.person.first_name,
            row.person.email,
            organisations,
            row.get_status_display(),
            row.get_mode_display(),
            dates.moment(row.registered_at, weekday=False),
            row.note,
        ]


@require_POST
def cancel_participant(request: PageRequest, slug: str, registration_id: int) -> HttpResponse:
    """The organiser cancels for someone who asked so by telephone."""
    event = managed_event(request, slug)
    row = get_object_or_404(event.registrations, pk=registration_id)
    try:
        registrations.cancel(registration_id=row.pk, actor=request.viewer, now=timezone.now())
    except DomainError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("The registration was cancelled, and the person gets a message."))
    return redirect("seminars:participants", slug=slug)
