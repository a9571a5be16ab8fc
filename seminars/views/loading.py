"""How the views find an event: whoever may not see it learns nothing of it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from elo_portal.core.http import PageRequest
from seminars import permissions, queries
from seminars.models import Event


def visible_event(request: PageRequest, slug: str) -> Event:
    """An event that the viewer may not see does not exist for them. One query."""
    seen = Event.objects.visible_to(request.viewer)
    return get_object_or_404(queries.for_detail(seen, viewer=request.viewer), slug=slug)


def managed_event(request: PageRequest, slug: str) -> Event:
    """For those who arrange it. Raises PermissionDenied for an event that the viewer only sees."""
    event = visible_event(request, slug)
    if not permissions.can_edit(request.viewer, event):
        raise PermissionDenied
    return event
