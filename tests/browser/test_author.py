"""A practice from the first word to its use elsewhere: written, returned, published, found, adopted, told of."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from practices import tasks
from practices.models import Adoption, Practice
from tests.browser.acts import choose, choose_nth, follow, link_in, mail_to, press, sign_in, sign_out
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
TITLE = "Ohjauskävely uusille opiskelijoille"
NEED = "Uudet opiskelijat eivät löytäneet ohjauspalveluja ennen kuin pulma oli jo iso."
GO_ON = "Tallenna ja jatka"
THREE_MONTHS = timedelta(days=93)


def practice() -> Practice:
    return Practice.objects.get(texts__title=TITLE)


def begin(page: Page, site) -> None:
    site("/fi/oma/")
    follow(page, "Ehdota käytäntöä")
    page.get_by_label("Käytännön nimi").fill(TITLE)
    assert_clean(page)
    press(page, "Aloita")
    page.get_by_label("Tiivistelmä").fill("Uusi opiskelija kävelee kampuksen läpi ohjaajan kanssa.")
    page.get_by_label("Minkä tyyppinen käytäntö se on?").select_option(index=1)
    choose(page, "Kuka saa nähdä sen?", "Kaikki")
    assert_clean(page)
    press(page, GO_ON)


def write_texts(page: Page) -> None:
    """The second step saves itself; what is written is there after the page was left."""
    page.get_by_label("Mihin tarpeeseen käytäntö vastaa?").fill(NEED)
    expect(page.locator("#autosave")).to_contain_text("Tallennettu automaattisesti")
    page.reload()
    expect(page.get_by_label("Mihin tarpeeseen käytäntö vastaa?")).to_have_value(NEED)
    page.get_by_label("Mitä tehdään ja miten?").fill("Kävely kestää tunnin.")
    expect(page.locator("main")).to_contain_text("kohtaa puuttuu vielä")
    expect(page.locator("main").get_by_role("link", name="Valitse vähintään yksi teema.")).to_be_visible()
    assert_clean(page)
    press(page, GO_ON)


def choose_for_whom_and_where(page: Page) -> None:
    choose(page, "Kohderyhmät", "lukio-opiskelijat", "ammatillisen koulutuksen opiskelijat")
    choose(page, "Hallinnonalat", "opetus ja koulutus")
    choose(page, "Teemat", "nivelvaiheet ja siirtymät")
    choose(page, "Missä käytäntö on kehitetty?", "Keski-Suomi")
    expect(page.locator("#autosave")).to_contain_text("Tallennettu automaattisesti")
    assert_clean(page)
    press(page, GO_ON)


def tell_what_is_known(page: Page) -> None:
    choose_nth(page, "Kuinka vakiintunut se on?", 1)
    choose_nth(page, "Mitä tuloksista tiedetään?", 0)
    press(page, GO_ON)
    page.get_by_label("Ydin: mikä on pidettävä ennallaan?").fill("Jokainen pysähdys on ihminen.")
    press(page, GO_ON)


def submit_when_nothing_is_missing(page: Page) -> None:
    """One thing was forgotten, another is asked last: the page says both and leads to them."""
    page.get_by_label("Teksteistä ei voi tunnistaa asiakkaita").check()
    press(page, "Lähetä arvioitavaksi")
    expect(page.locator(".messages")).to_contain_text("Ei vielä lähetetty")
    expect(page.locator("main")).to_contain_text("Ennen kuin voit lähettää")
    assert_clean(page)
    page.locator("main .notice a").first.click()
    page.get_by_label("Mitä voi muuttaa?").fill("Reitti ja kesto.")
    press(page, GO_ON)
    expect(page.locator("main")).to_contain_text("Kaikki tarvittava on koossa")
    press(page, "Lähetä arvioitavaksi")
    expect(page.locator(".messages")).to_contain_text("21 päivän kuluessa")


def return_with_a_question(page: Page, site) -> None:
    sign_in(page, site, "koordinaattori")
    site("/fi/tyopoyta/")
    assert_clean(page)
    follow(page, TITLE)
    assert_clean(page)
    press(page, "Palauta täydennettäväksi")
    expect(page.locator(".errsum")).to_be_focused()
    page.fill("[name=comment]", "Montako opiskelijaa kulki reitin?")
    press(page, "Palauta täydennettäväksi")
    expect(page.locator(".messages")).to_be_visible()


def submit_again(page: Page, site) -> None:
    sign_in(page, site, "ohjaaja")
    site("/fi/oma/kaytannot/")
    assert_clean(page)
    follow(page, TITLE)
    expect(page.locator("main")).to_contain_text("Montako opiskelijaa kulki reitin?")
    assert_clean(page)
    site(f"/fi/kaytannot/ehdota/{practice().pk}/6/")
    press(page, "Lähetä arvioitavaksi")
    expect(page.locator(".messages")).to_contain_text("21 päivän kuluessa")


def publish(page: Page, site) -> None:
    sign_in(page, site, "koordinaattori")
    site("/fi/tyopoyta/")
    follow(page, TITLE)
    press(page, "Julkaise")
    expect(page.locator(".messages")).to_contain_text("Julkaistu")


def find(page: Page, site) -> None:
    site("/fi/kaytannot/?q=ohjauskävely&region=keski-suomi")
    expect(page.locator(".hit h2")).to_have_text([TITLE])


def take_into_use_in_ostrobothnia(page: Page, site) -> None:
    """By somebody of another authority, who found it in the list."""
    sign_in(page, site, "samordnare")
    find(page, site)
    follow(page, TITLE)
    follow(page, "Ota käyttöön")
    choose(page, "Millä alueella?", "Pohjanmaa")
    choose(page, "Missä vaiheessa olette?", "käytössä")
    assert_clean(page)
    press(page, "Kirjaa")
    expect(page.locator(".messages")).to_contain_text("Käyttöönotto on kirjattu")
    assert TITLE in mail_to("ohjaaja@example.org")


def tell_how_it_goes(page: Page, site) -> None:
    """The mail is in the language of who gets it, and so is the form that it leads to."""
    text = mail_to("samordnare@example.org")
    assert ("Hur går det?" in text, TITLE in text) == (True, True)
    sign_in(page, site, "samordnare")
    site(link_in(text))
    expect(page.locator("h1")).to_have_text("Hur går det?")
    assert_clean(page)
    choose(page, "Hur långt har ni kommit nu?", "etablerad")
    page.get_by_label("Vad ledde det till?").fill("Sextio nya studerande har gått rundan.")
    press(page, "Spara")
    expect(page.locator(".messages")).to_contain_text("Tack.")
    expect(page.locator("main")).to_contain_text("efter 3 månader")
    assert_clean(page)


def expect_on_its_way(page: Page, site, *words: str) -> None:
    """What a visitor reads on the page of the practice."""
    sign_out(page)
    site(f"/fi/kaytannot/{practice().slug}/")
    stop = page.locator(".trail li", has_text="Otettu käyttöön")
    expect(stop).to_contain_text(["Pohjanmaa"])
    for one in words:
        expect(page.locator("main")).to_contain_text(one, ignore_case=True)
    assert_clean(page)


def test_a_practice_is_written_returned_published_found_and_used_elsewhere(page: Page, site):
    sign_in(page, site, "ohjaaja")
    begin(page, site)
    write_texts(page)
    choose_for_whom_and_where(page)
    tell_what_is_known(page)
    submit_when_nothing_is_missing(page)
    assert_clean(page)
    chosen = set(practice().terms.values_list("vocabulary", "slug"))
    assert (practice().status, len(chosen)) == (Practice.Status.SUBMITTED, 4)
    assert set(practice().regions.values_list("code", flat=True)) == {"06", "13"}

    return_with_a_question(page, site)
    submit_again(page, site)
    publish(page, site)
    sign_out(page)
    find(page, site)

    take_into_use_in_ostrobothnia(page, site)
    with time_machine.travel(timezone.now() + THREE_MONTHS, tick=True):
        tasks.ask_adopters(timezone.now())
        tell_how_it_goes(page, site)
        expect_on_its_way(page, site, "vakiinnutettu", "Sextio nya studerande har gått rundan.")
    assert practice().adoptions.get().state == Adoption.State.ESTABLISHED
