"""Asking whether a practice still holds, and what comes of the answer or of none."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from elo_portal.core import audit, mail
from elo_portal.core.viewers import NOBODY, Viewer
from practices import freshness, indexing, mails, permissions
from practices.commands import moving
from practices.freshness import Stage
from practices.models import Practice
from practices.queries import answering
from practices.queries import freshness as queries

Status = Practice.Status


def keep_fresh(*, now: datetime) -> int:
    """Ask, remind, flag and archive whatever is due; return how many practices. Bears being run twice.

    Each practice stands for itself: one that fails does not hold up those before it.
    """
    archived = _each(queries.due_to_archive(now=now), archive, now=now)
    reminded = _each(queries.waiting_for_an_answer(), remind, now=now)
    return archived + reminded + _each(queries.due_to_ask(now=now), ask, now=now)


def _each(practices: QuerySet[Practice], run: Callable[..., bool], *, now: datetime) -> int:
    ids = list(practices.values_list("pk", flat=True))
    return sum(run(practice_id=pk, now=now) for pk in ids)


@transaction.atomic
def ask(*, practice_id: int, now: datetime) -> bool:
    """Ask whoever answers for it whether it still holds. False where nothing was due any more."""
    practice = moving.lock(practice_id)
    since = practice.valid_since
    if practice.status != Status.PUBLISHED or practice.asked_at or since is None:
        return False
    if not freshness.is_due(since, now=now):
        return False
    practice.asked_at = now
    practice.save(update_fields=["asked_at"])
    audit.record(actor=None, action="practices.ask_if_valid", target=practice, fields=["asked_at"])
    _mail(practice, Stage.CONTACT, now=now)
    return True


@transaction.atomic
def remind(*, practice_id: int, now: datetime) -> bool:
    """Ask the next circle when its day has come; with the last one the practice is flagged for readers.

    False where this had been done before.
    """
    practice = moving.lock(practice_id)
    if practice.status != Status.PUBLISHED or practice.asked_at is None:
        return False
    stage = freshness.stage(practice.asked_at, now=now)
    if stage == Stage.CONTACT or practice.is_flagged:
        return False
    if stage == Stage.REGION:
        practice.flagged_at = now
        practice.save(update_fields=["flagged_at"])
        indexing.put(practice)
        audit.record(actor=None, action="practices.flag", target=practice, fields=["flagged_at"])
    _mail(practice, stage, now=now)
    return stage == Stage.REGION


@transaction.atomic
def archive(*, practice_id: int, now: datetime) -> bool:
    """Out of lists and of the search; its page stays, with a note. False where an answer has come meanwhile."""
    practice = moving.lock(practice_id)
    asked_at = practice.asked_at
    if practice.status != Status.PUBLISHED or asked_at is None or now < freshness.archives_at(asked_at):
        return False
    transition = moving.move(practice, Status.ARCHIVED, actor=NOBODY, action="practices.archive", now=now)
    indexing.remove(practice)
    told = {
        *answering.makers_to_tell(practice),
        *answering.whom_to_ask(practice, Stage.ORGANISATION, now=now),
    }
    for person in sorted(told, key=lambda one: one.pk):
        mail.queue(
            mails.PracticeArchived,
            to=person,
            about=transition,
            dedupe_key=f"{mails.PracticeArchived.name}:{transition.pk}:{person.pk}",
            now=now,
        )
    return True


@transaction.atomic
def confirm(*, practice_id: int, actor: Viewer, now: datetime) -> Practice:
    """It still holds: nobody is asked for a year. Raises PermissionDenied, NotPossibleNow."""
    practice = _for_answer(practice_id, actor)
    if practice.status != Status.PUBLISHED:
        raise moving.NotPossibleNow(practice)
    was_flagged = practice.is_flagged
    practice.confirmed_at, practice.asked_at, practice.flagged_at = now, None, None
    practice.save(update_fields=["confirmed_at", "asked_at", "flagged_at"])
    if was_flagged:
        indexing.put(practice)
    audit.record(actor=actor, action="practices.confirm", target=practice, fields=["confirmed_at"])
    return practice


@transaction.atomic
def renew(*, practice_id: int, actor: Viewer, now: datetime) -> Practice:
    """An archived practice holds after all: back into the library and the search at once.

    Raises PermissionDenied, NotPossibleNow.
    """
    practice = _for_answer(practice_id, actor)
    if practice.status != Status.ARCHIVED:
        raise moving.NotPossibleNow(practice)
    practice.confirmed_at = now
    moving.move(practice, Status.PUBLISHED, actor=actor, action="practices.renew", now=now)
    indexing.put(practice)
    return practice


def _for_answer(practice_id: int, actor: Viewer) -> Practice:
    practice = moving.lock(practice_id)
    if not (permissions.is_maker(actor, practice) or permissions.is_judge(actor, practice)):
        raise PermissionDenied
    return practice


def _mail(practice: Practice, stage: Stage, *, now: datetime) -> None:
    """Once a stage of one question: a second call queues nothing new."""
    assert practice.asked_at is not None, "nobody has asked"  # noqa: S101
    for person in answering.whom_to_ask(practice, stage, now=now):
        mail.queue(
            mails.StillValid,
            to=person,
            about=practice,
            dedupe_key=f"{mails.StillValid.name}:{practice.pk}:{practice.asked_at.isoformat()}:{stage}:{person.pk}",
            now=now,
            params={"stage": int(stage)},
        )
