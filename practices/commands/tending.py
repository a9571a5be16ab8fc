"""The hourly round over reviews: everybody asked, reminded, and passed on when it is late."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from elo_portal.core import mail, viewers
from elo_portal.core.mail.ledger import row_for
from practices import mails, permissions, recommending
from practices.commands import assigning, moving
from practices.models import Assignment, NationalReview, Practice

Step = Assignment.Step
BEFORE = timedelta(days=7)
LATE = timedelta(days=1)
PASSED_ON_AFTER = timedelta(days=7)  # after the due day


def tend(*, now: datetime) -> int:
    """Ask where nobody is asked, pass on what is late, remind; return how many mails and changes.

    Bears being run twice: nothing is asked, passed on or mailed again. One query for each of the three, and
    at most ten for each assignment that changes or whose reviewer is looked up.
    """
    return fill(now=now) + hand_over(now=now) + remind(now=now)


def fill(*, now: datetime) -> int:
    """Ask somebody for each submission and each national review that has too few reviewers."""
    asked = Assignment.objects.open().filter(step=Step.REGIONAL)
    waiting = Practice.objects.submitted().exclude(pk__in=asked.values("practice_id"))
    done = sum(_ask_for(practice_id, now=now) for practice_id in waiting.values_list("pk", flat=True))
    going_on = NationalReview.objects.filter(started_at__isnull=False, ended_at=None)
    return done + sum(_ask_to_score(review, now=now) for review in going_on.order_by("pk"))


def hand_over(*, now: datetime) -> int:
    """Pass on what is a week late, and what its reviewer may no longer do (the role has ended)."""
    open_ones = Assignment.objects.open().order_by("pk")
    return sum(_pass_on_if_needed(pk, now=now) for pk in open_ones.values_list("pk", flat=True))


@transaction.atomic
def remind(*, now: datetime) -> int:
    """A week before, on the due day and once late; each once. Two queries."""
    today = timezone.localdate(now)
    soon = Assignment.objects.open().filter(due_at__lt=now + BEFORE + timedelta(days=1))
    rows = [
        row_for(
            mails.ReviewReminder,
            to=assignment.reviewer,
            about=assignment,
            dedupe_key=f"{mails.ReviewReminder.name}:{assignment.pk}:{when}",
            now=now,
            params={"when": when},
        )
        for assignment in soon.select_related("reviewer").order_by("pk")
        if (when := stage(assignment, now=now, today=today))
    ]
    mail.queue_many(rows)
    return len(rows)


def stage(assignment: Assignment, *, now: datetime, today: object) -> str:
    """Which reminder's time has come: "late", "day", "week" or none. Whoever has only a week gets no "week"."""
    if now >= assignment.due_at + LATE:
        return "late"
    if timezone.localdate(assignment.due_at) == today:
        return "day"
    has_long = assignment.due_at - assignment.asked_at > BEFORE
    return "week" if has_long and assignment.due_at - BEFORE <= now < assignment.due_at else ""


@transaction.atomic
def _ask_for(practice_id: int, *, now: datetime) -> int:
    practice = moving.lock(practice_id)
    if practice.status != Practice.Status.SUBMITTED:
        return 0
    return int(assigning.ask_for_submission(practice, now=now) is not None)


@transaction.atomic
def _ask_to_score(review: NationalReview, *, now: datetime) -> int:
    practice = moving.lock(review.practice_id)
    there = review.assignments.exclude(
        state__in=[Assignment.State.DECLINED, Assignment.State.RELEASED]
    ).count()
    asked = 0
    while there + asked < recommending.REVIEWERS and assigning.ask(practice, now=now, review=review):
        asked += 1
    return asked


@transaction.atomic
def _pass_on_if_needed(assignment_id: int, *, now: datetime) -> int:
    assignment = assigning.lock(assignment_id)
    if not assignment.is_open:
        return 0
    is_late = now >= assignment.due_at + PASSED_ON_AFTER
    if not is_late and _may_still(assignment, now=now):
        return 0
    return int(assigning.pass_on(assignment, now=now) is not None)


def _may_still(assignment: Assignment, *, now: datetime) -> bool:
    viewer = viewers.of_person(assignment.reviewer_id, now=now)
    if assignment.step == Step.NATIONAL:
        return permissions.can_score(viewer, assignment)
    return permissions.is_judge(viewer, assignment.practice)
