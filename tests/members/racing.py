"""Two commands at the same moment, in a fixed order: the second starts while the first has not committed."""

import threading
from collections.abc import Callable

from django.db import DatabaseError, connection, transaction

from elo_portal.core.errors import DomainError

WAITS = 0.4  # long enough for a command that nothing holds up


def second_while_first_is_open(first: Callable[[], object], second: Callable[[], object]) -> Exception | None:
    """Run both; return what the second raised. It gets time to go through if no lock stops it."""
    raised: list[Exception | None] = []

    def run() -> None:
        try:
            second()
            raised.append(None)
        except (DomainError, DatabaseError) as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(WAITS)
    thread.join()
    return raised[0]
