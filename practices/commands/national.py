"""Step 2: propose and start a national review, score it, conclude it, undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.models import Person
from practices import mails, permissions, recommending
from practices.commands import assigning, moving
from practices.models import Assignment, NationalReview, Practice, Score
from practices.queries import reviewers

State, Step, Criterion = Assignment.State, Assignment.Step, Score.Criterion
UNDO_WITHIN = timedelta(days=7)


class AlreadyInReview(DomainError):
    message = _("A national review of this practice is already going on or proposed.")


class TooFewReviewers(DomainError):
    message = _(
        "Two national reviewers from outside the responsible organisation are needed, and there are fewer. "
        "Ask an administrator to grant the role."
    )


class NotScoredYet(DomainError):
    """Raised with `missing`: the criteria without points or without a reason."""

    message = _("Give points and a reason on every criterion.")

    def __init__(self, missing: list[str]) -> None:
        super().__init__()
        self.missing = missing


class TooLateToUndo(DomainError):
    message = _("This decision can no longer be undone.")


class NotGoingOn(DomainError):
    message = _("This national review has ended meanwhile. Nothing was done.")


@dataclass(frozen=True)
class Points:
    """None: not given yet. Without a reason points do not count."""

    points: int | None
    reason: str = ""


@transaction.atomic
def propose(*, practice_id: int, actor: Viewer, now: datetime) -> NationalReview:
    """A judge thinks that the whole country should know it; administrators and reviewers see that it waits.

    Raises PermissionDenied, NotPossibleNow, AlreadyInReview.
    """
    practice = moving.lock(practice_id)
    if not permissions.is_judge(actor, practice):
        raise PermissionDenied
    review = _new(practice, actor=actor, now=now)
    audit.record(actor=actor, action="practices.propose_national_review", target=review)
    return review


@transaction.atomic
def start(*, practice_id: int, actor: Viewer, now: datetime) -> NationalReview:
    """Ask the two least burdened national reviewers; a proposal that waits becomes this review.

    Raises PermissionDenied, NotPossibleNow, AlreadyInReview, TooFewReviewers.
    """
    practice = moving.lock(practice_id)
    if not (actor.is_admin or actor.is_reviewer) or permissions.is_maker(actor, practice):
        raise PermissionDenied
    if len(reviewers.national(practice, now=now)) < recommending.REVIEWERS:
        raise TooFewReviewers
    proposed = practice.national_reviews.filter(ended_at=None, started_at=None).first()
    review = proposed or _new(practice, actor=actor, now=now)
    if practice.status != Practice.Status.PUBLISHED:
        raise moving.NotPossibleNow(practice)
    review.started_by_id, review.started_at = actor.person_id, now
    review.save(update_fields=["started_by", "started_at"])
    audit.record(actor=actor, action="practices.start_national_review", target=review)
    for _number in range(recommending.REVIEWERS):
        assigning.ask(practice, now=now, review=review)
    return review


@transaction.atomic
def score(
    *, assignment_id: int, given: Mapping[str, Points], is_final: bool, actor: Viewer, now: datetime
) -> Assignment:
    """Store the points that have a reason; with `is_final` hand them in. The second to do so concludes it.

    Raises PermissionDenied, NoLongerYours, NotScoredYet; ValueError for an unknown criterion.
    """
    assignment = assigning.lock(assignment_id)
    if assignment.step != Step.NATIONAL or assignment.reviewer_id != actor.person_id:
        raise PermissionDenied
    if not permissions.can_score(actor, assignment):
        raise assigning.NoLongerYours
    if unknown := given.keys() - set(Criterion.values):
        raise ValueError(f"Not a criterion: {', '.join(sorted(unknown))}")
    _store(assignment, given)
    stored = set(assignment.scores.values_list("criterion", flat=True))
    missing = [criterion for criterion in Criterion.values if criterion not in stored]
    if is_final and missing:
        raise NotScoredYet(missing)
    assignment.state = State.DONE if is_final else State.CLAIMED
    assignment.ended_at = now if is_final else None
    assignment.save(update_fields=["state", "ended_at"])
    action = "practices.hand_scores_in" if is_final else "practices.score"
    audit.record(actor=actor, action=action, target=assignment, fields=sorted(given))
    if is_final:
        _conclude_if_complete(assignment, now=now)
    return assignment


@transaction.atomic
def undo_scores(*, assignment_id: int, actor: Viewer, now: datetime) -> Assignment:
    """Take back the points that one handed in within seven days; a result that they gave is undone, too.

    Raises PermissionDenied, TooLateToUndo.
    """
    assignment = assigning.lock(assignment_id)
    if assignment.step != Step.NATIONAL or assignment.reviewer_id != actor.person_id:
        raise PermissionDenied
    if not can_undo_scores(actor, assignment, now=now) or _is_superseded(assignment):
        raise TooLateToUndo
    assignment.state, assignment.ended_at = State.CLAIMED, None
    assignment.save(update_fields=["state", "ended_at"])
    review = _review(assignment)
    if review.ended_at is not None:
        assignment.practice.recommended_at = review.recommended_before
        assignment.practice.save(update_fields=["recommended_at"])
        review.ended_at, review.average, review.is_recommended = None, None, False
        review.save(update_fields=["ended_at", "average", "is_recommended"])
    audit.record(actor=actor, action="practices.undo_scores", target=assignment, fields=["state"])
    return assignment


@transaction.atomic
def call_off(*, review_id: int, actor: Viewer, now: datetime) -> NationalReview:
    """End a proposal or a review without a result; whoever was asked is free.

    By whoever proposed or started it, or an administrator. Raises PermissionDenied, NotGoingOn.
    """
    review = NationalReview.objects.get(pk=review_id)
    practice = moving.lock(review.practice_id)
    review.refresh_from_db()
    if not can_call_off(actor, review, practice):
        raise PermissionDenied
    if review.ended_at is not None:
        raise NotGoingOn
    end_without_result(practice, now=now)
    audit.record(actor=actor, action="practices.call_national_review_off", target=review)
    return review


def end_without_result(practice: Practice, *, now: datetime) -> None:
    """The practice has left the library: its national review has nothing to judge. Two queries."""
    assigning.release(practice, step=Step.NATIONAL, now=now)
    practice.national_reviews.filter(ended_at=None).update(ended_at=now)


def can_undo_scores(actor: Viewer, assignment: Assignment, *, now: datetime) -> bool:
    """Handed in by the actor within seven days. No query."""
    is_own = assignment.reviewer_id == actor.person_id and assignment.state == State.DONE
    return is_own and assignment.ended_at is not None and assignment.ended_at > now - UNDO_WITHIN


def can_call_off(actor: Viewer, review: NationalReview, practice: Practice) -> bool:
    if permissions.is_maker(actor, practice):
        return False
    return actor.is_admin or actor.person_id in {review.proposed_by_id, review.started_by_id}


def _new(practice: Practice, *, actor: Viewer, now: datetime) -> NationalReview:
    if practice.status != Practice.Status.PUBLISHED:
        raise moving.NotPossibleNow(practice)
    if practice.national_reviews.filter(ended_at=None).exists():
        raise AlreadyInReview
    return practice.national_reviews.create(
        proposed_by_id=actor.person_id, proposed_at=now, recommended_before=practice.recommended_at
    )


def _store(assignment: Assignment, given: Mapping[str, Points]) -> None:
    """What is complete is kept; what lost its points or its reason goes."""
    rows = []
    for criterion, one in given.items():
        reason = markup.clean(one.reason)
        if one.points is not None and reason:
            row = Score(assignment=assignment, criterion=criterion, points=one.points, reason=reason)
            rows.append(row)
    assignment.scores.filter(criterion__in=given).delete()
    Score.objects.bulk_create(rows)


def _conclude_if_complete(assignment: Assignment, *, now: datetime) -> None:
    review, practice = _review(assignment), assignment.practice
    done = review.assignments.filter(state=State.DONE)
    if done.count() < recommending.REVIEWERS:
        return
    points = list(Score.objects.filter(assignment__in=done).values_list("points", flat=True))
    review.average, review.is_recommended = recommending.average(points), recommending.is_recommended(points)
    review.ended_at, review.recommended_before = now, practice.recommended_at
    review.save(update_fields=["average", "is_recommended", "ended_at", "recommended_before"])
    practice.recommended_at = now if review.is_recommended else None
    practice.save(update_fields=["recommended_at"])
    fields = ["average", "is_recommended"]
    audit.record(actor=None, action="practices.conclude_national_review", target=review, fields=fields)
    people = {practice.author_id, practice.contact_id, review.proposed_by_id, review.started_by_id} - {None}
    for person in Person.objects.active().filter(pk__in=people).order_by("pk"):
        key = f"{mails.NationalResult.name}:{review.pk}:{person.pk}:{now.isoformat()}"
        mail.queue(mails.NationalResult, to=person, about=review, dedupe_key=key, now=now)


def _is_superseded(assignment: Assignment) -> bool:
    """The review has ended and another has begun since, or the practice has left the library."""
    review = _review(assignment)
    if assignment.practice.status != Practice.Status.PUBLISHED:
        return True
    if review.ended_at is not None and review.average is None:
        return True  # called off
    newer = assignment.practice.national_reviews.filter(pk__gt=review.pk)
    return newer.exists()


def _review(assignment: Assignment) -> NationalReview:
    assert assignment.review is not None, "a national assignment belongs to a national review"  # noqa: S101
    return assignment.review
