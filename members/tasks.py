"""Imported at start: makes the kinds of mail known, the reminders, and what is forgotten in time."""

from datetime import datetime, timedelta

from elo_portal.core import ticking
from members import mails
from members.commands import accounts, invitations
from members.commands.groups import reminding as group_reminding
from members.commands.groups import scanning
from members.commands.plans import reminding

__all__ = ["mails"]


@ticking.job("members.clean_up", every=timedelta(hours=6))
def clean_up(now: datetime) -> int:
    """Sign-ups that were never confirmed go after 7 days, invitations 14 days after their end."""
    return accounts.forget_unconfirmed(now=now) + invitations.forget_old(now=now)


@ticking.job("members.group_deadlines", every=timedelta(hours=1))
def remind_groups(now: datetime) -> int:
    """Tell those who lead groups what ends and which seats are vacant."""
    return group_reminding.remind(now=now)


@ticking.job("members.measures", every=timedelta(hours=1))
def remind_owners(now: datetime) -> int:
    """Remind those who own measures of the days that are near or past."""
    return reminding.remind_owners(now=now)


@ticking.job("members.virus_check", every=timedelta(seconds=15))
def scan_documents(now: datetime) -> int:
    """Have new documents of groups looked at by the virus scanner."""
    return scanning.scan_documents()


@ticking.job("members.sweep_orphans", every=timedelta(days=1))
def sweep_orphans(now: datetime) -> int:
    """Delete bytes that belong to no document."""
    return scanning.sweep_orphans(now=now)
