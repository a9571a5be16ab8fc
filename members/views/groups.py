"""The page of an ELO group."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from members import permissions
from members.queries import groups as queries
from members.queries.plans import clock as clock_queries
from members.queries.plans import plans as plan_queries


@for_visitors
@login_not_required
@require_safe
def group(request: PageRequest, slug: str) -> HttpResponse:
    """A group: what it is for, where, and who sits in it."""
    found = get_object_or_404(queries.groups(), slug=slug)
    context = {
        "group": found,
        "page": queries.with_seats([found], today=timezone.localdate())[0],
        "plan": plan_queries.of_group(found, today=timezone.localdate()),
        "clock": clock_queries.clock(
            found, timezone.localdate().year, viewer=request.viewer, now=timezone.now()
        ),
        "tends": permissions.can_tend_group(request.viewer, found),
    }
    return render_page(request, "members/groups/group.html", context)
