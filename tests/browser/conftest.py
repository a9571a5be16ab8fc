"""The browser of the journeys."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page

from tests import demo_network as written
from tests.browser import chromium

pytest.register_assert_rewrite("tests.browser.checks")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    browser = chromium.find()
    environment = dict(os.environ)
    if browser.libraries:
        environment["LD_LIBRARY_PATH"] = str(browser.libraries)
    return browser_type_launch_args | {
        "executable_path": browser.executable,
        "args": chromium.FLAGS,
        "env": environment,
    }


@pytest.fixture(scope="session")
def base_url() -> None:
    """Journeys say `live_server.url`. The plugin's own fixture warns, and warnings are errors here."""


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser refuses or reports: a script that fails, a policy that is broken, an answer of 500."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console", lambda message: said.append(message.text) if "Content Security" in message.text else None
    )
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 500 else None)
    yield said
    assert said == []


@pytest.fixture
def demo_network(transactional_db) -> Iterator[None]:
    """The clock goes on from the day that the demo's events are written for."""
    written.load()
    with time_machine.travel(written.DAY, tick=True):
        yield


@pytest.fixture
def phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_default_timeout(10_000)


@pytest.fixture
def site(page: Page, live_server) -> Callable[..., Any]:
    """Opens an address of the portal."""
    return lambda path, **wait: page.goto(live_server.url + path, **wait)
