"""Every page for everybody: axe in both themes, policy, width of a phone, headings, links, forms with errors.

The names come from the resolver; a page that takes an argument needs one in places.py. What looks the same to several
people is opened in the browser once.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from members.models import Account
from tests.browser.checks import LOOK, is_wider_than_the_window, violations
from tests.browser.places import NOT_PAGES, NOT_SENT_EMPTY, arguments
from tests.test_rules import all_urls

pytestmark = [pytest.mark.real_time, pytest.mark.django_db(transaction=True)]

PEOPLE = {
    "visitor": "",
    "professional": "ohjaaja",
    "contact person": "yhteyshenkilo",
    "coordinator": "koordinaattori",
    "administrator": "yllapito",
}
SPACES = {
    "practices": "fi",
    "seminars": "sv",
    "members": "sv",
    "other": "fi",
}  # the longest words are Swedish
OF_A_KIND = 2  # links of a person that are followed
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
REQUIRED = "main form[method=post]:has(.req)"
FIELDS = (
    "forms => forms.map(form => [...form.elements].filter(one => one.type !== 'hidden').map(one => one.name))"
)
SEND_EMPTY = """form => {
  for (const field of form.elements) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else if (!["hidden", "submit", "button", "fieldset"].includes(field.type)) field.value = "";
  }
  form.requestSubmit(form.querySelector("button:not([type=button])"));
}"""


class Part(NamedTuple):
    """Of the names in a space every `of`-th, so that several processes share the work."""

    space: str
    number: int = 0
    of: int = 1

    @property
    def language(self) -> str:
        return SPACES[self.space]


PARTS = [Part("practices", 0, 2), Part("practices", 1, 2), *map(Part, ("other", "seminars", "members"))]


class Place(NamedTuple):
    who: str
    name: str
    path: str
    asks: bool  # whether a form needs something


@pytest.fixture
def clients(demo_network) -> dict[str, Client]:
    """One for each kind of person, signed in."""
    found = {}
    for who, name in PEOPLE.items():
        found[who] = Client(raise_request_exception=False)
        if name:
            found[who].force_login(Account.objects.get(email=f"{name}@example.org"))
    return found


@pytest.mark.long
@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.space}-{part.number}")
def test_every_page_stands_for_everybody(part: Part, clients, browser: Browser, live_server):
    places, links = walk(part, clients)
    faults = dead(links, clients, part.language)
    contexts = {who: opened(browser, client, live_server.url) for who, client in clients.items()}
    pages = {who: watched(context, faults) for who, context in contexts.items()}
    first = {place.path: place for place in reversed(places)}
    for place in places:
        faults += look(pages[place.who], place, live_server.url, is_first=place is first[place.path])
    for place in {place.name: place for place in places if place.asks}.values():
        faults += try_empty_forms(pages[place.who], place, live_server.url)
    for context in contexts.values():
        context.close()
    assert faults == []


def walk(part: Part, clients: dict[str, Client]) -> tuple[list[Place], set[tuple[str, str]]]:
    """The places that differ in what they show, and (who, address) of all links on every page of everybody."""
    addresses = list(addresses_of(part, clients["administrator"]))
    places, links, shown, contents = [], set(), set(), set()
    for who, client in clients.items():
        for name, path in addresses:
            answer = client.get(path)
            if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            shown.add(name)
            html = answer.content.decode()
            links |= {(who, urljoin(path, href)) for href in re.findall(r'<a [^>]*href="([^"#]+)', html)}
            if (content := what_it_shows(html)) not in contents:
                contents.add(content)
                places.append(Place(who, name, path, 'class="req"' in content))
    hidden = {name for name, _path in addresses} - shown
    assert hidden == set(), "Nobody sees these. Give other arguments, or name them in NOT_PAGES (places.py)."
    return places, links


def addresses_of(part: Part, administrator: Client) -> Iterator[tuple[str, str]]:
    """(name, address) of everything that may be a page. Fails for a page whose arguments nobody has written."""
    known = arguments(now=timezone.now())
    unknown = []
    for name, wanted in names_of(part):
        if name in NOT_PAGES:
            continue
        if wanted and name not in known:
            # What takes only POST is no page. Any number is a good argument to find that out.
            if administrator.get(address(name, dict.fromkeys(wanted, 1), part.language)).status_code != 405:
                unknown.append(name)
            continue
        for kwargs in known.get(name, [{}]):
            path = address(name, kwargs, part.language)
            if administrator.get(path).status_code != 405:
                yield name, path
    assert unknown == [], "Add the arguments of these pages to arguments() in tests/browser/places.py."


def names_of(part: Part) -> list[tuple[str, set[str]]]:
    """(name, arguments) of the part."""
    there = [
        (name, wanted)
        for name, wanted in sorted(names_and_arguments().items())
        if (name.split(":")[0] if name.split(":")[0] in SPACES else "other") == part.space
    ]
    return there[part.number :: part.of]


def address(name: str, kwargs: dict[str, Any], language: str) -> str:
    """Each answer changes the language of this thread."""
    with translation.override(language):
        return reverse(name, kwargs=kwargs)


def names_and_arguments() -> dict[str, set[str]]:
    """Every name of the resolver with the arguments that all its addresses take."""
    found: dict[str, set[str]] = {}
    for name, pattern in all_urls():
        if not name:  # old addresses of the library for signing in
            continue
        taken = getattr(pattern.pattern, "converters", None) or pattern.pattern.regex.groupindex
        found[name] = found.get(name, set(taken)) & set(taken)
    return found


def what_it_shows(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", main)


def dead(links: set[tuple[str, str]], clients: dict[str, Client], language: str) -> list[str]:
    """Links to the portal that lead nowhere for whoever sees them; of many that lead to one kind of page, a few.

    Other languages are not followed: tests/pages/test_demo_network.py asks for every page in all of them.
    """
    found: list[str] = []
    tried: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for who, link in sorted(links):
        place = urlsplit(link.replace("&amp;", "&"))
        if place.scheme or place.netloc or not place.path.startswith(f"/{language}/"):
            continue
        kind = (who, kind_of_page(place.path, language), tuple(sorted(parse_qs(place.query))))
        tried[kind] += 1
        if tried[kind] > OF_A_KIND:
            continue
        status = clients[who].get(place.geturl()).status_code
        if status >= 400:
            found.append(f"{status} for the {who}: {link}")
    return found


def kind_of_page(path: str, language: str) -> str:
    """Its name, or the address itself where no name fits."""
    with translation.override(language):
        try:
            return resolve(path).view_name
        except Resolver404:
            return path


def opened(browser: Browser, client: Client, url: str) -> BrowserContext:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    if settings.SESSION_COOKIE_NAME in client.cookies:
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])
    return context


def watched(context: BrowserContext, faults: list[str]) -> Page:
    """A page whose complaints are kept: failed scripts, broken policy, what could not be loaded."""
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if is_fault(said) else None)
    return page


def is_fault(said: ConsoleMessage) -> bool:
    """An error, but not that a form came back: 422 is how a form with errors answers."""
    return said.type == "error" and "status of 422" not in said.text


def look(page: Page, place: Place, url: str, *, is_first: bool) -> list[str]:
    """On a desk in the light, on a phone in the dark; the colours of the dark where the page is met first."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    page.goto(url + place.path)
    found = violations(page)
    if is_wider_than_the_window(page):
        found.append("wider than the window of a desk")
    if (headings := page.locator("h1").count()) != 1:
        found.append(f"{headings} headings of level 1")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    if is_first:
        found += [f"dark, on a phone: {one}" for one in violations(page, LOOK)]
    if is_wider_than_the_window(page):
        found.append("wider than a phone")
    return [f"{place}: {one}" for one in found]


def try_empty_forms(page: Page, place: Place, url: str) -> list[str]:
    """Send each form that asks for something with nothing in it: the summary takes the focus, the page stays clean.

    Of forms that have the same fields the first is sent.
    """
    found: list[Any] = []
    if place.name in NOT_SENT_EMPTY:
        return []
    page.goto(url + place.path)
    fields: list[list[str]] = page.locator(REQUIRED).evaluate_all(FIELDS)
    for number in range(len(fields)):
        if fields[number] in fields[:number]:
            continue
        if number:
            page.goto(url + place.path)
        with page.expect_navigation():
            page.locator(REQUIRED).nth(number).evaluate(SEND_EMPTY)
        if not page.evaluate("document.activeElement.matches('.errsum')"):
            found.append(f"form {number}: no summary of errors has the focus")
        found += violations(page)
    return [f"{place}, with errors: {one}" for one in found]
