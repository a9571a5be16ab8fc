"""Who reviews: ask, take on, decline, pass on. Deciding lies in `review` and `national`."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.models import Person
from practices import mails, permissions
from practices.commands import moving
from practices.models import Assignment, NationalReview, Practice
from practices.queries import REVIEWED_WITHIN, reviewers

State, Step = Assignment.State, Assignment.Step
MOST_MAILS = 3  # of what came together; more are told of in one
AT_LEAST = timedelta(days=7)  # whoever steps in has a week, however late it is


class TakenAlready(DomainError):
    message = _("%(name)s has already taken this on. Nothing was changed.")


class NoLongerYours(DomainError):
    message = _("This review does not wait for you any more: somebody else has it, or it has been decided.")


class ReasonNeeded(DomainError):
    message = _("Write why you decline: the next reviewer needs to know.")


def ask(
    practice: Practice,
    *,
    now: datetime,
    review: NationalReview | None = None,
    instead_of: Assignment | None = None,
    without: Collection[int] = (),
    tells: bool = True,
) -> Assignment | None:
    """Ask the nearest, least burdened reviewer who has not been asked for this yet; they get mail.

    A submission that comes again goes to whoever reviewed it before, if still among them. Inside the transaction of a
    locked practice. None, and nothing done, where there is nobody. Who asks for many says so afterwards with
    `tell_of_many`, and here that it `tells` nothing.
    """
    step = Step.NATIONAL if review else Step.REGIONAL
    asked = {*_asked(practice, review), *without}
    people = reviewers.candidates(practice, step=step, now=now, without=asked)
    if not people:
        return None
    known = _who_reviewed_it_before(practice) if step == Step.REGIONAL else None
    person = next((one for one in people if one.pk == known), people[0])
    assignment = Assignment.objects.create(
        practice=practice,
        step=step,
        review=review,
        reviewer=person,
        asked_at=now,
        due_at=_due(instead_of, now),
        instead_of=instead_of,
    )
    audit.record(actor=None, action="practices.ask_to_review", target=assignment)
    if tells:
        _tell(assignment, now=now)
    return assignment


def ask_for_submission(practice: Practice, *, now: datetime, tells: bool = True) -> Assignment | None:
    """As `ask`, unless somebody has been asked already: a second call does nothing."""
    there = practice.assignments.open().filter(step=Step.REGIONAL).first()
    return there or ask(practice, now=now, tells=tells)


def tell_of_many(assignments: Iterable[Assignment], *, now: datetime) -> None:
    """Tell the reviewers of submissions that came together at `now`: each, or all of one reviewer's in one mail."""
    by_reviewer: dict[int, list[Assignment]] = {}
    for one in assignments:
        by_reviewer.setdefault(one.reviewer_id, []).append(one)
    for pk, theirs in by_reviewer.items():
        if len(theirs) <= MOST_MAILS:
            for one in theirs:
                _tell(one, now=now)
        else:
            key = f"{mails.ManySubmitted.name}:{pk}:{now.isoformat()}"
            mail.queue(
                mails.ManySubmitted,
                to=theirs[0].reviewer,
                about=theirs[0].reviewer,
                dedupe_key=key,
                params={"asked_at": now.isoformat()},
                now=now,
            )


@transaction.atomic
def claim(*, practice_id: int, actor: Viewer, now: datetime) -> Assignment:
    """Take a submission on: one's own, or in place of somebody who has been asked and not begun.

    Of two at once one gets it, the other is told. Raises PermissionDenied, NotPossibleNow, TakenAlready.
    """
    practice = moving.lock(practice_id)
    if not permissions.is_judge(actor, practice):
        raise PermissionDenied
    if practice.status != Practice.Status.SUBMITTED:
        raise moving.NotPossibleNow(practice)
    current = practice.assignments.open().filter(step=Step.REGIONAL).select_related("reviewer").first()
    if current and current.state == State.CLAIMED and current.reviewer_id != actor.person_id:
        raise TakenAlready(name=current.reviewer.name)
    return take(practice, actor=actor, now=now)


def take(practice: Practice, *, actor: Viewer, now: datetime) -> Assignment:
    """The submission is the actor's from now on, inside the transaction of a locked practice."""
    current = practice.assignments.open().filter(step=Step.REGIONAL).first()
    if current and current.reviewer_id == actor.person_id:
        current.state = State.CLAIMED
        current.save(update_fields=["state"])
    else:
        if current:
            _end(current, State.RELEASED, now=now)
        current = Assignment.objects.create(
            practice=practice,
            step=Step.REGIONAL,
            reviewer_id=actor.person_id,
            state=State.CLAIMED,
            asked_at=now,
            due_at=current.due_at if current else _due(None, now),
            instead_of=current,
        )
    audit.record(actor=actor, action="practices.claim_review", target=current)
    return current


