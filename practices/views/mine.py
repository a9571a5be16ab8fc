"""What the viewer and the colleagues have written."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page
from practices import permissions, queries, translations
from practices.cards import LANGUAGE_NAMES
from practices.models import Practice
from practices.queries import assignments, figures, remarks
from practices.queries.assignments import Holder

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
    """`holder`: who reviews it, while it is in review; `unanswered`: comments that wait for the makers."""

    practice: Practice
    holder: Holder | None
    due_at: datetime | None
    unanswered: int
    outdated: list[tuple[Words, datetime]]  # language versions older than their source, and since when


@dataclass(frozen=True)
class Group:
    heading: Words
    rows: list[Row]


@require_safe
def my_practices(request: PageRequest) -> HttpResponse:
    """By state, the latest changes first."""
    practices = list(queries.mine(viewer=request.viewer))
    assignments.load(practices)
    unanswered = remarks.unanswered_counts([practice.pk for practice in practices])
    rows = [_row(practice, request, unanswered.get(practice.pk, 0)) for practice in practices]
    groups = [
        Group(heading, [row for row in rows if row.practice.status == status])
        for status, heading in HEADINGS.items()
    ]
    published = [practice.pk for practice in practices if practice.status == Status.PUBLISHED]
    counted = figures.of_practices(published, today=timezone.localdate()) if published else {}
    for practice in practices:
        practice.figures = counted.get(practice.pk)  # type: ignore[attr-defined]
    context = {
        "groups": [group for group in groups if group.rows],
        "may_propose": permissions.can_create(request.viewer),
    }
    return render_page(request, "practices/mine.html", context)


def _row(practice: Practice, request: PageRequest, unanswered: int) -> Row:
    is_waiting = practice.status == Status.SUBMITTED
    holder = assignments.holder(practice, viewer=request.viewer) if is_waiting else None
    outdated = [(LANGUAGE_NAMES[code], since) for code, since in translations.outdated(practice).items()]
    return Row(practice, holder, queries.due_at(practice, holder), unanswered, outdated)
