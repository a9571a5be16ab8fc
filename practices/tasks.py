"""Imported at start: makes the kinds of mail known, and the jobs of the library."""

from datetime import datetime, timedelta

from elo_portal.core import ticking
from practices import mails, review_mails
from practices.commands import asking, tending

__all__ = ["ask_adopters", "mails", "review_mails", "tend_reviews"]


@ticking.job("practices.follow_ups", every=timedelta(hours=1))
def ask_adopters(now: datetime) -> int:
    """Ask adopters how it goes after 3, 6 and 12 months."""
    return asking.ask_adopters(now=now)


@ticking.job("practices.reviews", every=timedelta(hours=1))
def tend_reviews(now: datetime) -> int:
    """See to it that every submission has its reviewer, is answered in time or passed on."""
    return tending.tend(now=now)
