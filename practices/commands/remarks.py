"""A reviewer's words on one field, the makers' answer, and that it is settled."""

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
from practices.fields import PRACTICE_FIELDS, TEXT_FIELDS
from practices.models import Practice, Remark

COLLECT = timedelta(hours=1)  # one mail for what is written within the hour


class WordsNeeded(DomainError):
    message = _("Write something first.")


class Settled(DomainError):
    message = _("This comment has been settled. Nothing was changed.")


class AnsweredAlready(DomainError):
    message = _("The makers have answered this comment, so it stays.")


@transaction.atomic
def remark(*, practice_id: int, field: str, text: str, actor: Viewer, now: datetime) -> Remark:
    """Comment on a field ("" = the whole); the makers get one mail for what is written within the hour.

    Raises PermissionDenied, NotPossibleNow, WordsNeeded; ValueError for an unknown field.
    """
    practice = moving.lock(practice_id)
    if not (permissions.is_judge(actor, practice) or permissions.is_scorer(actor, practice)):
        raise PermissionDenied
    if not permissions.can_remark(actor, practice):
        raise moving.NotPossibleNow(practice)
    if field and field not in TEXT_FIELDS | PRACTICE_FIELDS:
        raise ValueError(f"Not a field of a practice: {field}")
    made = practice.remarks.create(field=field, text=_words(text), author_id=actor.person_id, at=now)
    audit.record(actor=actor, action="practices.remark", target=made, purpose=field)
    makers = Person.objects.active().filter(pk__in={practice.author_id, practice.contact_id} - {None})
    for person in makers:
        _queue_hourly(mails.Remarked, practice, person, now=now)
    return made


@transaction.atomic
def answer(*, remark_id: int, text: str, actor: Viewer, now: datetime) -> Remark:
    """The makers' answer; it may be changed until the remark is settled. Its author gets mail.

    Raises PermissionDenied, Settled, WordsNeeded; Remark.DoesNotExist.
    """
    found = _locked(remark_id)
    if not permissions.is_maker(actor, found.practice):
        raise PermissionDenied
    if found.settled_at is not None:
        raise Settled
    found.answer, found.answered_by_id, found.answered_at = _words(text), actor.person_id, now
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(actor=actor, action="practices.answer_remark", target=found, fields=["answer"])
    author = Person.objects.active().filter(pk=found.author_id).first()
    if author is not None:
        _queue_hourly(mails.RemarkAnswered, found.practice, author, now=now)
    return found


@transaction.atomic
def settle(*, remark_id: int, actor: Viewer, now: datetime) -> Remark:
    """Whoever reviews is content with it. A second call changes nothing. Raises PermissionDenied."""
    found = _locked(remark_id)
    if not _may_settle(actor, found):
        raise PermissionDenied
    if found.settled_at is None:
        found.settled_at = now
        found.save(update_fields=["settled_at"])
        audit.record(actor=actor, action="practices.settle_remark", target=found, fields=["settled_at"])
    return found


@transaction.atomic
def take_back(*, remark_id: int, actor: Viewer) -> None:
    """Remove one's own remark that nobody has answered. Raises PermissionDenied, AnsweredAlready."""
    found = _locked(remark_id)
    if found.author_id != actor.person_id:
        raise PermissionDenied
    if found.answer:
        raise AnsweredAlready
    audit.record(actor=actor, action="practices.take_remark_back", target=found)
    found.delete()


def _may_settle(actor: Viewer, found: Remark) -> bool:
    practice = found.practice
    return permissions.is_judge(actor, practice) or permissions.is_scorer(actor, practice)


def _locked(remark_id: int) -> Remark:
    return Remark.objects.select_for_update(of=("self",)).select_related("practice").get(pk=remark_id)


def _words(text: str) -> str:
    words = markup.clean(text)
    if not words:
        raise WordsNeeded
    return words


def _queue_hourly(
    kind: type[mails.AboutRemarks], practice: Practice, person: Person, *, now: datetime
) -> None:
    hour = now.strftime("%Y-%m-%dT%H")
    key = f"{kind.name}:{practice.pk}:{person.pk}:{hour}"
    mail.queue(kind, to=person, about=practice, dedupe_key=key, now=now, not_before=now + COLLECT)
