"""Asking adopters how it goes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.mail.ledger import row_for
from practices import mails
from practices.queries import adoptions


@transaction.atomic
def ask_adopters(*, now: datetime) -> int:
    """Queue the follow-up mails whose day has come; return how many. Asking twice queues nothing new.

    Two queries and at most two for each adoption that waits for an answer.
    """
    today = timezone.localdate(now)
    rows = [
        row_for(
            mails.FollowUp,
            to=person,
            about=adoption,
            dedupe_key=f"{mails.FollowUp.name}:{adoption.pk}:{months}:{person.pk}",
            now=now,
            params={"months": months},
        )
        for adoption, months in adoptions.asked(now=now)
        for person in adoptions.whom_to_ask(adoption, today=today)
    ]
    mail.queue_many(rows)
    return len(rows)
