"""What only a browser can tell of the look: contrast and names by axe, where the focus goes, colours that stay."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.checks import is_wider_than_the_window, violations

pytestmark = [pytest.mark.real_time, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_sign_in_pages_are_clean_in_each_width_and_scheme(page: Page, live_server, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    names = ("account_login", "account_signup", "account_reset_password", "account_request_login_code")

    for name in names:
        page.goto(live_server.url + reverse(name))
        assert violations(page) == []
        assert not is_wider_than_the_window(page)


def test_summary_of_errors_takes_the_focus_and_leads_to_the_field(page: Page, live_server):
    page.goto(live_server.url + reverse("account_login"))
    page.locator("main form button").first.click()

    expect(page).to_have_title("Virhe: Kirjaudu – ELO-portaali")
    expect(page.locator(".errsum")).to_be_focused()
    page.locator(".errsum a").first.click()
    expect(page.locator("#id_login")).to_be_focused()
    assert violations(page) == []


def test_chosen_colours_stay_on_the_next_page(page: Page, live_server):
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Tumma").click()

    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    page.goto(live_server.url + reverse("account_signup"))
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")


def test_menu_of_a_phone_opens_without_a_script(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(live_server.url + reverse("account_login"))
    expect(page.locator("#menu")).to_be_hidden()
    page.get_by_role("button", name="Valikko").click()

    expect(page.locator("#menu").get_by_role("link", name="Käytännöt")).to_be_visible()
    context.close()
