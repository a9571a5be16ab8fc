"""Somebody who uses the portal over HTTP: keeps cookies, fills in forms, measures the wait."""

import time
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from elo_portal.pages.demo.network import PASSWORD

PATIENCE = 40  # seconds; longer than any answer may take


class Page(NamedTuple):
    status: int
    url: str
    text: str
    seconds: float


class MainForm(HTMLParser):
    """The hidden and chosen fields of the first form in <main>, and where it is sent."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.action, self.fields = "", {}
        self._is_in_main = self._is_in_form = self._is_done = False
        self.feed(page.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "main":
            self._is_in_main = True
        elif tag == "form" and self._is_in_main and not self._is_done:
            self._is_in_form, self.action = True, given.get("action") or ""
        elif tag == "input" and self._is_in_form and (given.get("type") == "hidden" or "checked" in given):
            self.fields[given["name"]] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._is_in_form:
            self._is_in_form, self._is_done = False, True


class Visitor:
    """One browser, without scripts."""

    def __init__(self, port: int) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Page:
        return self._open(Request(urljoin(self.home, path)))  # noqa: S310 - our own demo

    def send(self, page: Page, **values: str) -> Page:
        """Fill in the form of the page and send it."""
        form = MainForm(page)
        body = urlencode(form.fields | values).encode()
        return self._open(Request(urljoin(page.url, form.action), body))  # noqa: S310 - our own demo

    def sign_in(self, name: str) -> Page:
        page = self.get("/fi/tili/login/")
        return self.send(page, login=f"{name}@example.org", password=PASSWORD)

    def register(self, slug: str, mode: str) -> Page:
        page = self.get(f"/fi/tapahtumat/{slug}/ilmoittaudu/")
        return self.send(page, mode=mode)

    def _open(self, request: Request) -> Page:
        began = time.monotonic()
        try:
            answer = self._opener.open(request, timeout=PATIENCE)
        except HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode()
            return Page(answer.status, answer.url, text, time.monotonic() - began)
