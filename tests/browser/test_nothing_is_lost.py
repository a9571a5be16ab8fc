"""What goes wrong in real browsers: sessions end, buttons are pressed twice, people go back, two tabs are open."""

import pytest
from playwright.sync_api import Page, expect

from members.models import Person
from practices.models import Practice
from seminars.models import Event, Registration
from tests.browser.acts import follow, press, sign_in, type_password
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
NEED = "Mihin tarpeeseen käytäntö vastaa?"
WHAT = "Mitä tehdään ja miten?"


@pytest.fixture
def own(site, page: Page) -> Practice:
    """A draft of the professional, who has signed in."""
    sign_in(page, site, "ohjaaja")
    site("/fi/kaytannot/ehdota/")
    page.fill("[name=title]", "Kirjastovartti")
    press(page, "Aloita")
    expect(page.locator("main")).to_contain_text("Kirjastovartti")
    return Practice.objects.get(texts__title="Kirjastovartti")


def test_a_long_form_survives_the_end_of_the_session(page: Page, site):
    sign_in(page, site, "koordinaattori")
    event = Event.objects.get(key="tno-seminaari-2027")
    site(f"/fi/tyopoyta/tapahtumat/{event.slug}/muokkaa/")
    words = "Kirjoitin tätä puoli tuntia. " * 40
    page.fill("[name=description_fi]", words)
    page.fill("[name=capacity]", "123")

    page.context.clear_cookies(name="session")
    press(page, "Tallenna")
    type_password(page, "koordinaattori")

    assert page.input_value("[name=description_fi]").strip() == words.strip()
    assert page.input_value("[name=capacity]") == "123"
    press(page, "Tallenna")
    expect(page.locator(".messages")).to_be_visible()
    event.refresh_from_db()
    assert (event.description_fi.strip(), event.capacity) == (words.strip(), 123)


def test_what_was_sent_from_a_list_after_the_session_ended_is_sent_once_more(page: Page, site):
    sign_in(page, site, "yllapito")
    person = Person.objects.get(email="ohjaaja@example.org")
    site(f"/fi/yllapito/henkilot/{person.pk}/")
    page.select_option("[name=join-organisation]", label="Tekijäliitto ry")
    page.fill("[name=join-title]", "Vieraileva ohjaaja")

    page.context.clear_cookies(name="session")
    press(page, "Liitä organisaatioon")
    type_password(page, "yllapito")

    expect(page.get_by_role("heading", level=1)).to_have_text("Lähetä vielä kerran")
    expect(page.locator("blockquote")).to_have_text("Vieraileva ohjaaja")
    assert_clean(page)
    assert not person.memberships.filter(title="Vieraileva ohjaaja").exists()
    press(page, "Lähetä nyt")
    expect(page.locator(".messages")).to_be_visible()
    assert person.memberships.get(title="Vieraileva ohjaaja").organisation.key == "tekijaliitto"


def test_two_presses_of_register_are_one_registration(page: Page, site):
    sign_in(page, site, "ohjaaja")
    event = Event.objects.get(key="tno-seminaari-2027")
    site(f"/fi/tapahtumat/{event.slug}/ilmoittaudu/")

    page.locator("main").get_by_role("button", name="Ilmoittaudu").dblclick(delay=120)

    expect(page.locator("main")).to_contain_text("Sinulla on paikka")
    assert Registration.objects.filter(event=event, person__email="ohjaaja@example.org").count() == 1


def test_two_presses_of_begin_are_one_draft(page: Page, site):
    sign_in(page, site, "ohjaaja")
    site("/fi/kaytannot/ehdota/")
    page.fill("[name=title]", "Kirjastovartti")

    page.locator("main").get_by_role("button", name="Aloita").dblclick(delay=120)

    expect(page.locator("main")).to_contain_text("Kirjastovartti")
    assert Practice.objects.filter(texts__title="Kirjastovartti").count() == 1


def test_two_presses_of_save_are_one_event(page: Page, site):
    sign_in(page, site, "koordinaattori")
    site("/fi/tyopoyta/tapahtumat/uusi/training/")
    page.fill("[name=title_fi]", "Koulutus 2028")
    page.fill("[name=starts_on]", "3.5.2028")

    page.locator("main").get_by_role("button", name="Tallenna luonnos").dblclick(delay=120)

    expect(page.locator("main")).to_contain_text("Koulutus 2028")
    assert Event.objects.filter(title_fi="Koulutus 2028").count() == 1


