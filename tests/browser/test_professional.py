"""A professional: joins, signs in by a code from the mail, registers, cancels."""

import re
from datetime import UTC, datetime
from email import message_from_bytes

import pytest
from django.core import mail as django_mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from elo_portal.core import mail, ticking
from members.models import Membership, Organisation, Person
from seminars.models import Event, Registration
from tests.browser.acts import follow, mail_to, mailed_code, press, sign_in
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]
NEWCOMER = "uusi.ohjaaja@example.org"


def test_a_professional_signs_up_registers_and_cancels(page: Page, site):
    site("/fi/tili/signup/")
    page.fill("[name=email]", NEWCOMER)
    page.fill("[name=password1]", "pitka-salasana-talvi")
    page.fill("[name=first_name]", "Uuno")
    page.fill("[name=last_name]", "Uusi")
    page.select_option("[name=organisation]", str(Organisation.objects.get(key="ohjaamo-hakamaki").pk))
    page.check("[name=has_read]")
    page.locator("main form button").first.click()
    page.fill("[name=code]", mailed_code(NEWCOMER))
    assert_clean(page)
    press(page, "Jatka")
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
    assert_clean(page)
    page.locator("main form button").first.click()
    expect(page.locator(".messages")).to_be_visible()
    registration = Registration.objects.get(event=seminar, person__email=NEWCOMER)
    assert registration.status == Registration.Status.CANCELLED


def test_a_reminder_comes_a_week_before():
    ticking.run(now=datetime(2027, 2, 2, 8, tzinfo=UTC), force=True)

    subjects = [message.subject for message in django_mail.outbox]
    assert any("TNO-seminaari 2027" in subject for subject in subjects)


def test_a_professional_signs_in_by_a_code_from_the_mail(page: Page, site):
    site("/fi/tili/login/")
    follow(page, "Lähetä kirjautumiskoodi")
    assert_clean(page)
    page.fill("[name=email]", "ohjaaja@example.org")
    press(page, "Lähetä koodi")
    expect(page.locator("h1")).to_have_text("Anna koodi")
    page.fill("[name=code]", "VÄÄRÄ1")
    press(page, "Jatka")
    expect(page.locator(".errsum")).to_be_focused()

    page.fill("[name=code]", mailed_code("ohjaaja@example.org"))
    press(page, "Jatka")

    expect(page.locator("h1")).to_contain_text("Hei ")
    expect(page).to_have_url(re.compile(r"/fi/oma/$"))


def test_the_invited_join_by_the_link_in_their_mail(page: Page, site):
    sign_in(page, site, "yhteyshenkilo")
    site("/fi/tyopoyta/kutsut/")
    assert_clean(page)
    page.fill("[name=email]", "kutsuttu@example.org")
    page.select_option("[name=organisation]", index=1)
    press(page, "Lähetä kutsu")
    expect(page.locator("main")).to_contain_text("kutsuttu@example.org")
    page.locator("footer").get_by_role("button", name="Kirjaudu ulos").click()

    link = next(line for line in mail_to("kutsuttu@example.org").splitlines() if "/kutsu/" in line)
    site("/fi/kutsu/" + link.partition("/fi/kutsu/")[2])
    assert_clean(page)
    press(page, "Hyväksy kutsu")
    expect(page.locator("[name=email]")).to_have_value("kutsuttu@example.org")
    page.fill("[name=password1]", "kolme-vihreaa-porttia")
    page.fill("[name=first_name]", "Kaisa")
    page.fill("[name=last_name]", "Kutsuttu")
    page.check("[name=has_read]")
    assert_clean(page)
    page.locator("main form button").first.click()

    expect(page.locator("h1")).to_have_text("Hei Kaisa")
    membership = Person.objects.get(email="kutsuttu@example.org").memberships.get()
    assert membership.state == Membership.State.APPROVED
