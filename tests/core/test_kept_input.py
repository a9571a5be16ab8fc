"""What was typed before the session ended is there after signing in again."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from elo_portal.core import kept_input
from members.models import Membership
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import PASSWORD, OrganisationFactory, PersonFactory
from tests.practices.factories import PracticeFactory
from tests.sent_back import Page

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def author():
    return PersonFactory(login=True)


@pytest.fixture
def address(author):
    practice = PracticeFactory(draft=True, author=author)
    return f"/fi/kaytannot/ehdota/{practice.pk}/2/"


def sign_in(client, person):
    response = client.post("/fi/tili/login/", {"login": person.email, "password": PASSWORD})
    assert response.status_code == 302, response.content[:2000]
    return response


def need():
    return Practice.objects.get().texts.get().need


def test_a_post_after_the_session_has_ended_is_in_the_form_after_signing_in(client, author, address):
    answer = client.post(address, {"need": "Pitkä teksti", "description": "a", "steps": ["x", "y"]})
    sign_in(client, author)
    page = client.get(address)

    html = page.content.decode()
    assert address in answer["Location"].replace("%2F", "/")
    assert page.context_data["is_restored"]
    assert "Pitkä teksti" in html
    assert "Kirjoittamasi on tallessa" in html
    assert need() == "Päivällä ei ehditty."


def test_saving_the_restored_text_ends_the_keeping(client, author, address):
    client.post(address, {"need": "Pitkä teksti", "description": "a", "steps": ["x"]})
    sign_in(client, author)
    client.post(address, {"need": "Pitkä teksti", "description": "a", "steps": ["x"]})

    assert need() == "Pitkä teksti"
    assert not client.get(address).context_data["is_restored"]


def test_throwing_the_restored_text_away(client, author, address):
    client.post(address, {"need": "Pitkä teksti"})
    sign_in(client, author)
    client.post(address, {"go": "forget"})

    assert not client.get(address).context_data["is_restored"]
    assert need() == "Päivällä ei ehditty."


def test_an_autosave_after_the_session_has_ended_says_so_and_keeps(client, author, address):
    answer = client.post(address, {"need": "Pitkä teksti"}, **HTMX)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Tekstisi on tallessa" in html
    assert "/login/?next=" in html
    sign_in(client, author)
    assert "Pitkä teksti" in client.get(address).content.decode()


def test_a_token_of_an_earlier_sign_in_loses_nothing(author, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author.account)

    refused = client.post(address, {"need": "Pitkä teksti", "csrfmiddlewaretoken": "vanha"})
    page = client.get(address)

    assert refused.status_code == 403
    assert page.context_data["is_restored"]
    assert "Pitkä teksti" in page.content.decode()


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_form_of_another_site_is_not_kept(author, address, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author.account)

    client.post(address, {"need": "Vieras"}, HTTP_ORIGIN=origin)

    assert kept_input.SESSION_KEY not in client.session


def test_a_forged_post_makes_no_session(address):
    client = Client(enforce_csrf_checks=True)

    client.post(address, {"need": "x" * 1000})

    assert not client.cookies.get("session")


def test_too_much_is_not_kept_and_nobody_says_it_is(client, address):
    html = client.post(address, {"need": "x" * kept_input.MAX_BYTES}, **HTMX).content.decode()

    assert "Kopioi teksti talteen" in html
    assert kept_input.SESSION_KEY not in client.session


def test_only_a_few_forms_are_kept_the_latest(client, author):
    practices = [PracticeFactory(draft=True, author=author) for _ in range(kept_input.MAX_FORMS + 2)]
    addresses = [f"/fi/kaytannot/ehdota/{practice.pk}/2/" for practice in practices]
    for one in addresses:
        client.post(one, {"need": "x"})

    assert list(client.session[kept_input.SESSION_KEY]) == addresses[2:]


def test_nothing_is_kept_longer_than_a_day(client, author, address):
    client.post(address, {"need": "Pitkä teksti"})
    sign_in(client, author)

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        page = client.get(address)

    assert not page.context_data["is_restored"]


def test_somebody_else_at_the_same_browser_does_not_see_the_text(client, address):
    client.post(address, {"need": "Pitkä teksti"})
    sign_in(client, PersonFactory(login=True))

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/fi/tili/login/", "/fi/tili/password/change/", "/fi/teema/"])
def test_nothing_is_kept_of_signing_in_and_of_what_needs_no_signing_in(client, path):
    client.post(path, {"need": "x", "oldpassword": "salainen-sana"})

    assert kept_input.SESSION_KEY not in client.session


def test_what_only_takes_what_is_sent_is_sent_once_more_with_one_button(client):
    path = reverse("members:add_membership", args=[PersonFactory().pk])
    data = {"join-organisation": OrganisationFactory().pk, "join-title": "Vastaava <b>ohjaaja</b>"}
    added = Membership.objects.filter(title=data["join-title"])

    answer = client.post(path, data, headers={"Referer": "http://testserver/fi/yllapito/henkilot/"})
    sign_in(client, PersonFactory(is_admin=True, login=True))
    page = client.get(path).content.decode()

    assert parse_qs(urlsplit(answer["Location"]).query)["next"] == [path]
    assert '<blockquote class="pre">Vastaava &lt;b&gt;ohjaaja&lt;/b&gt;</blockquote>' in page
    assert 'href="/fi/yllapito/henkilot/"' in page
    assert not added.exists()

    again = next(form.hidden for form in Page(page).forms if "join-title" in form.hidden)
    client.post(path, again)

    assert added.exists()
    assert client.get(path).status_code == 405
