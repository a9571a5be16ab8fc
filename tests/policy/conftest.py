"""The world of the policy tests, built once for each of their files."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from tests.factories import NOW
from tests.policy import world
from tests.policy.things import THINGS
from tests.policy.world import World


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield world.build(THINGS)
        transaction.set_rollback(True)
