"""Imported at start: makes the kinds of mail known, and the jobs of the library."""

from datetime import datetime, timedelta

from django.utils import timezone

from elo_portal.core import outbox, ticking
from elo_portal.core.outbox import Payload
from practices import mails
from practices.commands import asking, freshness, handing_over, scanning, tending, translations

__all__ = ["mails"]


@ticking.job("practices.follow_ups", every=timedelta(hours=1))
def ask_adopters(now: datetime) -> int:
    """Ask adopters how it goes after 3, 6 and 12 months."""
    return asking.ask_adopters(now=now)


@ticking.job("practices.virus_check", every=timedelta(seconds=15))
def scan_attachments(now: datetime) -> int:
    """Have new attachments looked at by the virus scanner."""
    return scanning.scan_attachments(now=now)


@ticking.job("practices.sweep_orphans", every=timedelta(days=1))
def sweep_orphans(now: datetime) -> int:
    """Delete bytes that belong to no attachment."""
    return scanning.sweep_orphans(now=now)


@ticking.job("practices.shared_reviews", every=timedelta(hours=1))
def remind_groups(now: datetime) -> int:
    """Remind groups to look at their shared practices again."""
    return asking.remind_groups(now=now)


@ticking.job("practices.reviews", every=timedelta(hours=1))
def tend_reviews(now: datetime) -> int:
    """See to it that every submission has its reviewer, is answered in time or passed on."""
    return tending.tend(now=now)


@ticking.job("practices.freshness", every=timedelta(hours=1))
def keep_fresh(now: datetime) -> int:
    """Ask each year whether a practice still holds; flag and archive what nobody answers for."""
    return freshness.keep_fresh(now=now)


@ticking.job("practices.translations", every=timedelta(hours=1))
def tell_of_outdated_translations(now: datetime) -> int:
    """Ask the owners of translations that are older than their source to look at them."""
    return translations.tell_owners(now=now)


@ticking.job("practices.hand_over", every=timedelta(hours=6))
def hand_over_all(now: datetime) -> int:
    """Repair: a contact person who has left some other way than by the portal."""
    return handing_over.hand_over_all(now=now)


@outbox.handler("members.left", name="practices.hand_over")
def hand_over_of_the_gone(payload: Payload) -> None:
    """A person was deactivated."""
    handing_over.hand_over(person_id=payload["person_id"], now=timezone.now())


@outbox.handler("members.membership_ended", name="practices.hand_over")
def hand_over_in_an_organisation(payload: Payload) -> None:
    """A person no longer works in an organisation."""
    handing_over.hand_over(
        person_id=payload["person_id"], organisation_id=payload["organisation_id"], now=timezone.now()
    )
