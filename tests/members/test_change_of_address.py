"""Changing the address of a login: who hears of it, what follows; and what ends sessions."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from elo_portal.core import audit, viewers
from members.commands import people
from tests.factories import NOW
from tests.members.factories import PASSWORD, PersonFactory
from tests.members.steps import is_signed_in, newest_mail, url

pytestmark = pytest.mark.django_db
OLD, NEW = "aino@example.org", "aino.uusi@example.org"


@pytest.fixture
def person():
    return PersonFactory(email=OLD, login=True)


@pytest.fixture
def here(person):
    return signed_in()


@pytest.fixture
def elsewhere(person):
    return signed_in()


def signed_in():
    client = Client()
    client.post(url("account_login"), {"login": OLD, "password": PASSWORD})
    client.post(url("account_reauthenticate"), {"password": PASSWORD})
    assert is_signed_in(client)
    return client


def change(client, person, *, verified):
    EmailAddress.objects.create(user=person.account, email=NEW, verified=verified)
    client.post(url("account_email"), {"email": NEW, "action_primary": "1"})
    person.refresh_from_db()
    person.account.refresh_from_db()


def is_in(client):
    return client.get(url("members:settings")).status_code == 200


def test_a_new_address_is_followed_told_to_the_old_one_and_written_down(here, person):
    change(here, person, verified=True)

    assert (person.email, person.account.email) == (NEW, NEW)
    notice = newest_mail(OLD)
    assert NEW in " ".join(notice.params["paragraphs"])
    assert "members.change_address" in [one.action for one in audit.history(person)]


def test_a_new_address_ends_the_other_sessions_and_not_this_one(here, elsewhere, person):
    assert is_in(elsewhere)

    change(here, person, verified=True)

    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_an_address_that_nobody_confirmed_changes_nothing(here, elsewhere, person):
    change(here, person, verified=False)

    assert (person.email, person.account.email) == (OLD, OLD)
    assert newest_mail(OLD) is None
    assert (is_in(here), is_in(elsewhere)) == (True, True)


def test_a_new_password_ends_the_other_sessions_and_not_this_one(here, elsewhere):
    new = "nelja-keltaista-porttia"
    here.post(url("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_a_deactivated_person_is_out_at_the_next_request(here, person):
    administrator = viewers.of_person(PersonFactory(is_admin=True).pk, now=NOW)
    assert is_in(here)

    people.deactivate(person_id=person.pk, actor=administrator, now=NOW)

    assert not is_in(here)
