"""The administrators' start page."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page
from members.queries.invitations import open_invitation_count
from members.queries.people import counts
from members.views.access import admins_only


@admins_only
@require_safe
def start(request: PageRequest) -> HttpResponse:
    """Where things stand, and where they are tended."""
    waiting = open_invitation_count(now=timezone.now())
    return render_page(request, "members/administration.html", {"counts": counts(open_invitations=waiting)})