def test_back_after_registering_leads_to_the_registration(page: Page, site):
    sign_in(page, site, "ohjaaja")
    event = Event.objects.get(key="tno-seminaari-2027")
    site(f"/fi/tapahtumat/{event.slug}/ilmoittaudu/")
    press(page, "Ilmoittaudu")
    expect(page.locator("main")).to_contain_text("Sinulla on paikka")

    page.go_back()
    button = page.locator("main").get_by_role("button", name="Ilmoittaudu", exact=True)
    if button.count():
        button.click()

    expect(page.locator(".messages")).to_contain_text("Olet jo ilmoittautunut tähän tapahtumaan.")
    assert Registration.objects.filter(event=event, person__email="ohjaaja@example.org").count() == 1


def test_back_after_submitting_changes_nothing(page: Page, site):
    author = Person.objects.get(email="ohjaaja@example.org")
    practice = Practice.objects.filter(status=Practice.Status.PUBLISHED).first()
    Practice.objects.filter(pk=practice.pk).update(
        author=author, owner=author.memberships.get().organisation, status=Practice.Status.DRAFT
    )
    sign_in(page, site, "ohjaaja")
    site(f"/fi/kaytannot/ehdota/{practice.pk}/6/")
    press(page, "Lähetä arvioitavaksi")
    expect(page.locator(".messages")).to_contain_text("21 päivän kuluessa")

    page.go_back()
    button = page.locator("main").get_by_role("button", name="Lähetä arvioitavaksi")
    if button.count():
        button.click()

    expect(page.locator("h1")).to_be_visible()
    practice.refresh_from_db()
    assert practice.status == Practice.Status.SUBMITTED
    assert practice.transitions.filter(to_status=Practice.Status.SUBMITTED).order_by("-pk")[0].actor == author


def test_of_two_tabs_the_second_sees_what_has_changed_and_nothing_is_lost(page: Page, site, own):
    address = f"/fi/kaytannot/ehdota/{own.pk}/2/"
    site(address)
    second = page.context.new_page()
    second.goto(page.url)
    page.get_by_label(NEED).fill("Ensimmäisen välilehden tarve")
    expect(page.locator("#autosave")).to_contain_text("Tallennettu automaattisesti")

    second.get_by_label(NEED).fill("Toisen välilehden tarve")
    second.get_by_label(WHAT).fill("Toisen välilehden kuvaus")
    expect(second.locator("#autosave")).to_contain_text("Ei tallennettu")
    assert own.texts.get().need == "Ensimmäisen välilehden tarve"
    press(second, "Tallenna ja jatka")
    expect(second.locator(".errsum")).to_be_focused()
    expect(second.locator("main")).to_contain_text("Ensimmäisen välilehden tarve")
    expect(second.get_by_label(NEED)).to_have_value("Toisen välilehden tarve")
    press(second, "Tallenna ja jatka")
    second.wait_for_url("**/3/")

    stored = own.texts.get()
    assert (stored.need, stored.description) == ("Toisen välilehden tarve", "Toisen välilehden kuvaus")


def test_what_was_written_before_the_script_came_is_saved_too(page: Page, site, own):
    held = []

    def hold(route) -> None:
        held.append(route)

    page.route("**/js/portal*.js", hold)
    site(f"/fi/kaytannot/ehdota/{own.pk}/2/", wait_until="commit")
    page.get_by_label(NEED).fill("Kirjoitettu hitaalla yhteydellä")
    assert held, "the script came first: nothing is proved"
    held[0].continue_()

    expect(page.locator("#autosave")).to_contain_text("Tallennettu automaattisesti")
    assert own.texts.get().need == "Kirjoitettu hitaalla yhteydellä"


def test_of_two_tabs_each_may_write_in_its_own_field(page: Page, site, own):
    site(f"/fi/kaytannot/ehdota/{own.pk}/2/")
    second = page.context.new_page()
    second.goto(page.url)
    page.get_by_label(NEED).fill("Ensimmäisen tarve")
    expect(page.locator("#autosave")).to_contain_text("Tallennettu automaattisesti")

    second.get_by_label(WHAT).fill("Toisen kuvaus")
    expect(second.locator("#autosave")).to_contain_text("Muut ovat sillä välin muuttaneet")

    stored = own.texts.get()
    assert (stored.need, stored.description) == ("Ensimmäisen tarve", "Toisen kuvaus")
    follow(second, "Edellinen")
