"""What every page in a browser must stand."""

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What another theme or width may change of a page that has been looked at whole.
LOOK = {
    "runOnly": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"],
}


def violations(page: Page, rules: dict[str, list[str]] = RULES) -> list[str]:
    """What axe finds: rule and the first element."""
    page.wait_for_load_state()  # without its styles every link is too small
    # Handed over once a page: the script is half a megabyte.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(
        f"async () => (await axe.run({{...{json.dumps(rules)}, resultTypes: ['violations']}})).violations"
    )
    return [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in found]


def is_wider_than_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def assert_clean(page: Page) -> None:
    assert (page.url, violations(page), is_wider_than_the_window(page)) == (page.url, [], False)
