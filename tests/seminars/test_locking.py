"""A database that is busy: try again, then say so."""

import pytest
from django.db import OperationalError, connection
from psycopg import errors

from seminars.commands.locking import ATTEMPTS, Busy, patiently
from seminars.models import Registration

pytestmark = pytest.mark.django_db

Mode, Status = Registration.Mode, Registration.Status


class Failing:
    """A command that fails with a database error a number of times, then answers."""

    def __init__(self, error: type[Exception], times: int) -> None:
        self.error, self.times, self.calls = error, times, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.times:
            raise OperationalError from self.error()
        return "done"


def run(command):
    command.__name__ = "failing"
    return patiently(command)()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "error", [errors.DeadlockDetected, errors.LockNotAvailable, errors.SerializationFailure]
)
def test_patiently_tries_again_after_what_passes(error):
    command = Failing(error, times=ATTEMPTS - 1)

    assert run(command) == "done"
    assert command.calls == ATTEMPTS


@pytest.mark.django_db(transaction=True)
def test_patiently_gives_up_with_a_friendly_word():
    command = Failing(errors.LockNotAvailable, times=99)

    with pytest.raises(Busy):
        run(command)

    assert command.calls == ATTEMPTS
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_patiently_does_not_repeat_other_errors():
    command = Failing(errors.AdminShutdown, times=99)

    with pytest.raises(OperationalError):
        run(command)

    assert command.calls == 1
