"""Passkeys: what is refused, who keeps one, who hears of it. Making and using one is a journey in the browser."""

import json

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from elo_portal.core import audit, viewers
from members.commands import people
from members.forms.passkeys import LONGEST_NAME
from tests.factories import NOW
from tests.members.devices import Device
from tests.members.factories import PASSWORD, PersonFactory, authority
from tests.members.steps import is_signed_in, newest_mail, url

pytestmark = pytest.mark.django_db

BROKEN = [
    "",
    "nothing",
    "[]",
    "7",
    "null",
    "{}",
    '{"response": {}}',
    '{"response": {"userHandle": "####"}}',
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
    json.dumps(
        {
            "id": "YQ",
            "rawId": "YQ",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "YQ",
                "signature": "YQ",
                "attestationObject": "YQ",
                "userHandle": "NzY",
            },
        }
    ),
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": "e30"}',
]


def key(person, name="Työpuhelin", device=None):
    return Authenticator.objects.create(
        user=person.account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": (device or Device()).create()},
    )


def challenge(client):
    answer = client.get(url("mfa_login_webauthn"), headers={"accept": "application/json"})
    return answer.json()["request_options"]["publicKey"]["challenge"]


def sign_in_with(client, device, person, *, asked=None):
    signed = device.sign(asked or challenge(client), user_pk_to_url_str(person.account))
    return client.post(url("mfa_login_webauthn"), {"credential": json.dumps(signed)})


def signed_in(client, person):
    client.post(url("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(url("account_reauthenticate"), {"password": PASSWORD})
    assert is_signed_in(client)


@pytest.fixture
def professional():
    return PersonFactory(login=True)


@pytest.mark.parametrize("answer", BROKEN)
def test_a_broken_answer_of_a_device_adds_nothing_and_signs_nobody_in(client, professional, answer):
    stranger = Client()
    assert json.loads(stranger.get(url("mfa_login_webauthn"), headers={"accept": "application/json"}).content)
    response = stranger.post(url("mfa_login_webauthn"), {"credential": answer})
    assert (response.status_code, is_signed_in(stranger)) == (302, False)

    signed_in(client, professional)
    client.get(url("mfa_add_webauthn"))
    assert client.post(url("mfa_add_webauthn"), {"name": "x", "credential": answer}).status_code == 200
    assert not Authenticator.objects.exists()


def test_a_name_too_long_is_refused_and_another_persons_key_is_not_there(client, professional):
    other = key(PersonFactory(login=True))
    signed_in(client, professional)
    own = key(professional)

    too_long = client.post(url("mfa_edit_webauthn", own.pk), {"name": "x" * (LONGEST_NAME + 1)})

    assert too_long.context["form"].errors["name"]
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(url(name, other.pk)).status_code == 404
        assert client.post(url(name, other.pk), {"name": "oma"}).status_code == 404
    client.post(url("mfa_edit_webauthn", own.pk), {"name": "Kannettava"})
    assert str(Authenticator.objects.get(pk=own.pk)) == "Kannettava"


def test_whoever_needs_a_second_factor_keeps_the_last_one(client, settings):
    settings.REQUIRE_MFA = True
    coordinator = PersonFactory(coordinator_of=authority("04"), login=True)
    signed_in(client, coordinator)
    first, second = key(coordinator, "Puhelin"), key(coordinator, "Kannettava")
    RecoveryCodes.activate(coordinator.account)
    assert client.get(url("members:memberships")).status_code == 200  # a passkey is a second factor

    client.post(url("mfa_remove_webauthn", first.pk))
    refused = client.post(url("mfa_remove_webauthn", second.pk))

    assert "Roolisi vaatii" in refused.content.decode()
    assert [one.pk for one in Authenticator.objects.filter(type="webauthn")] == [second.pk]


def test_others_remove_theirs_and_hear_of_it(client, professional):
    signed_in(client, professional)
    mine = key(professional)

    response = client.post(url("mfa_remove_webauthn", mine.pk))

    assert response.headers["Location"] == url("mfa_list_webauthn")
    assert not Authenticator.objects.exists()
    assert newest_mail(professional.email).params["subject"] == "Pääsyavain poistettiin"
    assert [(one.action, one.fields) for one in audit.history(professional.account)] == [
        ("members.remove_second_factor", ["webauthn"])
    ]


def test_the_device_signs_in_and_nobody_is_asked_for_more(client, professional):
    device = Device()
    key(professional, device=device)

    sign_in_with(client, device, professional)

    assert is_signed_in(client)
    assert client.get(url("members:settings")).status_code == 200


def test_a_signature_serves_once_and_only_where_it_was_asked_for(client, professional):
    device = Device()
    key(professional, device=device)
    elsewhere = challenge(Client())

    challenge(client)
    sign_in_with(client, device, professional, asked=elsewhere)
    assert not is_signed_in(client)

    asked = challenge(client)
    sign_in_with(client, device, professional, asked=asked)
    assert is_signed_in(client)
    client.post(url("account_logout"))
    sign_in_with(client, device, professional, asked=asked)
    assert not is_signed_in(client)


@pytest.mark.parametrize("how", [{"origin": "https://testserver.example.org"}, {"asks": False}, {}])
def test_another_page_a_device_that_asks_nobody_and_a_strangers_key_are_refused(client, professional, how):
    device = Device(**how)
    key(professional, device=device if how else Device(id=device.id))

    sign_in_with(client, device, professional)

    assert not is_signed_in(client)


def test_a_deactivated_person_signs_in_with_no_passkey(client, professional):
    device = Device()
    key(professional, device=device)
    people.deactivate(
        person_id=professional.pk, actor=viewers.of_person(PersonFactory(is_admin=True).pk, now=NOW), now=NOW
    )

    sign_in_with(client, device, professional)

    assert not is_signed_in(client)


def test_what_a_device_made_is_added_once_it_fits_the_question(client, professional):
    signed_in(client, professional)
    device = Device()
    for answer in (
        lambda asked: Device(asks=False).create(asked),
        lambda asked: Device(origin="https://example.org").create(asked),
        lambda _asked: device.create("YQ"),
    ):
        page = client.get(url("mfa_add_webauthn"))
        asked = page.context["js_data"]["creation_options"]["publicKey"]["challenge"]
        client.post(url("mfa_add_webauthn"), {"name": "x", "credential": json.dumps(answer(asked))})
        assert not Authenticator.objects.exists()

    page = client.get(url("mfa_add_webauthn"))
    asked = page.context["js_data"]["creation_options"]["publicKey"]["challenge"]
    client.post(url("mfa_add_webauthn"), {"name": "Puhelin", "credential": json.dumps(device.create(asked))})

    assert {one.type for one in Authenticator.objects.all()} == {"webauthn", "recovery_codes"}
    assert newest_mail(professional.email).kind == "members.sign_in"
