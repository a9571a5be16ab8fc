"""A contact person describes a service; a visitor and a colleague elsewhere read when to guide a client there."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from members.models import Organisation
from tests.browser.acts import choose, press, sign_in, sign_out
from tests.browser.checks import assert_clean

pytestmark = [pytest.mark.real_time, pytest.mark.django_db(transaction=True)]


def test_a_service_is_described_and_read(page: Page, live_server, demo_network, complaints):
    ours = Organisation.objects.get(key="koivurannan-ammattiopisto")
    address = live_server.url + reverse("members:profile", args=[ours.pk])
    sign_in(page, lambda path: page.goto(live_server.url + path), "yhteyshenkilo")
    page.goto(address)
    page.get_by_role("link", name="Muokkaa sivua").click()
    assert_clean(page)
    page.get_by_role("link", name="Lisää palvelu").click()
    press(page, "Tallenna")
    expect(page.locator(".errsum")).to_be_focused()
    assert_clean(page)
    page.get_by_label("Nimi suomeksi").fill("Iltaohjaus aikuisille")
    page.get_by_label("Milloin ohjata asiakas meille, suomeksi").fill("Kun asiakas ei pääse päivällä.")
    choose(page, "Kohderyhmät", "työikäiset aikuiset")
    press(page, "Tallenna")
    sign_out(page)

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    expect(page.get_by_role("heading", name="Iltaohjaus aikuisille")).to_be_visible()
    expect(page.get_by_text("Kun asiakas ei pääse päivällä.")).to_be_visible()
    expect(page.get_by_text("Verkoston jäsenet näkevät, ketkä ovat yhteyshenkilöitä.")).to_be_visible()
    assert_clean(page)
