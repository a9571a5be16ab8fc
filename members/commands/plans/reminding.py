"""Reminders about measures, derived from the measures themselves."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.mail.ledger import row_for
from members import mails
from members.queries.plans import reminding


@transaction.atomic
def remind_owners(*, now: datetime) -> int:
    """Queue the mails about measures due within a month or past their day; return how many there are.

    Once before the day and once after it; a day that moves begins anew. Two queries, and those of the queue.
    """
    today = timezone.localdate(now)
    measures = list(reminding.due_measures(today=today))
    whom = reminding.whom_to_remind(measures, today=today)
    rows = [
        row_for(
            mails.MeasureDue,
            to=person,
            about=measure,
            dedupe_key=f"{mails.MeasureDue.name}:{measure.pk}:{measure.due_on}:{when}:{person.pk}",
            now=now,
            params={"day": measure.due_on.isoformat()},
        )
        for measure in measures
        for when in ["late" if measure.due_on < today else "before"]
        for person in whom[measure.pk]
    ]
    mail.queue_many(rows)
    return len(rows)
