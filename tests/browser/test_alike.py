"""What a title reminds of, while it is typed."""

import pytest
from playwright.sync_api import Page, expect

from practices.models import Practice
from tests.browser.acts import press, sign_in
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
THERE = "etaohjausvuoro-iltaisin"


@pytest.fixture
def there() -> Practice:
    return Practice.objects.get(key=THERE)


def describe_variant(page: Page, practice: Practice) -> None:
    row = page.locator("#alike li").filter(has_text=practice.text.title)
    row.get_by_role("button", name="Kuvaa oma muunnelmasi").click()


def start(page: Page, site) -> None:
    sign_in(page, site, "ohjaaja")
    site("/fi/kaytannot/ehdota/")


def offered(page: Page, practice: Practice):
    return page.locator("#alike").get_by_role("link", name=practice.text.title)


def test_a_title_that_is_typed_reminds_of_a_practice_and_a_variant_is_begun(page: Page, site, there):
    start(page, site)
    expect(page.locator("#alike")).not_to_contain_text("Onko se jokin näistä?")

    page.locator("[name=title]").press_sequentially(there.text.title)

    expect(offered(page, there)).to_be_visible()
    assert_clean(page)
    describe_variant(page, there)
    page.wait_for_url("**/1/")
    made = Practice.objects.get(based_on=there, status="draft", author__email="ohjaaja@example.org")
    expect(page.locator("#alike")).to_contain_text("Kuvaat omaa muunnelmaasi")
    assert made.texts.get().title == there.text.title
    assert_clean(page)


def test_enter_in_the_title_presses_no_button_of_the_list(page: Page, site, there):
    start(page, site)
    page.fill("[name=title]", there.text.title)
    expect(offered(page, there)).to_be_visible()

    page.locator("[name=title]").press("Enter")
    page.wait_for_url("**/1/")
    page.locator("[name=title]").press("Enter")
    page.wait_for_url("**/2/")

    made = Practice.objects.filter(author__email="ohjaaja@example.org", status="draft").latest("pk")
    assert made.based_on is None


def test_without_a_connection_the_title_is_not_asked_about(page: Page, site, there):
    start(page, site)
    page.context.set_offline(True)

    page.locator("[name=title]").press_sequentially(there.text.title)
    page.wait_for_timeout(1500)

    expect(page.locator("#alerts")).to_be_empty()
    page.context.set_offline(False)


def test_in_a_draft_the_list_follows_the_title_and_what_else_was_typed_is_kept(page: Page, site, there):
    start(page, site)
    page.fill("[name=title]", "Aivan muuta")
    press(page, "Aloita")
    page.wait_for_url("**/1/")
    page.get_by_label("Tiivistelmä").fill("Näin me sen teemme.")

    page.fill("[name=title]", there.text.title)
    describe_variant(page, there)

    expect(page.locator("#alike")).to_contain_text("Kuvaat omaa muunnelmaasi")
    expect(page.get_by_label("Tiivistelmä")).to_have_value("Näin me sen teemme.")
    press(page, "Se ei ole muunnelma")
    expect(offered(page, there)).to_be_visible()
