"""A passkey: made, named, used to sign in alone and as the second step, and removed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import follow, press, sign_out, type_password
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def portal(page: Page, live_server):
    """The portal by a name: a passkey belongs to one, never to an IP address. The browser's device is a phone."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    place = live_server.url.replace("127.0.0.1", "localhost")
    return lambda path: page.goto(place + path)


def test_a_passkey_from_its_making_to_its_end(page: Page, portal):
    portal("/fi/tili/login/")
    assert_clean(page)
    type_password(page, "ohjaaja")
    portal("/fi/tili/2fa/")
    assert_clean(page)
    follow(page, "Lisää pääsyavain")
    if page.locator("[name=password]").is_visible():
        page.fill("[name=password]", "demo-portaali-2026")
        press(page, "Jatka")
    assert_clean(page)
    page.fill("[name=name]", "Työpuhelin")
    press(page, "Lisää pääsyavain")
    expect(page.locator(".messages")).to_contain_text("Pääsyavain lisättiin")
    portal("/fi/tili/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Työpuhelin")
    assert_clean(page)

    sign_out(page)
    portal("/fi/tili/login/?next=/fi/oma/tiedot/")
    press(page, "Kirjaudu pääsyavaimella")
    expect(page.locator("h1")).to_have_text("Omat tiedot")

    sign_out(page)
    portal("/fi/tili/login/")
    page.fill("[name=login]", "ohjaaja@example.org")
    page.fill("[name=password]", "demo-portaali-2026")
    press(page, "Kirjaudu")
    expect(page.locator("h1")).to_have_text("Toinen vaihe")
    assert_clean(page)
    press(page, "Käytä pääsyavainta")
    expect(page.locator("h1")).to_contain_text("Hei ")

    portal("/fi/tili/2fa/webauthn/")
    page.locator("main").get_by_role("link", name="Nimeä uudelleen").click()
    follow(page, "Käytä pääsyavainta")
    assert_clean(page)
    press(page, "Käytä pääsyavainta")
    expect(page.locator("h1")).to_have_text("Nimeä pääsyavain uudelleen")
    assert_clean(page)
    page.fill("[name=name]", "Vanha puhelin")
    press(page, "Tallenna")
    expect(page.locator("main")).to_contain_text("Vanha puhelin")
    page.locator("main").get_by_role("link", name="Poista").click()
    assert_clean(page)
    press(page, "Poista")
    expect(page.locator("main")).to_contain_text("Sinulla ei ole vielä pääsyavainta")
