"""From strategy to measures in a browser: the chair writes and adopts, the owner tells, everybody reads."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page, expect

from members.models import ActionPlan, Seat
from tests.browser.checks import assert_clean
from tests.browser.test_harmonise import sign_in
from tests.members.factories import OrganisationFactory, PersonFactory, SeatFactory, group

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
]


@pytest.fixture(autouse=True)
def _in_finnish():
    with translation.override("fi"):
        yield


def chair():
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    SeatFactory(person=person, group=group(), role=Seat.Role.CHAIR)
    return person


def test_a_strategy_becomes_a_plan_and_a_measure_gets_on(browser: Browser, page: Page, live_server):
    owner = PersonFactory(login=True, contact_of=OrganisationFactory(name_fi="Hakamäen Ohjaamo"))
    today = timezone.localdate()
    day = f"{today.day}.{today.month}.{today.year}"

    sign_in(page, live_server, chair())
    page.goto(live_server.url + reverse("members:group", args=["pirkanmaa"]))
    page.get_by_role("link", name="Kaikki suunnitelmat ja strategiat").click()
    page.get_by_role("link", name="Kirjoita strategia").click()
    page.get_by_label("Ensimmäinen vuosi").fill("2024")
    page.get_by_label("Viimeinen vuosi").fill("2099")
    page.locator("#id_title_fi").fill("Yksi ohjauksen Pirkanmaa")
    page.locator("#id_goal0-title_fi").fill("Tieto kulkee mukana")
    page.get_by_label("Milloin ryhmä hyväksyi sen?").fill(day)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yksi ohjauksen Pirkanmaa")

    page.get_by_role("link", name="Suunnitelmat ja strategiat").click()
    page.get_by_role("link", name="Aloita suunnitelma").click()
    page.get_by_label("Vuosi", exact=False).first.fill(str(today.year))
    page.get_by_label("Strategia, jota suunnitelma toteuttaa").select_option(index=1)
    page.get_by_role("button", name="Tallenna").click()
    page.get_by_role("link", name="Lisää toimenpide").first.click()
    page.get_by_label("Tavoite", exact=True).select_option(index=1)
    page.locator("#id_title_fi").fill("Palvelukartta kattaa kaikki kunnat")
    page.get_by_label("Vastuuorganisaatio").select_option(label="Hakamäen Ohjaamo")
    page.get_by_label("Määräpäivä").fill(f"31.12.{today.year}")
    page.get_by_label("Palvelua").check()
    page.get_by_role("button", name="Tallenna").click()
    assert_clean(page)
    page.get_by_role("link", name="Ryhmä on hyväksynyt suunnitelman").click()
    page.get_by_role("button", name="Kirjaa hyväksyminen").click()
    expect(page.get_by_role("link", name="Versio 1")).to_be_visible()

    theirs = browser.new_page()
    sign_in(theirs, live_server, owner)
    theirs.goto(live_server.url + reverse("members:plan", args=["pirkanmaa", today.year]))
    theirs.get_by_role("link", name="1.1 Palvelukartta kattaa kaikki kunnat").click()
    theirs.get_by_role("link", name="Kerro, miten toimenpide etenee").click()
    theirs.get_by_label("Etenee").check()
    theirs.get_by_label("Edistyminen prosentteina").fill("40")
    theirs.get_by_label("Mitä on tapahtunut?").fill("Puolet kunnista on kartalla.")
    theirs.get_by_role("button", name="Tallenna").click()
    assert_clean(theirs)

    visitor = browser.new_page()
    visitor.goto(live_server.url + reverse("members:group", args=["pirkanmaa"]))
    expect(visitor.get_by_role("progressbar", name="Edistyminen")).to_have_attribute("value", "40")
    visitor.get_by_role("link", name="1.1 Palvelukartta kattaa kaikki kunnat").click()
    expect(visitor.get_by_text("Puolet kunnista on kartalla.")).to_be_visible()
    assert_clean(visitor)
    assert ActionPlan.objects.get().state == ActionPlan.State.ADOPTED
