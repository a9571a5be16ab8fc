"""Harmonising in a browser: a group compares and decides, an organisation commits itself, the region and each variant show it."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page, expect

from members.models import Seat
from practices.models import DailyViews, SharedPractice
from tests.browser.checks import assert_clean
from tests.members.factories import (
    PASSWORD,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    authority,
    group,
)
from tests.practices.factories import (
    AdoptionFactory,
    CommitmentFactory,
    PracticeFactory,
    SharedPracticeFactory,
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


def sign_in(page: Page, live_server, person):
    page.goto(live_server.url + reverse("account_login"))
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/tili/" not in url)


def chair_of_pirkanmaa():
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    SeatFactory(person=person, group=group(), role=Seat.Role.CHAIR)
    return person


def day(shift: int = 0) -> str:
    today = timezone.localdate()
    return f"{today.day}.{today.month}.{today.year + shift}"


def test_a_group_compares_and_decides_and_an_organisation_commits_itself(
    browser: Browser, page: Page, live_server
):
    iltaohjaus = PracticeFactory(text__title="Iltaohjaus")
    PracticeFactory(text__title="Aamuohjaus", based_on=iltaohjaus)
    organisation = OrganisationFactory(name_fi="Hakamäen Ohjaamo")
    contact = PersonFactory(login=True, contact_of=organisation)

    sign_in(page, live_server, chair_of_pirkanmaa())
    page.goto(live_server.url + reverse("practices:detail", args=[iltaohjaus.slug]))
    page.get_by_role("link", name="Vertaile muihin").click()
    expect(page.get_by_label("Iltaohjaus")).to_be_checked()
    page.get_by_label("Aamuohjaus").check()
    page.get_by_role("button", name="Vertaile", exact=True).click()
    expect(page.get_by_role("columnheader")).to_have_count(3)
    page.get_by_role("button", name="Vie käsittelyyn").click()
    page.get_by_role("link", name="Kirjaa päätös").click()

    page.get_by_label("Aamuohjaus").check()
    page.get_by_label("Mitä päätettiin ja miksi?").fill("Kaikki ohjaavat aamulla.")
    page.get_by_label("Voimassa alkaen").fill(day())
    page.get_by_label("Milloin käytäntö tarkistetaan?").fill(day())
    page.get_by_role("button", name="Kirjaa").click()
    expect(page.locator(".errsum")).to_be_focused()
    expect(page.get_by_label("Mitä päätettiin ja miksi?")).to_have_value("Kaikki ohjaavat aamulla.")
    page.get_by_label("Milloin käytäntö tarkistetaan?").fill(day(1))
    page.get_by_role("button", name="Kirjaa").click()
    expect(page.locator("main")).to_contain_text("Alueen yhteinen käytäntö")

    promising = browser.new_context(locale="fi").new_page()
    sign_in(promising, live_server, contact)
    promising.goto(live_server.url + reverse("pages:region", args=["pirkanmaa"]))
    promising.get_by_role("link", name="Aamuohjaus").first.click()
    promising.get_by_role("link", name="Sitouta organisaatio").click()
    promising.get_by_role("button", name="Sitoudu").click()
    expect(promising.locator("main")).to_contain_text("Hakamäen Ohjaamo")
    promising.context.close()

    page.goto(live_server.url + reverse("pages:region", args=["pirkanmaa"]))
    expect(page.locator(".coverage")).to_contain_text("1 /")
    page.goto(live_server.url + reverse("practices:shared", args=[SharedPractice.objects.get().pk]))
    expect(page.locator("main")).to_contain_text("Kaikki ohjaavat aamulla.")
    compared = page.get_by_role("columnheader")
    expect(compared.filter(has_text="Iltaohjaus")).to_have_count(1)
    expect(compared.filter(has_text="Aamuohjaus")).to_contain_text("Valittu")
    assert_clean(page)
    page.get_by_role("link", name="Lue käytäntö").click()
    expect(page.locator("h1")).to_have_text("Aamuohjaus")
    variants = page.locator("ul:below(#variants)").first
    variants.get_by_role("link", name="Iltaohjaus").click()
    expect(page.locator("h1")).to_have_text("Iltaohjaus")
    expect(page.locator("ul:below(#variants)").first).to_contain_text("Aamuohjaus")
    assert_clean(page)
    assert SharedPractice.objects.get().commitments.get().organisation == organisation


def test_an_opened_page_is_counted_and_that_of_its_makers_is_not(browser: Browser, live_server):
    practice = PracticeFactory()
    maker = PersonFactory(login=True, member_of=practice.owner)
    address = live_server.url + reverse("practices:detail", args=[practice.slug])
    # A test's browser says that it is headless, which is a machine.
    page = browser.new_context(
        locale="fi", user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
    ).new_page()

    with page.expect_response(lambda response: "avattu.gif" in response.url):
        page.goto(address)
    sign_in(page, live_server, maker)
    page.goto(address)
    page.wait_for_load_state("networkidle")

    assert page.locator("img.seen").count() == 0
    assert DailyViews.objects.get().count == 1
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_pages_of_harmonising_are_clean_in_each_width_and_scheme(page: Page, live_server, width, scheme):
    coordinator = PersonFactory(login=True, coordinator_of=authority("04"))
    practices = PracticeFactory.create_batch(3, text__steps=["Ensin\nsovi"], cost="small")
    for practice in practices:
        AdoptionFactory(practice=practice)
    shared = SharedPracticeFactory(practice=practices[0], variants=practices[1:])
    CommitmentFactory(shared=shared, note="Kaikki yksiköt.")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, coordinator)
    chosen = "&".join(f"practice={one.slug}" for one in practices)
    compare = reverse("practices:compare")
    addresses = [f"{compare}?{chosen}", f"{compare}?{chosen}&choose=1", f"{compare}?practice=x"]
    addresses += [
        reverse(f"practices:{name}", args=[shared.pk])
        for name in ("shared", "decide_shared", "end_shared", "commit")
    ]
    addresses += [reverse("practices:detail", args=[practices[0].slug]), reverse("practices:coverage")]
    addresses += [
        f"{reverse('practices:coverage')}?region=kainuu",
        reverse("pages:region", args=["pirkanmaa"]),
    ]
    addresses += [reverse("pages:principles"), reverse("pages:principle", args=["equality"])]
    addresses += [reverse("pages:targets"), reverse("pages:target", args=["competence"])]

    for one in addresses:
        page.goto(live_server.url + one)
        assert_clean(page)
