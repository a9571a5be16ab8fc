"""Imported at start: makes the kinds of mail known, and the jobs of the library."""

from datetime import datetime, timedelta

from elo_portal.core import ticking
from practices import mails
from practices.commands import asking, scanning

__all__ = ["ask_adopters", "mails", "scan_attachments", "sweep_orphans"]


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
