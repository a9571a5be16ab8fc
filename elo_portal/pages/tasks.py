"""Jobs that join the apps."""

from datetime import datetime, timedelta

from elo_portal.core import ticking
from elo_portal.pages import digest


@ticking.job("pages.digests", every=timedelta(minutes=10))
def queue_digests(now: datetime) -> int:
    """Queue the weekly digests that are due."""
    return digest.queue_digests(now=now)
