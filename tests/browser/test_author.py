"""A practice from the first word to the library: written, returned, submitted again, published, found."""

import pytest
from playwright.sync_api import Page, expect

from practices.models import Practice
from tests.browser.acts import choose, choose_nth, follow, press, sign_in
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
TITLE = "Ohjauskävely uusille opiskelijoille"
NEED = "Uudet opiskelijat eivät löytäneet ohjauspalveluja ennen kuin pulma oli jo iso."
GO_ON = "Tallenna ja jatka"


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


def test_a_practice_is_written_returned_submitted_again_published_and_found(page: Page, site):
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

    sign_in(page, site, "ohjaaja")
    site("/fi/oma/kaytannot/")
    assert_clean(page)
    follow(page, TITLE)
    expect(page.locator("main")).to_contain_text("Montako opiskelijaa kulki reitin?")
    assert_clean(page)
    site(f"/fi/kaytannot/ehdota/{practice().pk}/6/")
    press(page, "Lähetä arvioitavaksi")
    expect(page.locator(".messages")).to_contain_text("21 päivän kuluessa")

    sign_in(page, site, "koordinaattori")
    site("/fi/tyopoyta/")
    follow(page, TITLE)
    press(page, "Julkaise")
    expect(page.locator(".messages")).to_contain_text("Julkaistu")
    page.locator("footer").get_by_role("button", name="Kirjaudu ulos").click()
    site("/fi/kaytannot/?q=ohjauskävely&region=keski-suomi")
    expect(page.locator(".hit h2")).to_have_text([TITLE])
