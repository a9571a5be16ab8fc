"""Turning the digest off from the mail (RFC 8058)."""

import pytest
from django.core import signing
from django.test import Client

from members import subscriptions
from tests.members.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def path(person):
    return subscriptions.unsubscribe_url(person.pk).removeprefix("http://localhost:8000")


@pytest.fixture
def stranger():
    """Without cookies, and checked for forged posts as a browser is."""
    return Client(enforce_csrf_checks=True)


def digest(person):
    person.refresh_from_db()
    return person.digest


def test_get_asks_and_changes_nothing(stranger, person, path):
    response = stranger.get(path)

    assert response.status_code == 200
    assert "Haluatko perua sen?" in response.content.decode()
    assert digest(person) == "weekly"


def test_post_works_without_token_cookie_and_sign_in_and_bears_repetition(stranger, person, path):
    for _ in range(2):
        response = stranger.post(path, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "session" not in response.cookies

    assert digest(person) == "off"


@pytest.mark.parametrize("token", ["1", "1:abc", "x:y:z", "%00"])
def test_a_forged_link_is_not_found(stranger, person, token):
    assert stranger.post(f"/fi/kooste/lopeta/{token}/").status_code == 404
    assert digest(person) == "weekly"


def test_the_link_of_another_purpose_is_not_found(stranger, person):
    token = signing.Signer(salt="other").sign(str(person.pk))

    assert stranger.post(f"/fi/kooste/lopeta/{token}/").status_code == 404


def test_the_link_of_a_person_who_is_gone_answers_as_always(stranger):
    path = subscriptions.unsubscribe_url(999_999).removeprefix("http://localhost:8000")

    assert stranger.post(path).status_code == 200
