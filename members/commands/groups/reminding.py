"""Telling those who lead groups, in time, what ends and which seats are vacant."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.mail.ledger import row_for
from members import mails
from members.models import Group
from members.queries.groups.deadlines import deadlines, whom_to_tell, with_deadlines


@transaction.atomic
def remind(*, now: datetime) -> int:
    """Queue what is due: 90 and 30 days before an end, once for a vacancy; return how many. Twice queues nothing new.

    Three queries and one for what is queued, however many groups.
    """
    today = timezone.localdate(now)
    found = deadlines(with_deadlines(Group.objects.all(), today=today), today=today)
    people = whom_to_tell(found, today=today)
    rows = [
        row_for(
            mails.GroupDeadline,
            to=person,
            about=one.group,
            dedupe_key=f"{mails.GroupDeadline.name}:{one.key}:{person.pk}",
            now=now,
            params={"key": one.key},
        )
        for one in found
        for person in people[one.group.pk]
    ]
    mail.queue_many(rows)
    return len(rows)
