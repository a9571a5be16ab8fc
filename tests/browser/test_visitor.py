"""A visitor reads, searches and narrows, without signing in."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect

from tests.browser.acts import follow
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
PAGES = ("seminars:list", "pages:regions", "pages:targets", "pages:network", "pages:accessibility")


@pytest.mark.parametrize(("language", "word"), [("fi", "etäohjaus"), ("sv", "vägledning")])
def test_a_visitor_searches_narrows_and_reads(page: Page, site, language, word):
    site(f"/{language}/")
    assert_clean(page)
    page.fill("#q", word)
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    assert_clean(page)

    page.locator(".hit a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert_clean(page)
    for name in PAGES:
        with translation.override(language):
            site(reverse(name))
        expect(page.locator("h1")).to_be_visible()
        assert_clean(page)


def test_a_visitor_goes_from_a_region_to_its_practices_and_events(page: Page, site):
    site("/fi/alueet/")
    follow(page, "Pirkanmaa")
    expect(page.locator("h1")).to_contain_text("Pirkanmaa")
    assert_clean(page)

    page.locator("main a[href*='/fi/kaytannot/']").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert_clean(page)
