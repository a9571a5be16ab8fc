"""Loads the demo network into an empty database, once."""

from datetime import datetime

from django.db import transaction

from elo_portal.core.models import Installation
from elo_portal.pages.demo import library, network, services
from practices.models import Practice


class NotADemo(Exception):
    """This database was first migrated without DEMO=1."""


@transaction.atomic
def load(*, now: datetime) -> bool:
    """Load the demo network; return False, and change nothing, where it has been loaded before.

    From then on it belongs to those who use it: what they have edited, withdrawn or removed stays so. All of it
    is loaded in one transaction, and a practice that was ever published is never removed, so one row tells.

    Raises NotADemo.
    """
    # Locked, so that of two commands at once the second sees what the first has loaded.
    if not Installation.objects.select_for_update().filter(is_demo=True):
        raise NotADemo
    if Practice.objects.filter(source=library.SOURCE).exists():
        return False
    network.load()
    services.load(now=now)
    library.load(now=now)
    return True
