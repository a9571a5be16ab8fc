"""Invitations through the pages: the link shows, the button joins."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from elo_portal.core.models import OutgoingMail
from members.commands import invitations
from members.models import Account, Membership, Person
from tests.factories import NOW
from tests.members.factories import (
    PASSWORD,
    OrganisationFactory,
    PersonFactory,
    viewer_of,
)
from tests.members.steps import is_signed_in, sign_up, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name_fi="Ohjaamo & Co", name_sv="Navigatorn", name_en="Ohjaamo")


@pytest.fixture
def token(organisation):
    contact = PersonFactory(contact_of=organisation, first_name="Laura", last_name="Hietanen")
    invitations.invite(
        email="kutsuttu@example.org",
        organisation_id=organisation.pk,
        language="fi",
        actor=viewer_of(contact),
        now=NOW,
    )
    return OutgoingMail.objects.get(kind="members.invitation").params["token"]


def test_the_link_shows_who_invites_to_what_and_changes_nothing(client, token):
    for _ in range(3):
        response = client.get(url("members:invitation", token))
    client.head(url("members:invitation", token))

    html = response.content.decode()
    assert "Laura Hietanen kutsuu sinut liittymään ELO-portaalissa organisaatioon Ohjaamo &amp; Co." in html
    assert not Membership.objects.filter(person__email="kutsuttu@example.org").exists()
    assert "session" not in client.cookies
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_the_invited_sign_up_without_a_code_and_are_members_at_once(client, organisation, token):
    response = client.post(url("members:invitation", token))
    assert response.headers["Location"] == url("account_signup")
    page = client.get(url("account_signup")).content.decode()
    assert 'value="kutsuttu@example.org"' in page
    assert 'name="organisation"' not in page

    response = sign_up(client, email="kutsuttu@example.org", organisation_name="")

    person = Person.objects.get(email="kutsuttu@example.org")
    assert is_signed_in(client)
    assert viewer_of(person).organisation_ids == {organisation.pk}
    assert not OutgoingMail.objects.filter(kind="members.sign_in").exists()
    assert EmailAddress.objects.get(user=person.account).verified


def test_the_invited_cannot_confirm_another_address_that_way(client, organisation, token):
    client.post(url("members:invitation", token))

    sign_up(client, email="joku.muu@example.org", organisation_name="")

    assert not EmailAddress.objects.filter(email="joku.muu@example.org", verified=True).exists()
    assert not Person.objects.filter(email="joku.muu@example.org").exists()


def test_the_invited_with_an_account_sign_in_first(client, organisation, token):
    person = PersonFactory(email="kutsuttu@example.org", login=True)

    response = client.post(url("members:invitation", token))
    assert response.headers["Location"] == url("account_login")
    assert not viewer_of(person).is_member
    client.post(url("account_login"), {"login": person.email, "password": PASSWORD})

    assert viewer_of(person).organisation_ids == {organisation.pk}


def test_the_invited_who_are_signed_in_join_at_once(client, organisation, token):
    person = PersonFactory(email="kutsuttu@example.org", login=True)
    client.force_login(person.account)

    response = client.post(url("members:invitation", token))

    assert response.headers["Location"] == url("pages:me")
    assert viewer_of(person).organisation_ids == {organisation.pk}


def test_an_invitation_to_another_address_is_not_for_me(client, token):
    person = PersonFactory(login=True)
    client.force_login(person.account)

    response = client.post(url("members:invitation", token), follow=True)

    assert "Tämä kutsu on lähetetty toiseen osoitteeseen." in response.content.decode()
    assert not viewer_of(person).is_member


def test_the_invited_take_the_place_of_an_unconfirmed_sign_up(client, organisation, token):
    sign_up(Client(), email="kutsuttu@example.org", password1="hyokkaajan-salasana")

    client.post(url("members:invitation", token))
    sign_up(client, email="kutsuttu@example.org", organisation_name="")

    assert Account.objects.get(email="kutsuttu@example.org").check_password("kolme-vihreaa-porttia")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("token", "status", "text"),
    [
        ("x" * 43, 404, "Linkki ei johda kutsuun."),
    ],
)
def test_a_wrong_link_says_so(client, token, status, text):
    for method in (client.get, client.post):
        response = method(url("members:invitation", token))
        assert response.status_code == status
        assert text in response.content.decode()


def test_an_expired_link_says_so(client, token):
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        for method in (client.get, client.post):
            response = method(url("members:invitation", token))
            assert response.status_code == 410
            assert "Tämä kutsu on vanhentunut." in response.content.decode()


def test_a_used_link_says_so_and_does_nothing(client, token):
    sign_up_client = Client()
    sign_up_client.post(url("members:invitation", token))
    sign_up(sign_up_client, email="kutsuttu@example.org", organisation_name="")

    response = client.post(url("members:invitation", token))

    assert response.status_code == 410
    assert "Kutsu on jo käytetty." in response.content.decode()
    assert "session" not in client.cookies
