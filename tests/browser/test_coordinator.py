"""A coordinator: arranges a TNO seminar and a peer forum, sees who comes, confirms a member."""

import pytest
from playwright.sync_api import Browser, Page, expect

from members.models import Person
from seminars.models import Event, Registration
from tests.browser.acts import choose, follow, press, sign_in
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
HOST = "Sisä-Suomen elinvoimakeskus"


def begin(page: Page, site, kind: str, title: str, *, days: tuple[str, str]) -> None:
    """From the desk to the form of a new event, its texts and times."""
    site("/fi/tyopoyta/")
    follow(page, "Luo tapahtuma")
    follow(page, kind)
    page.fill("[name=title_fi]", title)
    page.fill("[name=summary_fi]", "Yhteinen koulutuspäivä.")
    page.fill("[name=title_sv]", f"{title} på svenska")
    page.fill("[name=summary_sv]", "Gemensam utbildningsdag.")
    page.fill("[name=starts_on]", days[0])
    page.fill("[name=starts_clock]", "9.00")
    page.fill("[name=ends_on]", days[1])
    page.fill("[name=ends_clock]", "15.30")
    page.select_option("[name=host]", label=HOST)


def add_to_programme(page: Page, title: str, *, day: int, hours: tuple[str, str]) -> None:
    page.select_option("[name=day]", index=day - 1)
    page.fill("[name=starts_clock]", hours[0])
    page.fill("[name=ends_clock]", hours[1])
    page.fill("[name=title_fi]", title)
    page.fill("[name=title_sv]", f"{title} på svenska")
    page.fill("[name=speaker]", "Helena Vuorio, valtakunnallinen ELO-ryhmä")
    press(page, "Lisää rivi")
    expect(page.locator("ul.lines")).to_contain_text([title])


def register(browser: Browser, live_server, slug: str, mode: str) -> None:
    """Somebody else, in a browser of their own."""
    context = browser.new_context(locale="fi")
    page = context.new_page()

    def site(path: str) -> None:
        page.goto(live_server.url + path)

    sign_in(page, site, "ohjaaja")
    site(f"/fi/tapahtumat/{slug}/")
    follow(page, "Ilmoittaudu")
    choose(page, "Miten osallistut?", mode)
    press(page, "Ilmoittaudu")
    expect(page.locator("main")).to_contain_text("Sinulla on paikka")
    context.close()


def test_a_tno_seminar_of_two_days_is_arranged_and_people_register(
    page: Page, site, browser: Browser, live_server
):
    sign_in(page, site, "koordinaattori")
    begin(page, site, "TNO-seminaari", "TNO-seminaari 2028", days=("8.2.2028", "9.2.2028"))
    choose(page, "Osallistumistapa", "Paikan päällä ja etänä")
    page.fill("[name=place_fi]", "Tampere-talo")
    page.fill("[name=remote_url]", "https://kokous.example.org/tno")
    page.get_by_label("Paikkamäärä").fill("80")
    choose(page, "Muut järjestävät viranomaiset", "Pohjanmaan elinvoimakeskus")
    page.fill("[name=national_representation_fi]", "Helena Vuorio, valtakunnallinen ELO-ryhmä")
    assert_clean(page)
    press(page, "Tallenna luonnos")

    follow(page, "Ohjelma")
    add_to_programme(page, "Avaus", day=1, hours=("9.00", "9.30"))
    add_to_programme(page, "Alueiden käytännöt", day=2, hours=("10.00", "12.00"))
    assert_clean(page)
    follow(page, "Julkaise")
    assert_clean(page)
    press(page, "Julkaise")
    expect(page.locator("h1")).to_have_text("TNO-seminaari 2028")
    assert_clean(page)

    seminar = Event.objects.get(title_fi="TNO-seminaari 2028")
    assert (seminar.status, seminar.capacity, seminar.mode) == ("published", 80, "hybrid")
    assert [seminar.host.name_fi, *(one.name_fi for one in seminar.co_hosts.all())] == [
        HOST,
        "Pohjanmaan elinvoimakeskus",
    ]
    register(browser, live_server, seminar.slug, "Paikan päällä")
    follow(page, "Osallistujat")
    expect(page.locator("main")).to_contain_text("ohjaaja@example.org")
    expect(page.locator("main")).to_contain_text("79 paikkaa jäljellä")
    assert_clean(page)
    assert seminar.registrations.get().status == Registration.Status.CONFIRMED


def test_a_peer_forum_needs_two_regions_and_is_published_with_them(page: Page, site):
    sign_in(page, site, "koordinaattori")
    begin(page, site, "Vertaisfoorumi", "Vertaisfoorumi 2028", days=("3.5.2028", "3.5.2028"))
    choose(page, "Osallistumistapa", "Etänä")
    page.fill("[name=remote_url]", "https://kokous.example.org/foorumi")
    choose(page, "Alueet", "Pirkanmaa")
    press(page, "Tallenna luonnos")
    follow(page, "Julkaise")
    expect(page.locator("main")).to_contain_text("Vielä puuttuu")
    expect(page.locator("main").get_by_role("button", name="Julkaise", exact=True)).to_have_count(0)
    assert_clean(page)

    follow(page, "Valitse vähintään kaksi aluetta: vertaisfoorumi järjestetään yhdessä.")
    choose(page, "Alueet", "Keski-Suomi")
    press(page, "Tallenna")
    follow(page, "Julkaise")
    press(page, "Julkaise")
    expect(page.locator("h1")).to_have_text("Vertaisfoorumi 2028")

    forum = Event.objects.get(title_fi="Vertaisfoorumi 2028")
    assert forum.status == Event.Status.PUBLISHED
    assert set(forum.regions.values_list("code", flat=True)) == {"06", "13"}
    page.locator("footer").get_by_role("button", name="Kirjaudu ulos").click()
    site("/fi/tapahtumat/?kind=peer_forum&region=keski-suomi")
    expect(page.locator("main").get_by_role("link", name="Vertaisfoorumi 2028")).to_be_visible()
    assert_clean(page)


def test_a_new_member_of_an_organisation_of_the_region_is_confirmed(page: Page, site):
    sign_in(page, site, "koordinaattori")
    site("/fi/tyopoyta/")
    page.locator("main").get_by_role("link", name="Vahvistettavat jäsenet").first.click()
    expect(page.locator("main")).to_contain_text("Veera Lahtinen")
    assert_clean(page)

    page.locator("main li", has_text="Veera Lahtinen").get_by_role("button", name="Vahvista").click()

    expect(page.locator("main")).not_to_contain_text("veera.lahtinen@example.org")
    assert Person.objects.get(key="veera-lahtinen").memberships.get().state == "approved"
