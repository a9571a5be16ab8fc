"""What the viewer and the colleagues have written."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page
from practices import permissions, queries, translations
from practices.cards import LANGUAGE_NAMES
from practices.models import Practice

Status = Practice.Status
Words = str | Promise

# What waits for the makers stands first.
HEADINGS: dict[str, Words] = {
    Status.RETURNED: _("Returned for additions"),
    Status.DRAFT: _("Drafts"),
    Status.SUBMITTED: _("In review"),
    Status.PUBLISHED: _("Published"),
    Status.ARCHIVED: _("Archived"),
    Status.WITHDRAWN: _("Withdrawn"),
}


@dataclass(frozen=True)
class Row:
    practice: Practice
    outdated: list[tuple[Words, datetime]]  # language versions older than their source, and since when


@dataclass(frozen=True)
class Group:
    heading: Words
    rows: list[Row]


@require_safe
def my_practices(request: PageRequest) -> HttpResponse:
    """By state, the latest changes first."""
    rows = [_row(practice) for practice in queries.mine(viewer=request.viewer)]
    groups = [
        Group(heading, [row for row in rows if row.practice.status == status])
        for status, heading in HEADINGS.items()
    ]
    context = {
        "groups": [group for group in groups if group.rows],
        "may_propose": permissions.can_create(request.viewer),
    }
    return render_page(request, "practices/mine.html", context)


def _row(practice: Practice) -> Row:
    outdated = translations.outdated(practice)
    return Row(practice, [(LANGUAGE_NAMES[code], since) for code, since in outdated.items()])
