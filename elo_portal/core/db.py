"""Database constraints as refusals."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from elo_portal.core.errors import DomainError


@contextmanager
def refusing(error: type[DomainError], *, on: str) -> Iterator[None]:
    """Raise `error` when the block breaks the database constraint named `on`.

    The block runs in a savepoint, so that the caller's transaction stays usable.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as exc:
        diagnosis = getattr(exc.__cause__, "diag", None)
        if diagnosis is not None and diagnosis.constraint_name == on:
            raise error from exc
        raise