@transaction.atomic
def decline(
    *, assignment_id: int, reason: str, has_conflict: bool, actor: Viewer, now: datetime
) -> Assignment | None:
    """Say no, with the reason; the next one is asked and reads it. Who has a conflict never decides on it.

    Raises PermissionDenied, NoLongerYours, ReasonNeeded; Assignment.DoesNotExist.
    """
    assignment = lock(assignment_id)
    if assignment.reviewer_id != actor.person_id:
        raise PermissionDenied
    if not assignment.is_open:
        raise NoLongerYours
    assignment.decline_reason = markup.clean(reason)
    if not assignment.decline_reason:
        raise ReasonNeeded
    assignment.has_conflict = has_conflict
    _end(assignment, State.DECLINED, now=now)
    fields = ["has_conflict", "state"] if has_conflict else ["state"]
    audit.record(actor=actor, action="practices.decline_review", target=assignment, fields=fields)
    return ask(assignment.practice, now=now, review=assignment.review, instead_of=assignment)


def pass_on(assignment: Assignment, *, now: datetime) -> Assignment | None:
    """Ask the next one in place of somebody who is late or may no longer; both get mail.

    Inside the transaction of a locked practice. None, and nothing changes, where there is nobody.
    """
    state = assignment.state
    _end(assignment, State.RELEASED, now=now)
    successor = ask(assignment.practice, now=now, review=assignment.review, instead_of=assignment)
    if successor is None:
        assignment.state, assignment.ended_at = state, None
        assignment.save(update_fields=["state", "ended_at"])
        return None
    audit.record(actor=None, action="practices.pass_review_on", target=assignment, fields=["state"])
    mail.queue(
        mails.PassedOn,
        to=assignment.reviewer,
        about=assignment,
        dedupe_key=f"{mails.PassedOn.name}:{assignment.pk}",
        now=now,
    )
    return successor


def close(practice: Practice, *, actor: Viewer, now: datetime) -> None:
    """It was decided or taken back: what the actor had is done, what others had is released. Two queries."""
    mine = practice.assignments.open().filter(step=Step.REGIONAL, reviewer=actor.person_id)
    mine.update(state=State.DONE, ended_at=now)
    release(practice, step=Step.REGIONAL, now=now)


def release(practice: Practice, *, step: int, now: datetime) -> None:
    """Nobody is asked for this step any more. One query."""
    practice.assignments.open().filter(step=step).update(state=State.RELEASED, ended_at=now)


def lock(assignment_id: int) -> Assignment:
    """The assignment, read after its practice was locked. Raises Assignment.DoesNotExist. Three queries."""
    found = Assignment.objects.only("practice").get(pk=assignment_id)
    practice = moving.lock(found.practice_id)
    assignment = Assignment.objects.select_related("review", "reviewer").get(pk=assignment_id)
    assignment.practice = practice
    return assignment


def _asked(practice: Practice, review: NationalReview | None) -> list[int]:
    """Who has been asked for this submission, or for this national review."""
    asked = practice.assignments.filter(review=review, step=Step.NATIONAL if review else Step.REGIONAL)
    if review is None and practice.submitted_at is not None:
        asked = asked.filter(asked_at__gte=practice.submitted_at)
    return list(asked.values_list("reviewer_id", flat=True))


def _who_reviewed_it_before(practice: Practice) -> int | None:
    """Whoever returned it goes on with it."""
    done = practice.assignments.filter(step=Step.REGIONAL, state=State.DONE).order_by("-ended_at")
    return done.values_list("reviewer_id", flat=True).first()


def _due(instead_of: Assignment | None, now: datetime) -> datetime:
    return max(instead_of.due_at, now + AT_LEAST) if instead_of else now + REVIEWED_WITHIN


def _end(assignment: Assignment, state: str, *, now: datetime) -> None:
    assignment.state, assignment.ended_at = state, now
    assignment.save(update_fields=["state", "ended_at", "decline_reason", "has_conflict"])


def _tell(assignment: Assignment, *, now: datetime) -> None:
    person: Person = assignment.reviewer
    if assignment.step == Step.NATIONAL:
        kind: type[mails.AboutAssignment] = mails.AskedToScore
    elif assignment.instead_of_id:
        kind = mails.AskedInstead
    else:
        key = f"{mails.PracticeSubmitted.name}:{assignment.pk}"
        mail.queue(mails.PracticeSubmitted, to=person, about=assignment.practice, dedupe_key=key, now=now)
        return
    mail.queue(kind, to=person, about=assignment, dedupe_key=f"{kind.name}:{assignment.pk}", now=now)
