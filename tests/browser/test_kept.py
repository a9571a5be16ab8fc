"""Writing over a connection that is lost: the text waits in the browser, for its writer only, until it is stored."""

import pytest
from playwright.sync_api import Page, expect

from members.models import Membership, Person
from practices.models import Practice, PracticeText
from tests.browser.acts import press, sign_in, type_password
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
NEED = "Mihin tarpeeseen käytäntö vastaa?"
WORDS = "Kirjoitettu junassa ilman yhteyttä."
WAITS = "Ei yhteyttä. Kirjoittamasi säilyy tässä selaimessa"
STORED = "Tallennettu automaattisesti"
KEYS = "Object.keys(localStorage).filter((key) => key.startsWith('kept/'))"


@pytest.fixture
def own(site, page: Page) -> Practice:
    """A draft of the professional, who has signed in, opened at its second step."""
    sign_in(page, site, "ohjaaja")
    site("/fi/kaytannot/ehdota/")
    page.fill("[name=title]", "Kirjastovartti")
    press(page, "Aloita")
    expect(page.locator("main")).to_contain_text("Kirjastovartti")
    made = Practice.objects.get(texts__title="Kirjastovartti")
    site(address(made))
    return made


@pytest.fixture
def waiting(page: Page, own: Practice) -> Practice:
    """Its need was written without a connection."""
    page.context.set_offline(True)
    page.get_by_label(NEED).fill(WORDS)
    expect(page.locator("#autosave")).to_contain_text(WAITS)
    assert stored(own).need == ""
    return own


def address(practice: Practice) -> str:
    return f"/fi/kaytannot/ehdota/{practice.pk}/2/"


def expect_nothing_kept(page: Page) -> None:
    page.wait_for_function(f"{KEYS}.length === 0")


def stored(practice: Practice) -> PracticeText:
    return practice.texts.get(language="fi")


def opened_anew(page: Page, live_server, practice: Practice) -> Page:
    """The page is closed, the connection comes back, and the step is opened again."""
    context = page.context
    page.close()
    context.set_offline(False)
    fresh = context.new_page()
    fresh.goto(live_server.url + address(practice))
    return fresh


def test_what_was_typed_without_a_connection_survives_the_page_and_is_stored(
    page: Page, live_server, waiting
):
    page.get_by_label(NEED).press_sequentially(" Ja vielä tämä.")

    fresh = opened_anew(page, live_server, waiting)

    expect(fresh.get_by_label(NEED)).to_have_value(f"{WORDS} Ja vielä tämä.")
    expect(fresh.locator("main")).to_contain_text("Ilman yhteyttä kirjoittamasi säilyi")
    assert_clean(fresh)
    expect(fresh.locator("#autosave")).to_contain_text(STORED)
    expect(fresh.locator("#found")).to_have_count(0)
    assert stored(waiting).need == f"{WORDS} Ja vielä tämä."
    expect_nothing_kept(fresh)


def test_it_is_stored_by_itself_when_the_connection_comes_back(page: Page, waiting):
    page.context.set_offline(False)

    expect(page.locator("#autosave")).to_contain_text(STORED)
    assert stored(waiting).need == WORDS
    expect_nothing_kept(page)


def test_a_button_without_a_connection_keeps_the_page_and_goes_on_later(page: Page, waiting):
    press(page, "Tallenna ja jatka")
    expect(page.locator("#autosave")).to_contain_text(WAITS)
    assert page.url.endswith(address(waiting))

    page.context.set_offline(False)
    expect(page.locator("#autosave")).to_contain_text(STORED)
    press(page, "Tallenna ja jatka")

    page.wait_for_url("**/3/")
    assert stored(waiting).need == WORDS


def test_boxes_and_rows_come_back_as_well(page: Page, live_server, site, own):
    page.context.set_offline(True)
    page.locator("[name=steps]").nth(2).fill("Kolmas vaihe")
    expect(page.locator("#autosave")).to_contain_text(WAITS)

    fresh = opened_anew(page, live_server, own)

    expect(fresh.locator("[name=steps]").nth(2)).to_have_value("Kolmas vaihe")
    expect(fresh.locator("#autosave")).to_contain_text(STORED)
    assert stored(own).steps == ["Kolmas vaihe"]


def test_of_what_another_has_changed_meanwhile_nothing_is_overwritten(page: Page, live_server, waiting):
    PracticeText.objects.filter(practice=waiting).update(need="Työkaverin tarve", results="Työkaverin tulos")

    fresh = opened_anew(page, live_server, waiting)

    expect(fresh.locator("#autosave")).to_contain_text("Ei tallennettu")
    expect(fresh.get_by_label(NEED)).to_have_value(WORDS)
    assert stored(waiting).need == "Työkaverin tarve"
    press(fresh, "Tallenna ja jatka")
    expect(fresh.locator(".errsum")).to_be_focused()
    expect(fresh.locator("main")).to_contain_text("Työkaverin tarve")
    press(fresh, "Tallenna ja jatka")
    fresh.wait_for_url("**/3/")
    assert (stored(waiting).need, stored(waiting).results) == (WORDS, "Työkaverin tulos")


def test_it_may_be_thrown_away(page: Page, live_server, waiting):
    PracticeText.objects.filter(practice=waiting).update(need="Työkaverin tarve")
    fresh = opened_anew(page, live_server, waiting)

    fresh.locator("#found").get_by_role("button", name="Hylkää teksti").click()

    expect(fresh.get_by_label(NEED)).to_have_value("Työkaverin tarve")
    expect(fresh.locator("#autosave")).to_contain_text(STORED)
    expect_nothing_kept(fresh)
    assert stored(waiting).need == "Työkaverin tarve"


def test_signing_out_forgets_it(page: Page, live_server, waiting):
    fresh = opened_anew(page, live_server, waiting)
    fresh.context.set_offline(True)
    fresh.get_by_label(NEED).fill("Uusi teksti")
    expect(fresh.locator("#autosave")).to_contain_text(WAITS)
    fresh.context.set_offline(False)
    fresh.locator("footer").get_by_role("button", name="Kirjaudu ulos").click()
    fresh.wait_for_url(lambda url: "/ehdota/" not in url)

    expect_nothing_kept(fresh)


def test_another_person_at_the_same_browser_sees_nothing_of_it(page: Page, live_server, site, waiting):
    """Even a colleague who may open the same draft, and even if the writer has never signed out."""
    colleague = Person.objects.get(email="yhteyshenkilo@example.org")
    if not colleague.memberships.filter(organisation=waiting.owner).exists():
        own = Membership.objects.get(person__email="ohjaaja@example.org", organisation=waiting.owner)
        Membership.objects.filter(person=colleague).update(organisation=own.organisation)
    context = page.context
    page.close()
    context.set_offline(False)
    context.clear_cookies()
    fresh = context.new_page()
    fresh.goto(f"{live_server.url}/fi/tili/login/")
    type_password(fresh, "yhteyshenkilo")

    fresh.goto(live_server.url + address(waiting))

    expect(fresh.get_by_label(NEED)).to_have_value("")
    assert WORDS not in fresh.content()
    assert len(fresh.evaluate(KEYS)) == 1
    assert stored(waiting).need == ""
