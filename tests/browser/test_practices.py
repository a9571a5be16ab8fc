"""Practices in a browser: search that narrows itself, a text that survives. The whole way: test_author.py."""

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import assert_clean
from tests.members.factories import PASSWORD, PersonFactory
from tests.practices.factories import PracticeFactory

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
]


@pytest.fixture(autouse=True)
def _in_finnish():
    with translation.override("fi"):
        yield


def sign_in(page: Page, live_server, person):
    page.goto(live_server.url + reverse("account_login"))
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/tili/" not in url)


def address(name: str, *args: int) -> str:
    return reverse(f"practices:{name}", args=args)


def test_the_list_narrows_itself_and_the_back_button_leads_back(page: Page, live_server):
    PracticeFactory(text__title="Iltaohjaus", terms=[("target_group", "upper-sec")])
    PracticeFactory(text__title="Kirjastovartti", terms=[("target_group", "vocational")])
    page.goto(live_server.url + address("list"))
    expect(page.get_by_role("status").first).to_contain_text("2 käytäntöä")

    page.get_by_label("lukio-opiskelijat").check()
    expect(page.locator("#count")).to_contain_text("1 käytäntö")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator("#chips")).to_contain_text("lukio-opiskelijat")
    expect(page.get_by_label("lukio-opiskelijat")).to_be_focused()

    page.fill("#q", "kirjasto")
    expect(page.locator("#count")).to_contain_text("0 käytäntöä")
    page.go_back()
    expect(page.locator("header.head")).to_be_visible()
    expect(page.locator(".hit")).to_have_count(2)


def test_the_list_narrows_without_a_script(browser: Browser, live_server):
    PracticeFactory(text__title="Iltaohjaus", terms=[("target_group", "upper-sec")])
    PracticeFactory(text__title="Kirjastovartti", terms=[("target_group", "vocational")])
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + address("list"))

    page.get_by_label("lukio-opiskelijat").check()
    page.get_by_role("button", name="Näytä 2 käytäntöä").click()

    expect(page.locator(".hit h2")).to_have_text(["Iltaohjaus"])
    context.close()


def test_a_text_saves_itself_and_survives_the_end_of_the_session(page: Page, live_server):
    author = PersonFactory(login=True)
    practice = PracticeFactory(draft=True, author=author)
    sign_in(page, live_server, author)
    page.goto(live_server.url + address("edit", practice.pk, 2))

    page.get_by_label("Mihin tarpeeseen käytäntö vastaa?").fill("Ensimmäinen teksti")
    expect(page.locator("#autosave")).to_contain_text("Tallennettu automaattisesti")
    assert practice.texts.get().need == "Ensimmäinen teksti"

    page.context.clear_cookies(name="session")
    page.get_by_label("Mihin tarpeeseen käytäntö vastaa?").fill("Toinen teksti")
    page.locator("#autosave a").click()
    page.fill("[name=login]", author.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()

    expect(page.get_by_label("Mihin tarpeeseen käytäntö vastaa?")).to_have_value("Toinen teksti")
    page.get_by_role("button", name="Tallenna ja jatka", exact=True).click()
    page.wait_for_url(f"**{address('edit', practice.pk, 3)}")
    assert practice.texts.get().need == "Toinen teksti"


def test_errors_take_the_focus_and_lead_to_their_field(page: Page, live_server):
    author = PersonFactory(login=True)
    practice = PracticeFactory(draft=True, author=author)
    sign_in(page, live_server, author)
    page.goto(live_server.url + address("edit", practice.pk, 3))

    page.get_by_label("Milloin käytäntö otettiin käyttöön?").fill("1.13.2025")
    page.get_by_role("button", name="Tallenna ja jatka", exact=True).click()

    expect(page.locator(".errsum")).to_be_focused()
    page.locator(".errsum a").first.click()
    expect(page.get_by_label("Milloin käytäntö otettiin käyttöön?")).to_be_focused()
    expect(page.get_by_label("Milloin käytäntö otettiin käyttöön?")).to_have_value("1.13.2025")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_pages_of_practices_are_clean_in_each_width_and_scheme(page: Page, live_server, width, scheme):
    author = PersonFactory(login=True)
    draft = PracticeFactory(draft=True, author=author, text__need="")
    published = PracticeFactory(
        text__steps=["Ensin\nsovi"], text__title="Pitkänpitkäyhdyssanatittelikuvausnimi " * 2
    )
    returned = PracticeFactory(returned=True, author=author)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, author)
    addresses = [address("list"), f"{address('list')}?q=ohjaus&region=kainuu&maturity=3", address("mine")]
    addresses += [reverse("practices:detail", args=[one.slug]) for one in (published, returned)]
    addresses += [address("propose"), f"{address('edit', draft.pk, 2)}?language=sv"]
    addresses += [address("edit", draft.pk, number) for number in range(1, 7)]

    for one in addresses:
        page.goto(live_server.url + one)
        assert_clean(page)
