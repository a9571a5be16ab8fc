"""What the views of those who tend a group share."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest
from elo_portal.core.sent_forms import carry_out, render_form
from members import permissions
from members.models import Group, Meeting
from members.queries.groups import groups
from members.queries.groups.meetings import invited


def tended_or_404(request: PageRequest, slug: str) -> Group:
    """The group with all that is its own; what its leaders do there is hidden from others. One query."""
    found = get_object_or_404(groups(), slug=slug)
    if not permissions.can_tend_group(request.viewer, found):
        raise Http404
    return found


def readable_or_404(request: PageRequest, slug: str) -> Group:
    """The group, for those who may read what is its own: whoever sits in it or is a deputy. One query."""
    found = get_object_or_404(groups(), slug=slug)
    if not permissions.can_read_group(request.viewer, found):
        raise Http404
    return found


def meeting_or_404(group: Group, meeting_id: int) -> Meeting:
    """A meeting of this group; the group has been asked about. One query."""
    found: Meeting = get_object_or_404(Meeting, pk=meeting_id, group=group)
    found.group = group
    return found


def invited_or_404(
    request: PageRequest, slug: str, meeting_id: int, meetings: QuerySet[Meeting] | None = None
) -> tuple[Group, Meeting]:
    """A meeting for those of its group, and for whoever sits in it on the day of the meeting. Two or three queries."""
    group = get_object_or_404(groups(), slug=slug)
    stored: Meeting = get_object_or_404(Meeting if meetings is None else meetings, pk=meeting_id, group=group)
    stored.group = group
    if not permissions.can_read_group(request.viewer, group) and request.viewer.person_id not in {
        person.pk for person in invited(stored)
    }:
        raise Http404
    return group, stored


def form_page(
    request: PageRequest,
    group: Group,
    form: BaseForm,
    command: Callable[[], Any],
    *,
    title: str,
    done: str,
    field: str | Mapping[type[DomainError], str] | None = None,
    to: Callable[[Any], HttpResponse] | None = None,
    **context: Any,
) -> HttpResponse:
    """A page with one form: carried out it leads `to` what was made, by default to the group; refused it says why.

    The refusal stands beside `field`.
    """
    if request.method == "POST" and form.is_valid():
        made = carry_out(request, form, command, field=field)
        if made is not None:
            messages.success(request, done)
            return redirect("members:group", group.slug) if to is None else to(made)
    context = {"group": group, "form": form, "title": title} | context
    return render_form(request, "members/groups/form.html", context)
