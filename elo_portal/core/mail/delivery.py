"""Handing over: claim a batch with a lease, one connection, one commit per mail.

The design and its measured failure modes: docs/adr/0004-mail-ledger.md.
"""

import logging
import random
import smtplib
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q
from django.utils import translation

from elo_portal.core import viewers
from elo_portal.core.mail.kinds import Kind, Rendered, registered
from elo_portal.core.models import OutgoingMail

logger = logging.getLogger(__name__)

State = OutgoingMail.State
BATCH = 50
RELAY_AWAY = (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)
CLAIM = """
    UPDATE core_outgoingmail SET state = 'sending', lease_until = %(lease)s
    WHERE id IN (
        SELECT id FROM core_outgoingmail
        WHERE (state = 'queued' AND not_before <= %(now)s) OR (state = 'sending' AND lease_until < %(now)s)
        ORDER BY stream, not_before, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    ) RETURNING *
"""


def deliver(*, now: datetime, limit: int = 500) -> int:
    """Hand over what is due, at most `limit` mails; return how many left.

    Any number of these may run at once: rows are claimed with SKIP LOCKED. A relay that is away
    gives the rows back for later.
    """
    sent, started = 0, time.monotonic()
    connection: BaseEmailBackend = get_connection()
    try:
        while sent < limit:
            mails = sorted(_claim(now=now), key=lambda mail: (mail.stream, mail.not_before, mail.pk))
            if not mails:
                break
            for position, mail in enumerate(mails):
                if time.monotonic() - started > settings.MAIL_LEASE.total_seconds() / 2:
                    _release(mails[position:])
                    return sent
                try:
                    sent += _hand_over(mail, connection, now=now)
                except RELAY_AWAY as exc:
                    _retry_later(mail, error=repr(exc), now=now)
                    _release(mails[position + 1 :])
                    return sent
    finally:
        connection.close()
    return sent


def _claim(*, now: datetime) -> list[OutgoingMail]:
    params = {"now": now, "lease": now + settings.MAIL_LEASE, "limit": BATCH}
    return list(OutgoingMail.objects.raw(CLAIM, params))


def _release(mails: list[OutgoingMail]) -> None:
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails], state=State.SENDING).update(
        state=State.QUEUED, lease_until=None
    )


def _hand_over(mail: OutgoingMail, connection: BaseEmailBackend, *, now: datetime) -> int:
    """Send one mail; return 1 if it left. Raises RELAY_AWAY; every other failure is written in the row."""
    if mail.handed_at and mail.stream == OutgoingMail.Stream.DIGEST:
        # The lease ran out after hand-over began: the relay may have it. A digest is not worth a double.
        return _finish(mail, State.DROPPED, error="uncertain hand-over, not repeated")
    if mail.expires_at and mail.expires_at <= now:
        return _finish(mail, State.MISSED)
    try:
        rendered = _render(mail, now=now)
    except Exception as exc:
        logger.exception("Mail %s cannot be rendered", mail.pk)
        return _finish(mail, State.DEAD, error=repr(exc))
    if rendered is None:
        return _finish(mail, State.DROPPED)
    OutgoingMail.objects.filter(pk=mail.pk).update(handed_at=now, attempts=F("attempts") + 1)
    mail.attempts += 1
    try:
        _message(mail, rendered, connection).send()
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, ValueError, UnicodeError) as exc:
        if _is_permanent(exc) or mail.attempts >= settings.MAIL_MAX_ATTEMPTS:
            logger.warning("Mail %s failed for good", mail.pk)
            return _finish(mail, State.DEAD, error=repr(exc))
        _retry_later(mail, error=repr(exc), now=now)
        return 0
    return _finish(mail, State.SENT, rendered=rendered, now=now)


def _render(mail: OutgoingMail, *, now: datetime) -> Rendered | None:
    kind: Kind[object] = registered(mail.kind)  # type: ignore[type-var]
    about = kind.load(mail.about_id)
    if about is None and kind.model is not None:
        return None
    viewer = viewers.NOBODY
    if mail.recipient_id is not None:
        viewer = viewers.of_person(mail.recipient_id, now=now)
    with translation.override(mail.language):
        if not (kind.still_due(about, now=now) and kind.may_receive(viewer, about)):
            return None
        return kind.render(about, viewer=viewer, now=now, params=mail.params)


def _message(mail: OutgoingMail, rendered: Rendered, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": mail.language,
    }
    if rendered.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{rendered.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        rendered.subject, rendered.text, to=[mail.address], headers=headers, connection=connection
    )
    message.attach_alternative(rendered.html, "text/html")
    for attachment in rendered.attachments:
        message.attach(attachment.name, attachment.content, attachment.mimetype)
    return message


def _is_permanent(exc: Exception) -> bool:
    """5xx answers, and what no second attempt can mend (a bad address, a bad header)."""
    if isinstance(exc, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in exc.recipients.values())
    if isinstance(exc, smtplib.SMTPResponseException):
        return exc.smtp_code >= 500
    return isinstance(exc, ValueError | UnicodeError)


def _retry_later(mail: OutgoingMail, *, error: str, now: datetime) -> None:
    """Back to the queue: 1, 2, 4 ... minutes and a little chance, at most an hour."""
    minutes = min(2 ** max(mail.attempts - 1, 0), 60)
    wait = timedelta(minutes=minutes, seconds=random.uniform(0, 15))  # noqa: S311 - spreads the load
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=State.QUEUED, lease_until=None, handed_at=None, not_before=now + wait, last_error=error
    )


def _finish(
    mail: OutgoingMail,
    state: str,
    *,
    error: str = "",
    rendered: Rendered | None = None,
    now: datetime | None = None,
) -> int:
    """Write the end of one mail: its own commit. Return 1 if it was sent."""
    changes: dict[str, object] = {"state": state, "lease_until": None, "last_error": error}
    if rendered is not None:
        changes |= {"sent_at": now, "subject": rendered.subject, "body_text": rendered.text}
    if registered_is_sensitive(mail.kind):
        changes |= {"params": {}, "body_text": ""}
    OutgoingMail.objects.filter(Q(pk=mail.pk), state=State.SENDING).update(**changes)
    return int(state == State.SENT)


def registered_is_sensitive(name: str) -> bool:
    """Whether the body must go with the mail; a kind that is gone is treated as if so."""
    try:
        return registered(name).is_sensitive
    except KeyError:
        return True
