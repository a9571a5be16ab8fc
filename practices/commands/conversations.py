"""Words about a practice: comments in the network, thanks, questions to the makers alone."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import mails, permissions
from practices.models import Comment, Enquiry, Practice, Thanks
from practices.queries import conversations as queries


class NothingSaid(DomainError):
    message = _("Write something first.")


class NoAnswerToThis(DomainError):
    message = _("The comment that you answer is no longer there.")


class AnsweredAlready(DomainError):
    message = _("Somebody has answered this already.")


class NobodyToAsk(DomainError):
    message = _("Nobody can answer for this practice now. Ask the coordinator of the region.")


@transaction.atomic
def comment(
    *, practice_id: int, text: str, actor: Viewer, now: datetime, answer_to: int | None = None
) -> Comment:
    """Add a comment, or an answer to one; the makers, and whoever is answered, get mail.

    Raises PermissionDenied, NothingSaid, NoAnswerToThis; Practice.DoesNotExist.
    """
    practice = Practice.objects.visible_to(actor).published().get(pk=practice_id)
    if not permissions.can_comment(actor, practice):
        raise PermissionDenied
    words = _words(text)
    answered = None
    if answer_to is not None:
        answered = practice.comments.filter(pk=answer_to, answer_to=None, removed_at=None).first()
        if answered is None:
            raise NoAnswerToThis
    said = Comment.objects.create(
        practice=practice,
        answer_to=answered,
        author_id=actor.person_id,
        organisation_id=queries.organisation_of(actor, today=timezone.localdate(now)),
        language=actor.language,
        text=words,
        at=now,
    )
    audit.record(actor=actor, action="practices.comment", target=said)
    _tell_of_comment(said, practice, now=now)
    return said


@transaction.atomic
def remove_comment(*, comment_id: int, actor: Viewer, now: datetime) -> Comment:
    """Take a comment away; its answers stay. By its author, or by whoever may judge the practice.

    Raises PermissionDenied; Comment.DoesNotExist.
    """
    said = Comment.objects.select_for_update(of=("self",)).select_related("practice").get(pk=comment_id)
    if not permissions.can_remove_comment(actor, said):
        raise PermissionDenied
    if said.removed_at is None:
        said.removed_at, said.removed_by_id = now, actor.person_id
        said.save(update_fields=["removed_at", "removed_by"])
        audit.record(actor=actor, action="practices.remove_comment", target=said)
    return said


@transaction.atomic
def thank(*, practice_id: int, actor: Viewer, now: datetime) -> bool:
    """Thank the makers, or take the thanks back; return whether the actor thanks now.

    Raises PermissionDenied; Practice.DoesNotExist.
    """
    practice = Practice.objects.visible_to(actor).published().get(pk=practice_id)
    if not permissions.can_comment(actor, practice) or permissions.is_maker(actor, practice):
        raise PermissionDenied
    taken_back, _rows = Thanks.objects.filter(practice=practice, person=actor.person_id).delete()
    if taken_back:
        return False
    given = Thanks(practice=practice, person_id=actor.person_id, at=now)
    Thanks.objects.bulk_create([given], ignore_conflicts=True)
    return True


@transaction.atomic
def ask(*, practice_id: int, text: str, actor: Viewer, now: datetime) -> Enquiry:
    """Ask the makers without seeing an address; they get mail with a link to the answer.

    Raises PermissionDenied, NothingSaid, NobodyToAsk; Practice.DoesNotExist.
    """
    practice = Practice.objects.visible_to(actor).published().get(pk=practice_id)
    if not permissions.can_ask(actor, practice):
        raise PermissionDenied
    words = _words(text)
    people = queries.who_answers(practice, today=timezone.localdate(now))
    if not people:
        raise NobodyToAsk
    enquiry = Enquiry.objects.create(practice=practice, sender_id=actor.person_id, text=words, at=now)
    audit.record(actor=actor, action="practices.ask", target=enquiry)
    for person in people:
        mail.queue(
            mails.Asked, to=person, about=enquiry,
            dedupe_key=f"{mails.Asked.name}:{enquiry.pk}:{person.pk}", now=now,
        )  # fmt: skip
    return enquiry


@transaction.atomic
def answer(*, enquiry_id: int, text: str, actor: Viewer, now: datetime) -> Enquiry:
    """Answer a question; whoever asked gets the answer by mail. The first answer counts.

    Raises PermissionDenied, NothingSaid, AnsweredAlready; Enquiry.DoesNotExist.
    """
    enquiry = Enquiry.objects.select_for_update(of=("self",)).select_related("practice").get(pk=enquiry_id)
    if not permissions.can_answer(actor, enquiry):
        raise PermissionDenied
    if enquiry.answered_at is not None:
        raise AnsweredAlready
    enquiry.answer, enquiry.answered_by_id, enquiry.answered_at = _words(text), actor.person_id, now
    enquiry.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(actor=actor, action="practices.answer", target=enquiry)
    mail.queue(
        mails.Answered, to=enquiry.sender, about=enquiry,
        dedupe_key=f"{mails.Answered.name}:{enquiry.pk}", now=now,
    )  # fmt: skip
    return enquiry


def _words(text: str) -> str:
    if not (words := markup.clean(text)):
        raise NothingSaid
    return words


def _tell_of_comment(said: Comment, practice: Practice, *, now: datetime) -> None:
    """To the makers and to whoever is answered, once each, never to its author."""
    for person in queries.who_hears(said, practice):
        mail.queue(
            mails.Commented, to=person, about=said,
            dedupe_key=f"{mails.Commented.name}:{said.pk}:{person.pk}", now=now,
        )  # fmt: skip
