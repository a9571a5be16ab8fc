"""What people do on pages, and how they read their mail."""

import re
from urllib.parse import urlsplit

from django.core import mail as django_mail
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from elo_portal.core import mail
from elo_portal.pages.demo import network

SIGN_OUT = re.compile("^(Kirjaudu ulos|Logga ut)$")


def sign_in(page: Page, site, name: str) -> None:
    """One of the demo accounts; whoever was signed in before signs out."""
    site("/fi/tili/login/")
    if "/login/" not in page.url:
        sign_out(page)
        site("/fi/tili/login/")
    type_password(page, name)


def sign_out(page: Page) -> None:
    page.locator("footer").get_by_role("button", name=SIGN_OUT).click()


def type_password(page: Page, name: str) -> None:
    page.fill("[name=login]", f"{name}@example.org")
    page.fill("[name=password]", network.PASSWORD)
    press(page, "Kirjaudu")
    page.wait_for_url(lambda url: "/tili/" not in url)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=re.compile(f"^{name}( ?:|$)")).first.click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def group(page: Page, name: str) -> Locator:
    """The choices below one legend."""
    return page.locator("main").get_by_role("group", name=name)


def choose(page: Page, name: str, *labels: str) -> None:
    """Tick the boxes, or the button, of one group by their words."""
    for label in labels:
        words = re.compile(rf"^\s*{re.escape(label)}\s*$", re.IGNORECASE)
        group(page, name).get_by_text(words).click()
        expect(group(page, name).get_by_label(words)).to_be_checked()


def choose_nth(page: Page, name: str, number: int) -> None:
    group(page, name).get_by_role("radio").nth(number).check()


def mails_to(address: str) -> list[str]:
    """Hand over what is due; the texts of all mails to the address, the newest first."""
    while mail.deliver(now=timezone.now()):
        pass
    return [str(sent.body) for sent in reversed(django_mail.outbox) if sent.to == [address]]


def mail_to(address: str) -> str:
    return mails_to(address)[0]


def link_in(text: str) -> str:
    """The path of the address that stands alone on its line."""
    return urlsplit(re.search(r"^(https?://\S+)$", text, re.MULTILINE)[1]).path


def mailed_code(address: str) -> str:
    """The code that stands alone on its line."""
    return re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]+)*)$", mail_to(address), re.MULTILINE)[1]
