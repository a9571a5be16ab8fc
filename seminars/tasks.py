"""Imported at start: the jobs of events, their kinds of mail, and what they show on lower pages."""

from datetime import datetime, timedelta

from django.utils import timezone

from elo_portal.core import outbox, ticking
from seminars import mails, queries, slots
from seminars.commands import leaving, reforms, registrations, reminding

__all__ = ["follow_authorities", "give_places_back", "mails", "promote", "remind", "slots"]


@outbox.handler("members.left", name="seminars.give_places_back")
def give_places_back(news: outbox.Payload) -> None:
    """Whoever has left the portal keeps no place."""
    leaving.give_places_back(person_id=news["person_id"], now=timezone.now())


@outbox.handler("members.authorities_transferred", name="seminars.follow_authorities")
def follow_authorities(news: outbox.Payload) -> None:
    """Authorities have ended, or that was taken back."""
    reforms.follow(transfer_id=news["transfer_id"], now=timezone.now())


@ticking.job("seminars.reminders", every=timedelta(minutes=1))
def remind(now: datetime) -> int:
    """Queue the reminders whose moment has come."""
    return reminding.queue_due(now=now)


@ticking.job("seminars.promote", every=timedelta(minutes=5))
def promote(now: datetime) -> int:
    """Repair: people wait although places are free. Promotion itself happens where a place is freed."""
    events = queries.with_people_waiting_for_free_places(now=now)
    return sum(len(registrations.promote(event_id=event_id, now=now)) for event_id in events)
