"""The five journeys that the portal is for, walked on the demo network with the clock at its day."""

import re
from datetime import UTC, datetime
from email import message_from_bytes

import pytest
import time_machine
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from elo_portal.core import mail, ticking
from elo_portal.core.models import OutgoingMail
from elo_portal.pages.demo import library, network
from members.models import Organisation, Person
from practices.models import Practice
from seminars.models import Event, Registration
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
]

DAY = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _demo():
    """The clock goes on from the day that the demo's events are written for."""
    with time_machine.travel(DAY, tick=True):
        network.load()
        library.load(now=timezone.now())
        yield


@pytest.fixture(autouse=True)
def _phone(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_default_timeout(10_000)


@pytest.fixture
def site(page: Page, live_server):
    """Opens an address of the portal."""

    def open_page(path: str) -> None:
        page.goto(live_server.url + path)

    return open_page


def sign_in(page: Page, site, name: str) -> None:
    site("/fi/tili/login/")
    if "/login/" not in page.url:
        page.locator("footer").get_by_role("button", name="Kirjaudu ulos").click()
        site("/fi/tili/login/")
    page.fill("[name=login]", f"{name}@example.org")
    page.fill("[name=password]", network.PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/tili/" not in url)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=re.compile(f"^{name}( ?:|$)")).first.click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


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
    for name in ("seminars:list", "pages:regions", "pages:targets", "pages:network", "pages:accessibility"):
        with translation.override(language):
            site(reverse(name))
        expect(page.locator("h1")).to_be_visible()
        assert_clean(page)


def test_a_professional_signs_up_registers_and_cancels(page: Page, site):
    site("/fi/tili/signup/")
    page.fill("[name=email]", "uusi.ohjaaja@example.org")
    page.fill("[name=password1]", "pitka-salasana-talvi")
    page.fill("[name=first_name]", "Uuno")
    page.fill("[name=last_name]", "Uusi")
    page.select_option("[name=organisation]", str(Organisation.objects.get(key="ohjaamo-hakamaki").pk))
    page.check("[name=has_read]")
    page.locator("main form button").first.click()
    code = OutgoingMail.objects.get(kind="members.sign_in").params["code"]
    page.fill("[name=code]", code)
    page.locator("main form button").first.click()
    expect(page.locator("h1")).to_have_text("Hei Uuno")

    seminar = Event.objects.get(key="tno-seminaari-2027")
    site(f"/fi/tapahtumat/{seminar.slug}/")
    assert_clean(page)
    follow(page, "Ilmoittaudu")
    page.check("[name=mode][value=remote]")
    assert_clean(page)
    press(page, "Ilmoittaudu")
    expect(page.locator("main")).to_contain_text("Sinulla on paikka")

    assert mail.deliver(now=timezone.now()) >= 1
    confirmation = message_from_bytes(django_mail.outbox[-1].message().as_bytes())
    assert "text/calendar" in [part.get_content_type() for part in confirmation.walk()]
    follow(page, "Peru ilmoittautuminen")
    page.locator("main form button").first.click()
    registration = Registration.objects.get(event=seminar, person__email="uusi.ohjaaja@example.org")
    assert registration.status == Registration.Status.CANCELLED


def write_practice(page: Page) -> None:
    """The six steps; each button saves and goes on."""
    page.fill("[name=title]", "Ohjauskävely uusille opiskelijoille")
    press(page, "Aloita")
    page.fill("[name=summary]", "Uusi opiskelija kävelee kampuksen läpi ohjaajan ja vertaisen kanssa.")
    page.select_option("[name=kind_id]", index=1)
    page.select_option("[name=contact_id]", index=1)
    press(page, "Tallenna ja jatka")
    page.fill("[name=need]", "Uudet opiskelijat eivät löytäneet ohjauspalveluja ennen kuin pulma oli jo iso.")
    page.fill(
        "main [name=description]", "Kävely kestää tunnin. Jokaisella pysähdyksellä tavataan yksi ihminen."
    )
    press(page, "Tallenna ja jatka")
    for field in ("target_group", "sector", "theme", "development_target", "regions"):
        page.locator(f"main [name={field}]").first.check(force=True)
    press(page, "Tallenna ja jatka")
    page.locator("[name=maturity]").nth(1).check(force=True)
    page.locator("[name=evidence_level]").first.check(force=True)
    press(page, "Tallenna ja jatka")
    page.fill("[name=core_parts]", "Jokainen pysähdys on ihminen, ei huone.")
    page.fill("[name=adaptable_parts]", "Reitti ja kesto.")
    press(page, "Tallenna ja jatka")
    page.check("[name=has_no_client_data]")


def test_a_practice_is_written_returned_submitted_again_published_and_found(page: Page, site):
    sign_in(page, site, "ohjaaja")
    site("/fi/kaytannot/ehdota/")
    write_practice(page)
    assert_clean(page)
    press(page, "Lähetä arvioitavaksi")
    practice = Practice.objects.get(texts__title__startswith="Ohjauskävely")
    assert practice.status == Practice.Status.SUBMITTED

    practice.regions.set(Practice.objects.get(key="osaamiskartta-alanvaihtajalle").regions.all())
    sign_in(page, site, "koordinaattori")
    site("/fi/tyopoyta/")
    assert_clean(page)
    follow(page, "Ohjauskävely uusille opiskelijoille")
    assert_clean(page)
    press(page, "Palauta täydennettäväksi")
    expect(page.locator(".errsum")).to_be_focused()
    page.fill("[name=comment]", "Montako opiskelijaa kulki reitin?")
    press(page, "Palauta täydennettäväksi")

    sign_in(page, site, "ohjaaja")
    site(f"/fi/kaytannot/ehdota/{practice.pk}/6/")
    expect(page.locator("main")).to_contain_text("Montako opiskelijaa kulki reitin?")
    press(page, "Lähetä arvioitavaksi")

    sign_in(page, site, "koordinaattori")
    site(f"/fi/tyopoyta/arvioinnit/{practice.pk}/")
    press(page, "Julkaise")
    site("/fi/kaytannot/?q=ohjauskävely")
    expect(page.locator(".hit")).to_have_count(1)


def fill_event(page: Page, title: str, *, days: tuple[str, str]) -> None:
    page.fill("[name=title_fi]", title)
    page.fill("[name=summary_fi]", "Yhteinen koulutuspäivä.")
    page.fill("[name=title_sv]", f"{title} på svenska")
    page.fill("[name=summary_sv]", "Gemensam utbildningsdag.")
    page.fill("[name=starts_on]", days[0])
    page.fill("[name=starts_clock]", "9.00")
    page.fill("[name=ends_on]", days[1])
    page.fill("[name=ends_clock]", "15.30")


def test_a_coordinator_schedules_a_seminar_and_a_forum_and_confirms_a_member(page: Page, site):
    sign_in(page, site, "koordinaattori")
    site("/fi/tyopoyta/tapahtumat/uusi/tno_seminar/")
    fill_event(page, "TNO-seminaari 2028", days=("8.2.2028", "9.2.2028"))
    page.check("[name=mode][value=hybrid]", force=True)
    page.fill("[name=place_fi]", "Tampere-talo")
    page.fill("[name=remote_url]", "https://kokous.example.org/tno")
    page.fill("[name=capacity]", "80")
    page.fill("[name=national_representation_fi]", "Helena Vuorio, valtakunnallinen ELO-ryhmä")
    assert_clean(page)
    press(page, "Tallenna luonnos")
    seminar = Event.objects.get(title_fi="TNO-seminaari 2028")
    site(f"/fi/tyopoyta/tapahtumat/{seminar.slug}/julkaise/")
    press(page, "Julkaise")
    site(f"/fi/tyopoyta/tapahtumat/{seminar.slug}/osallistujat/")
    assert_clean(page)
    seminar.refresh_from_db()

    site("/fi/tyopoyta/tapahtumat/uusi/peer_forum/")
    fill_event(page, "Vertaisfoorumi 2028", days=("3.5.2028", "3.5.2028"))
    page.check("[name=mode][value=remote]", force=True)
    page.fill("[name=remote_url]", "https://kokous.example.org/foorumi")
    press(page, "Tallenna luonnos")
    forum = Event.objects.get(title_fi="Vertaisfoorumi 2028")
    forum.regions.set(forum.regions.all()[:1])
    site(f"/fi/tyopoyta/tapahtumat/{forum.slug}/julkaise/")
    expect(page.locator("main")).to_contain_text("Vielä puuttuu")
    assert page.locator("main form button").get_by_text("Julkaise", exact=True).count() == 0
    assert (seminar.status, forum.status) == (Event.Status.PUBLISHED, Event.Status.DRAFT)

    site("/fi/tyopoyta/jasenyydet/")
    assert_clean(page)
    press(page, "Vahvista")
    assert Person.objects.get(key="veera-lahtinen").memberships.get().state == "approved"


def test_an_administrator_adds_an_organisation_and_grants_a_role(page: Page, site):
    sign_in(page, site, "yllapito")
    site("/fi/yllapito/organisaatiot/uusi/")
    for language in ("fi", "sv", "en"):
        page.fill(f"[name=name_{language}]", "Harjun opisto")
    page.fill("[name=business_id]", "1234567-9")
    page.select_option("[name=type]", index=1)
    page.locator("[name=sectors]").first.check(force=True)
    page.locator("[name=regions]").first.check(force=True)
    press(page, "Tallenna")
    expect(page.locator(".errsum")).to_be_focused()
    expect(page.locator("#id_business_id_error")).to_contain_text("Tarkista Y-tunnus")
    assert page.input_value("[name=name_fi]") == "Harjun opisto"
    page.fill("[name=business_id]", "1234567-1")
    press(page, "Tallenna")
    assert Organisation.objects.get(business_id="1234567-1").name_fi == "Harjun opisto"

    person = Person.objects.get(email="ohjaaja@example.org")
    site(f"/fi/yllapito/henkilot/{person.pk}/")
    page.select_option("[name=role-role]", "reviewer")
    assert_clean(page)
    press(page, "Anna rooli")
    assert person.role_grants.get().role == "reviewer"


def test_a_reminder_comes_a_week_before(page: Page, site):
    ticking.run(now=datetime(2027, 2, 2, 8, tzinfo=UTC), force=True)

    subjects = [message.subject for message in django_mail.outbox]
    assert any("TNO-seminaari 2027" in subject for subject in subjects)
