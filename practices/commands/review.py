"""Deciding: publish, return for additions, withdraw, undo a decision."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import mail, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import completeness, indexing, mails, permissions
from practices.commands import assigning, moving, national, versions
from practices.commands.submission import Incomplete
from practices.models import Practice, Transition, Version
from practices.queries import answering, audiences
from practices.queries.audiences import Audience
from practices.states import UNDONE

Status = Practice.Status
UNDO_WITHIN = timedelta(days=7)


class WordsNeeded(DomainError):
    message = _("Write why: the makers need to know what to do next.")


class WouldWiden(DomainError):
    message = _("A reviewer can show it to fewer people than its makers chose, never to more.")


class SubmittedAgain(DomainError):
    message = _(
        "The makers have taken it back and submitted it again while you were reading. Read the new version "
        "first; your words are still here."
    )


class TooLateToUndo(DomainError):
    message = _("This decision can no longer be undone.")


@transaction.atomic
def return_for_additions(
    *, practice_id: int, comment: str, actor: Viewer, now: datetime, seen: datetime | None = None
) -> Practice:
    """Back to its makers, with words that say what to add; they get mail. `seen`: which submission was read.

    Raises PermissionDenied, NotPossibleNow, SubmittedAgain, WordsNeeded.
    """
    practice, words = _for_decision(practice_id, actor, seen), markup.clean(comment)
    if not words:
        raise WordsNeeded
    transition = moving.move(
        practice, Status.RETURNED, actor=actor, action="practices.return", now=now, comment=words
    )
    assigning.close(practice, actor=actor, now=now)
    _tell_makers(mails.PracticeReturned, practice, transition, now=now)
    return practice


@transaction.atomic
def publish(
    *,
    practice_id: int,
    actor: Viewer,
    now: datetime,
    comment: str = "",
    audience: Audience | None = None,
    seen: datetime | None = None,
) -> Practice:
    """Into the library, for those whom the author chose, and into the search at once; the makers get mail.

    `audience` may be narrower than the author's choice; `seen` says which submission was read.
    Raises PermissionDenied, NotPossibleNow, SubmittedAgain, WouldWiden, Incomplete.
    """
    practice = _for_decision(practice_id, actor, seen)
    if audience is not None:
        _narrow(practice, audience)
    if missing := completeness.missing(practice, moving.source_text(practice)):
        raise Incomplete(missing)
    if practice.published_at is not None:
        practice.version += 1
        practice.recommended_at = None  # the mark was given to what it said before
    practice.published_at = now
    transition = moving.move(
        practice,
        Status.PUBLISHED,
        actor=actor,
        action="practices.publish",
        now=now,
        comment=markup.clean(comment),
    )
    indexing.put(practice)
    versions.snapshot(practice, reason=Version.Reason.PUBLISHED, actor=actor, now=now)
    assigning.close(practice, actor=actor, now=now)
    _tell_makers(mails.PracticePublished, practice, transition, now=now)
    return practice


@transaction.atomic
def withdraw(*, practice_id: int, reason: str, actor: Viewer, now: datetime) -> Practice:
    """Out of the library and of the search at once, by a reviewer or a maker; the makers get mail.

    Raises PermissionDenied, NotPossibleNow, WordsNeeded.
    """
    practice, words = moving.lock(practice_id), markup.clean(reason)
    if not _may_decide(actor, practice):
        raise PermissionDenied
    if practice.status != Status.PUBLISHED:
        raise moving.NotPossibleNow(practice)
    if not words:
        raise WordsNeeded
    transition = moving.move(
        practice, Status.WITHDRAWN, actor=actor, action="practices.withdraw", now=now, comment=words
    )
    indexing.remove(practice)
    national.end_without_result(practice, now=now)
    _tell_makers(mails.PracticeWithdrawn, practice, transition, now=now)
    return practice


@transaction.atomic
def undo(*, practice_id: int, actor: Viewer, now: datetime) -> Practice:
    """Take back one's own last decision within seven days, if nothing has happened since.

    A return and a publication lead back to review, where it is the actor's; a withdrawal back to the library.
    Raises PermissionDenied, TooLateToUndo.
    """
    practice = moving.lock(practice_id)
    decision = practice.transitions.order_by("at", "pk").last()
    has_decided = practice.transitions.filter(actor=actor.person_id).exists()
    if decision is None or not has_decided or not _may_decide(actor, practice):
        raise PermissionDenied
    if not can_undo(actor, practice, decision, now=now):
        raise TooLateToUndo
    to = UNDONE[decision.from_status, decision.to_status]
    moving.move(practice, to, actor=actor, action="practices.undo", now=now)
    if to == Status.PUBLISHED:
        indexing.put(practice)
    else:
        indexing.remove(practice)
        national.end_without_result(practice, now=now)
        assigning.take(practice, actor=actor, now=now)
    return practice


def can_undo(actor: Viewer, practice: Practice, decision: Transition, *, now: datetime) -> bool:
    """Whether it is the actor's own decision of the last seven days and nobody has written since. No query."""
    if decision.actor_id != actor.person_id or not _may_decide(actor, practice):
        return False
    if (decision.from_status, decision.to_status) not in UNDONE or decision.to_status != practice.status:
        return False
    return decision.at > now - UNDO_WITHIN and practice.updated_at <= decision.at


def _may_decide(actor: Viewer, practice: Practice) -> bool:
    return permissions.is_judge(actor, practice) or permissions.is_maker(actor, practice)


def _for_decision(practice_id: int, actor: Viewer, seen: datetime | None) -> Practice:
    practice = moving.lock(practice_id)
    if not permissions.is_judge(actor, practice):
        raise PermissionDenied
    if practice.status != Status.SUBMITTED:
        raise moving.NotPossibleNow(practice)
    if seen is not None and practice.submitted_at != seen:
        raise SubmittedAgain
    return practice


def _narrow(practice: Practice, audience: Audience) -> None:
    allowed = {(one.visibility, one.group_id) for one in audiences.narrower(practice)}
    if (audience.visibility, audience.group_id) not in allowed:
        raise WouldWiden
    practice.visibility, practice.group_id = audience.visibility, audience.group_id


def _tell_makers(
    kind: type[mails.AboutTransition], practice: Practice, transition: Transition, *, now: datetime
) -> None:
    for person in answering.makers_to_tell(practice).exclude(pk=transition.actor_id):
        mail.queue(
            kind,
            to=person,
            about=transition,
            dedupe_key=f"{kind.name}:{transition.pk}:{person.pk}",
            now=now,
        )
