"""A group in a browser: its chair writes the mandate, fills a vacant seat, begins a sub-group; a visitor reads it without names."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page, expect

from members.models import Group, Mandate, Meeting, Seat
from tests.browser.checks import assert_clean
from tests.members.factories import (
    PASSWORD,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    group,
)

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
]


@pytest.fixture(autouse=True)
def _in_finnish():
    with translation.override("fi"):
        yield


@pytest.fixture
def chair(page: Page, live_server):
    """Signed in, on the page of the group."""
    person = PersonFactory(login=True, member_of=OrganisationFactory(), seat_in=group(), seat_role="chair")
    page.goto(live_server.url + reverse("account_login"))
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/tili/" not in url)
    page.goto(live_server.url + reverse("members:group", args=["pirkanmaa"]))
    return person


def save(page: Page) -> None:
    page.get_by_role("button", name="Tallenna").click()


def test_the_chair_records_the_mandate_and_a_visitor_reads_it(
    chair, browser: Browser, page: Page, live_server
):
    year = timezone.localdate().year
    page.get_by_role("link", name="Lisää toimeksianto").click()
    page.get_by_label("Tai kirjoita, kuka antoi toimeksiannon").fill(
        "Maakunnan liitto ja elinvoimakeskus yhdessä"
    )
    page.get_by_label("Ensimmäinen päivä").fill(f"1.1.{year}")
    page.get_by_label("Viimeinen päivä").fill(f"31.12.{year - 1}")
    page.get_by_label("Tehtävä").fill("Sovittaa yhteen alueen ohjauspalvelut.")
    page.get_by_label("Diaarinumero").fill("SISEVK/214/2025")
    save(page)
    expect(page.locator(".errsum")).to_contain_text("Viimeinen päivä ei voi olla ennen ensimmäistä.")
    expect(page.get_by_label("Diaarinumero")).to_have_value("SISEVK/214/2025")
    page.get_by_label("Viimeinen päivä").fill(f"31.12.{year + 5}")
    save(page)

    expect(page.locator("main")).to_contain_text("Maakunnan liitto ja elinvoimakeskus yhdessä")
    assert_clean(page)
    assert Mandate.objects.get().language == "fi"
    visitor = browser.new_context().new_page()
    visitor.goto(page.url)
    expect(visitor.locator("main")).to_contain_text("SISEVK/214/2025")
    expect(visitor.locator("main")).not_to_contain_text(chair.last_name)
    expect(visitor.get_by_role("link", name="Lisää toimeksianto")).to_have_count(0)
    visitor.context.close()


def test_a_vacant_seat_is_filled_on_a_phone(page: Page, phone, chair):
    organisation = OrganisationFactory(name_fi="Kauppakamari")
    candidate = PersonFactory(member_of=organisation, first_name="Outi", last_name="Ranta")
    SeatFactory(organisation=organisation)
    page.reload()
    expect(page.locator(".seat.vacant")).to_contain_text("Avoinna")
    page.locator(".seat.vacant").get_by_role("link", name="Nimeä henkilö").click()
    page.get_by_label("Kenellä paikka on?").select_option(label="Outi Ranta")
    save(page)

    expect(page.locator(".seats")).to_contain_text("Outi Ranta")
    expect(page.locator(".seat.vacant")).to_have_count(0)
    assert_clean(page)
    assert Seat.objects.filter(person=candidate, starts_on=timezone.localdate()).exists()


def test_a_sub_group_begins(page: Page, chair):
    page.get_by_role("link", name="Uusi alaryhmä").click()
    for label, name in (("suomeksi", "Nivelvaihe"), ("ruotsiksi", "Övergång"), ("englanniksi", "Transition")):
        page.get_by_label(f"Nimi {label}").fill(name)
    save(page)
    expect(page.locator("h1")).to_have_text("Nivelvaihe")
    expect(page.locator("aside")).to_contain_text("Pirkanmaan ELO-ryhmä")
    assert_clean(page)
    assert Group.objects.get(slug="nivelvaihe").parent == group()


def test_a_meeting_from_the_invitation_to_approved_minutes(page: Page, chair):
    day = timezone.localdate() + timedelta(days=20)
    page.get_by_role("link", name="Kokoukset ja päätökset").click()
    page.get_by_role("link", name="Uusi kokous").click()
    page.get_by_label("Otsikko").fill("Syyskokous")
    page.get_by_label("Päivä", exact=False).first.fill(f"{day.day}.{day.month}.{day.year}")
    page.get_by_label("Alkaa").fill("9.00")
    page.get_by_label("Päättyy").fill("11.00")
    save(page)
    expect(page.locator(".errsum")).to_contain_text("Kirjoita paikka tai etälinkki.")
    page.get_by_label("Paikka").fill("Tampere")
    save(page)
    page.get_by_role("link", name="Lisää kohta").click()
    page.get_by_label("Otsikko").fill("Uusi toimeksianto")
    save(page)
    page.get_by_role("button", name="Lähetä kutsu").click()
    page.get_by_role("button", name="Tulen", exact=True).click()
    expect(page.locator("aside")).to_contain_text(chair.last_name)
    assert_clean(page)

    held = timezone.now() - timedelta(hours=1)
    Meeting.objects.update(starts_at=held, ends_at=held + timedelta(minutes=30))
    page.reload()
    page.get_by_role("link", name="Kirjaa päätös").click()
    page.get_by_label("Päätös").first.fill("Esitetään uutta toimeksiantoa.")
    page.get_by_label("Näytä päätös kaikille").check()
    save(page)
    page.get_by_role("link", name="Kirjoita pöytäkirja").click()
    page.get_by_label("Pöytäkirja").fill("Luonnos käytiin läpi.")
    page.locator("main select").select_option(label=chair.name)
    save(page)
    page.get_by_role("button", name="Hyväksy pöytäkirja").click()
    page.locator("dialog [data-yes]").click()
    expect(page.locator("main")).to_contain_text("Hyväksynyt")
    expect(page.get_by_role("link", name="Kirjoita oikaisu")).to_be_visible()
    assert_clean(page)
    page.goto(page.url.split("/kokoukset/")[0] + "/")
    expect(page.locator("main")).to_contain_text(f"1/{held.year}")
