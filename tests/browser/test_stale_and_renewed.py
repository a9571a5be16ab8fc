"""Does it still hold: a year later one practice is confirmed by one button, another is answered by nobody."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from practices import tasks
from practices.models import Practice
from tests.browser.acts import link_in, mails_to, press, sign_in
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
ANSWERED, UNANSWERED = "ei-arvata", "vuosi-tutkinnon-jalkeen"
YEAR_LATER = datetime(2027, 11, 1, 8, tzinfo=UTC)  # since both were published
MONTH = timedelta(days=30)
NOT_CONFIRMED = "Ajantasaisuus vahvistamatta"


def practice(key: str) -> Practice:
    return Practice.objects.prefetch_related("texts").get(key=key)


def tend() -> None:
    """What the tick does with the library, at the hour of the clock."""
    tasks.keep_fresh(timezone.now())


def link_about(key: str, *, to: str) -> str:
    """The path in the newest mail to the address that tells of this practice."""
    title = practice(key).text.title
    return next(link_in(text) for text in mails_to(f"{to}@example.org") if title in text)


def page_of(key: str) -> str:
    return f"/fi/kaytannot/{practice(key).slug}/"


def expect_in_list(page: Page, site, key: str, *, count: int) -> Locator:
    """The card of the practice among the hits for its title."""
    title = practice(key).text.title
    site(f"/fi/kaytannot/?{urlencode({'q': title})}")
    cards = page.locator(".hit", has=page.get_by_role("link", name=title, exact=True))
    expect(cards).to_have_count(count)
    return cards


def test_a_practice_is_asked_about_after_a_year_and_one_button_confirms_it(page: Page, site):
    with time_machine.travel(YEAR_LATER, tick=True):
        tend()
        sign_in(page, site, "ohjaaja")
        site(link_about(ANSWERED, to="ohjaaja"))
        expect(page.locator("h1")).to_have_text("Onko tämä käytäntö yhä ajan tasalla?")
        expect(page.locator("main")).to_contain_text("25.2.2026")
        assert_clean(page)
        opened = practice(ANSWERED)
        assert (opened.confirmed_at, opened.asked_at is None) == (None, False)

        press(page, "On yhä ajan tasalla")

        expect(page.locator(".messages")).to_contain_text("Kysymme uudelleen vuoden kuluttua")
        expect(page.locator("main")).to_contain_text("Vahvistettu ajantasaiseksi 1.11.2027")
        assert_clean(page)
        confirmed = practice(ANSWERED)
        assert (confirmed.confirmed_at.date(), confirmed.asked_at) == (YEAR_LATER.date(), None)


def test_without_an_answer_readers_are_warned_then_it_is_archived_and_its_link_still_works(page: Page, site):
    with time_machine.travel(YEAR_LATER, tick=True):
        tend()
        link = link_about(UNANSWERED, to="yhteyshenkilo")
        expect(expect_in_list(page, site, UNANSWERED, count=1)).not_to_contain_text(NOT_CONFIRMED)

    with time_machine.travel(YEAR_LATER + 2 * MONTH, tick=True):
        tend()
        expect(expect_in_list(page, site, UNANSWERED, count=1)).to_contain_text(NOT_CONFIRMED)
        assert_clean(page)
        site(page_of(UNANSWERED))
        expect(page.locator("main")).to_contain_text(NOT_CONFIRMED)
        expect(page.locator("main")).to_contain_text("Tiedot on viimeksi vahvistettu 29.10.2026")
        assert_clean(page)

    with time_machine.travel(YEAR_LATER + 13 * MONTH, tick=True):
        tend()
        expect_in_list(page, site, UNANSWERED, count=0)
        site(page_of(UNANSWERED))
        expect(page.get_by_role("heading", name="Arkistoitu")).to_be_visible()
        assert_clean(page)

        assert link_about(UNANSWERED, to="yhteyshenkilo") == link
        sign_in(page, site, "yhteyshenkilo")
        site(link)
        expect(page.locator("main")).to_contain_text(
            "Käytäntö arkistoitiin, koska kukaan ei vastannut vuoteen"
        )
        assert_clean(page)
        assert practice(UNANSWERED).status == Practice.Status.ARCHIVED
        press(page, "Palauta näkyviin")
        expect(page.locator(".messages")).to_contain_text("Käytäntö näkyy taas luetteloissa ja haussa")
        expect(expect_in_list(page, site, UNANSWERED, count=1)).not_to_contain_text(NOT_CONFIRMED)
