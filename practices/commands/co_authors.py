"""Those who wrote a practice together with its author: named, and with the rights of makers."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import mails, permissions
from practices.commands import moving
from practices.models import Practice
from practices.queries import co_authors as queries

MOST = 20


class NotOfTheMakers(DomainError):
    message = _("A co-author must belong to the responsible organisation or to one of its partners.")


class TooMany(DomainError):
    message = _("Twenty co-authors at most can be named.")


@transaction.atomic
def add(*, practice_id: int, person_id: int, actor: Viewer, now: datetime) -> Practice:
    """Name a person of the owner or a partner organisation as an author; they get mail. Twice is once.

    Raises PermissionDenied, NotOfTheMakers, TooMany.
    """
    practice = _for_makers(practice_id, actor)
    person = queries.candidates(practice, today=timezone.localdate(now)).filter(pk=person_id).first()
    if person is None:
        raise NotOfTheMakers
    if practice.co_authors.filter(pk=person_id).exists():
        return practice
    if practice.co_authors.count() >= MOST:
        raise TooMany
    practice.co_authors.add(person)
    audit.record(actor=actor, action="practices.add_co_author", target=practice, fields=["co_authors"])
    if person.pk != actor.person_id:
        mail.queue(
            mails.NamedAsAuthor,
            to=person,
            about=practice,
            dedupe_key=f"{mails.NamedAsAuthor.name}:{practice.pk}:{person.pk}:{now.isoformat()}",
            now=now,
            params={"by": actor.name},
        )
    return practice


@transaction.atomic
def remove(*, practice_id: int, person_id: int, actor: Viewer) -> Practice:
    """Name the person no longer. Anybody who may write may do this, also for themselves. Raises PermissionDenied."""
    practice = _for_makers(practice_id, actor)
    if practice.co_authors.filter(pk=person_id).exists():
        practice.co_authors.remove(person_id)
        audit.record(actor=actor, action="practices.remove_co_author", target=practice, fields=["co_authors"])
    return practice


def _for_makers(practice_id: int, actor: Viewer) -> Practice:
    practice = moving.lock(practice_id)
    if not permissions.can_name_authors(actor, practice):
        raise PermissionDenied
    return practice
