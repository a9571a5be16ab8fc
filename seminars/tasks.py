"""Imported at start: the jobs of events, their kinds of mail, and what they show on lower pages."""

from datetime import datetime, timedelta

from elo_portal.core import ticking
from seminars import mails, queries, slots
from seminars.commands import registrations, reminding

__all__ = ["mails", "promote", "remind", "slots"]


@ticking.job("seminars.reminders", every=timedelta(minutes=1))
def remind(now: datetime) -> int:
    """Queue the reminders whose moment has come."""
    return reminding.queue_due(now=now)


@ticking.job("seminars.promote", every=timedelta(minutes=5))
def promote(now: datetime) -> int:
    """Repair: people wait although places are free. Promotion itself happens where a place is freed."""
    events = queries.with_people_waiting_for_free_places(now=now)
    return sum(len(registrations.promote(event_id=event_id, now=now)) for event_id in events)
