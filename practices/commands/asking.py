"""Asking adopters how it goes, and groups whether their shared practice still holds."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.mail.ledger import row_for
from practices import mails
from practices.queries import adoptions, sharing


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


@transaction.atomic
def remind_groups(*, now: datetime) -> int:
    """Queue the reminders to look at a shared practice again, a month before and on the day; return how many.

    Derived from the row: reminding twice queues nothing new, another day begins anew. One query and three for each.
    """
    today = timezone.localdate(now)
    rows = [
        row_for(
            mails.SharedReview,
            to=person,
            about=shared,
            dedupe_key=f"{mails.SharedReview.name}:{shared.pk}:{shared.review_on}:{when}:{person.pk}",
            now=now,
            params={"day": str(shared.review_on)},
        )
        for shared in sharing.to_look_at(today=today)
        for when in ["on_the_day" if shared.review_on and shared.review_on <= today else "before"]
        for person in sharing.whom_to_remind(shared, today=today)
    ]
    mail.queue_many(rows)
    return len(rows)
