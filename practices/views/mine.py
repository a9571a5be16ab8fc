"""What the viewer and the colleagues have written."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page
from practices import permissions, queries
from practices.models import Practice
from practices.queries import figures

Status = Practice.Status

# What waits for the makers stands first.
HEADINGS: dict[str, str | Promise] = {
    Status.RETURNED: _("Returned for additions"),
    Status.DRAFT: _("Drafts"),
    Status.SUBMITTED: _("In review"),
    Status.PUBLISHED: _("Published"),
    Status.WITHDRAWN: _("Withdrawn"),
}


@dataclass(frozen=True)
class Group:
    heading: str | Promise
    practices: list[Practice]


@require_safe
def my_practices(request: PageRequest) -> HttpResponse:
    """By state, the latest changes first."""
    practices = list(queries.mine(viewer=request.viewer))
    groups = [
        Group(heading, [practice for practice in practices if practice.status == status])
        for status, heading in HEADINGS.items()
    ]
    published = [practice.pk for practice in practices if practice.status == Status.PUBLISHED]
    counted = figures.of_practices(published, today=timezone.localdate()) if published else {}
    for practice in practices:
        practice.figures = counted.get(practice.pk)  # type: ignore[attr-defined]
    context = {
        "groups": [group for group in groups if group.practices],
        "may_propose": permissions.can_create(request.viewer),
    }
    return render_page(request, "practices/mine.html", context)
