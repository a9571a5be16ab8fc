"""Every form of every page is sent after the session has ended: what was typed is there after signing in again.

Either the form itself holds it, or a page that asks to send it once more.
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from elo_portal.core.kept_input import SESSION_KEY
from tests.policy.asking import portal as handler
from tests.policy.table import TABLE
from tests.policy.test_sent_back import Place, new_forms
from tests.policy.world import World
from tests.sent_back import Page

pytestmark = pytest.mark.django_db

TYPED = 'Äidin & <b>"tyttären"</b> polku'
WITH_A_FORM = [line for line in TABLE if "GET" in line.methods and line.to]
# What signing in itself asks, and what is sent without signing in.
ANSWERED_AT_ONCE = {"pages:components"}


@pytest.fixture(scope="module")
def asked() -> set[tuple[str, frozenset[str]]]:
    return set()


@pytest.mark.parametrize("line", WITH_A_FORM, ids=str)
def test_what_was_typed_before_the_session_ended_is_there_after_signing_in(portal, asked, line):
    who = min(line.to)
    if who not in portal.sessions or ":" not in line.name or line.name in ANSWERED_AT_ONCE:
        return
    wrong = [
        f"{place.name} as {who}: {fault}"
        for place in new_forms(portal, line, who, asked)
        if ":" in place.name
        for fault in faults(portal, who, place)
    ]

    assert wrong == []


def faults(portal: World, who: str, place: Place) -> Iterator[str]:
    names = [name for name, control in place.form.controls.items() if control.is_text]
    with transaction.atomic():
        sent = send(place.path, place.form.hidden | dict.fromkeys(names, TYPED))
        signed_in = sign_in(portal, who, sent)
        page = Page(read(sent.headers["Location"], signed_in).content.decode())
        transaction.set_rollback(True)
    held = {
        name
        for form in page.forms
        for name, value in (*form.hidden.items(), *((n, "".join(c.values)) for n, c in form.controls.items()))
        if value == TYPED
    }
    if missing := set(names) - held:
        yield f"{sorted(missing)} are lost"


def send(path: str, data: dict[str, str]) -> HttpResponse:
    request = RequestFactory().post(path, data)
    request._dont_enforce_csrf_checks = True
    return handler().get_response(request)


def sign_in(portal: World, who: str, answer: HttpResponse) -> str:
    """The session that was begun by `answer`, now of this person: as signing in keeps what it holds."""
    session = SessionStore(answer.cookies[settings.SESSION_COOKIE_NAME].value)
    assert SESSION_KEY in session
    session.update(SessionStore(portal.sessions[who]).load())
    session.save()
    return session.session_key


def read(sign_in_url: str, session: str) -> HttpResponse:
    """The page that signing in leads to."""
    browser = RequestFactory()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session
    path = parse_qs(urlsplit(sign_in_url).query)["next"][0]
    response = handler().get_response(browser.get(path))
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return response
