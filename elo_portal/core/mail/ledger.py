"""Queuing: a row in the transaction of what happened."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import make_msgid
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.errors import DomainError
from elo_portal.core.mail.kinds import Kind, registered
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer

State = OutgoingMail.State


class Addressee(Protocol):
    """A person, or an address without one (pk None)."""

    @property
    def pk(self) -> Any: ...
    @property
    def email(self) -> str: ...
    @property
    def language(self) -> str: ...


class Address(NamedTuple):
    """An addressee that is no person yet."""

    email: str
    language: str
    pk: None = None


def queue(
    kind: type[Kind[Any]],
    *,
    to: Addressee,
    about: Model | None,
    dedupe_key: str,
    now: datetime,
    params: Mapping[str, Any] | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Queue one mail; a second call with the same `dedupe_key` does nothing. One query.

    `params` are small JSON values that the object does not hold (a token, a period).
    """
    row = row_for(kind, to=to, about=about, dedupe_key=dedupe_key, now=now, params=params,
                  not_before=not_before, expires_at=expires_at)  # fmt: skip
    queue_many([row])


def row_for(
    kind: type[Kind[Any]],
    *,
    to: Addressee,
    about: Model | None,
    dedupe_key: str,
    now: datetime,
    params: Mapping[str, Any] | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> OutgoingMail:
    """The unsaved row of one mail, for `queue_many`."""
    registered(kind.name)  # an unregistered kind must fail here, not in the worker
    return OutgoingMail(
        kind=kind.name,
        stream=kind.stream,
        recipient_id=to.pk,
        address=to.email,
        language=to.language,
        about_id=about.pk if about is not None else None,
        params=dict(params or {}),
        dedupe_key=dedupe_key,
        message_id=make_msgid(domain=urlsplit(settings.BASE_URL).hostname),
        created_at=now,
        not_before=not_before or now,
        expires_at=expires_at,
    )


def queue_many(rows: Iterable[OutgoingMail]) -> None:
    """Queue many mails in one query; rows whose `dedupe_key` is there already are left out."""
    OutgoingMail.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


class MailIsNotDead(DomainError):
    message = _("This mail has not failed for good any more.")


@transaction.atomic
def retry(*, mail_id: int, actor: Viewer, now: datetime) -> None:
    """Send a mail that failed for good once more. Raises MailIsNotDead; PermissionDenied."""
    mail = _dead(mail_id, actor)
    mail.state, mail.attempts, mail.not_before, mail.handed_at = State.QUEUED, 0, now, None
    mail.save(update_fields=["state", "attempts", "not_before", "handed_at"])
    audit.record(actor=actor, action="mail.retry", target=mail)


@transaction.atomic
def discard(*, mail_id: int, actor: Viewer) -> None:
    """Give up a mail that failed for good. Raises MailIsNotDead; PermissionDenied."""
    mail = _dead(mail_id, actor)
    mail.state = State.DROPPED
    mail.save(update_fields=["state"])
    audit.record(actor=actor, action="mail.discard", target=mail)


def _dead(mail_id: int, actor: Viewer) -> OutgoingMail:
    if not actor.is_admin:
        raise PermissionDenied
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, state=State.DEAD).first()
    if mail is None:
        raise MailIsNotDead
    return mail
