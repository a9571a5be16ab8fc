"""The browser of the journeys."""

import os
from typing import Any

import pytest

from tests.browser import chromium


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
