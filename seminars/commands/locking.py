"""One event at a time: its row is the lock of its registrations, its counter and its programme.

Lock order is fixed (the event first, and nothing else is locked by hand), so two commands cannot deadlock.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core.errors import DomainError
from seminars.models import Event

ATTEMPTS = 3
LOCK_TIMEOUT = "3s"
PASSING = {"40001", "40P01", "55P03"}  # serialization failure, deadlock, lock not available in time

Params = ParamSpec("Params")
Result = TypeVar("Result")


class Busy(DomainError):
    message = _("Very many people are registering just now. Nothing was changed. Try again in a moment.")


def lock_event(event_id: int) -> Event:
    """The event, read after its row was locked until the commit. Two queries.

    `of="self"`: not the host's row too. `no_key`: registrations may still refer to the event. Waits three
    seconds at most. Raises Event.DoesNotExist, OperationalError (see `patiently`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])  # as SET LOCAL
    return (
        Event.objects.select_for_update(of=("self",), no_key=True)
        .select_related("host", "group")
        .get(pk=event_id)
    )


def patiently(command: Callable[Params, Result]) -> Callable[Params, Result]:
    """Run the command in a transaction; after a deadlock or a lock not had in time, run it again.

    Raises Busy after three attempts. Inside another transaction nothing can be run again: the error goes on,
    and only what the command itself wrote is undone.
    """

    @functools.wraps(command)
    def run(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        if connection.in_atomic_block:
            with transaction.atomic():
                return command(*args, **kwargs)
        for _attempt in range(ATTEMPTS):
            try:
                with transaction.atomic():
                    return command(*args, **kwargs)
            except OperationalError as exc:
                if getattr(exc.__cause__, "sqlstate", None) not in PASSING:
                    raise
                last = exc
        raise Busy from last

    return run
