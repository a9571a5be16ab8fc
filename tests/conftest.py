"""Servers and clock of the tests."""

import os
from collections.abc import Iterator

import pytest
import time_machine
from django.utils import translation

from tests import databases, demo_network
from tests.factories import NOW

# Playwright's own loop runs in the thread of the tests; the database is not used from inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker) -> Iterator[None]:
    with databases.running_server():
        with django_db_blocker.unblock():
            databases.prepare()
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        databases.keep_reference_rows()
    yield
    with django_db_blocker.unblock():
        databases.end_other_sessions()


def pytest_collection_modifyitems(items) -> None:
    """A browser and other processes have clocks that nobody can stop."""
    for item in items:
        if {"browser", "faults"} & _folders(item):
            item.add_marker("real_time")


class LongOnesFirst:
    """Every process of the tests begins with its share of the long ones: what waits for a browser fills the gaps."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items) -> None:
        processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        long = [item for item in items if item.get_closest_marker("long")]
        browser = [item for item in items if item not in long and "browser" in _folders(item)]
        first = [*long, *browser]
        others = [item for item in items if item not in set(first)]
        share = -(
            -len(others) // processes
        )  # xdist hands out the list in as many pieces as there are processes
        items[:] = [
            item
            for number in range(processes)
            for item in (*first[number::processes], *others[number * share : (number + 1) * share])
        ]


def pytest_configure(config) -> None:
    config.pluginmanager.register(LongOnesFirst())


def _folders(item) -> set[str]:
    return set(item.path.relative_to(item.config.rootpath).parts)


@pytest.fixture
def demo(db) -> Iterator[None]:
    """The demo network, on the day that its events are written for."""
    with time_machine.travel(demo_network.DAY, tick=False):
        demo_network.load()
        yield


@pytest.fixture(autouse=True)
def _language_of_the_portal() -> None:
    """A page that was asked for leaves its language behind in the thread."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _time_stands_still(request) -> Iterator[None]:
    """Every test lives at NOW, unless it is marked `real_time`."""
    if request.node.get_closest_marker("real_time"):
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield
