"""Coordinators and administrators need a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from members import sign_in
from tests.members.factories import (
    PASSWORD,
    OrganisationFactory,
    PersonFactory,
    authority,
)
from tests.members.steps import is_signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(settings):
    settings.REQUIRE_MFA = True
    return PersonFactory(coordinator_of=authority("04"), login=True)


def test_a_coordinator_without_second_factor_reaches_only_its_pages(client, coordinator):
    client.force_login(coordinator.account)

    for name in ("pages:home", "pages:me", "pages:desk", "members:memberships", "practices:list"):
        assert client.get(url(name)).headers["Location"] == url("mfa_index")
    assert client.post(url("members:settings")).status_code == 302
    assert client.get(url("mfa_index")).status_code == 200


def test_others_need_no_second_factor(client, settings):
    settings.REQUIRE_MFA = True
    person = PersonFactory(contact_of=OrganisationFactory(), login=True)
    client.force_login(person.account)

    assert client.get(url("members:memberships")).status_code == 200
    assert Client().get(url("pages:home")).status_code == 200


def test_with_a_second_factor_everything_is_open_and_it_cannot_be_removed(client, coordinator):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(coordinator.account, secret)
    authenticator = Authenticator.objects.get(type="totp")
    client.force_login(coordinator.account)

    assert client.get(url("members:memberships")).status_code == 200
    assert secret not in str(authenticator.data)
    assert sign_in.SecondFactorAdapter().decrypt(authenticator.data["secret"]) == secret
    assert not sign_in.SecondFactorAdapter().can_delete_authenticator(authenticator)


def test_sign_in_asks_for_the_second_factor(client, coordinator):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(coordinator.account, secret)

    client.post(url("account_login"), {"login": coordinator.email, "password": PASSWORD})
    assert not is_signed_in(client)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post(url("mfa_authenticate"), {"code": code})

    assert is_signed_in(client)


def test_secrets_of_an_older_key_still_open(settings):
    encrypted = sign_in.SecondFactorAdapter().encrypt("salaisuus")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "uusi-avain"

    assert sign_in.SecondFactorAdapter().decrypt(encrypted) == "salaisuus"
