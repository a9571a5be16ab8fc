"""Sign-in by password and by mailed code, and who gets in nowhere."""

import re
from datetime import timedelta
from pathlib import Path

import allauth
import pytest
import time_machine
from django.conf import settings
from django.template.loader import get_template
from django.test import Client

from elo_portal.core import mail
from members import sign_in
from members.models import Account
from tests.factories import NOW
from tests.members.factories import (
    PASSWORD,
    AccountFactory,
    PersonFactory,
)
from tests.members.steps import enter_code, is_signed_in, newest_mail, url

pytestmark = pytest.mark.django_db


def test_sign_in_by_password_leads_to_my_page_in_ones_own_language(client):
    PersonFactory(email="maria@example.org", login=True, language="sv")

    response = client.post(url("account_login"), {"login": "Maria@example.org", "password": PASSWORD})

    assert is_signed_in(client)
    assert response.headers["Location"] == "/sv/min-sida/"


def test_sign_in_with_a_wrong_password_is_refused(client):
    PersonFactory(email="maria@example.org", login=True)

    client.post(url("account_login"), {"login": "maria@example.org", "password": "vaara-salasana-123"})

    assert not is_signed_in(client)


def test_sign_in_is_limited(client):
    PersonFactory(email="maria@example.org", login=True)
    for _ in range(5):
        client.post(url("account_login"), {"login": "maria@example.org", "password": "vaara-salasana-123"})

    client.post(url("account_login"), {"login": "maria@example.org", "password": PASSWORD})

    assert not is_signed_in(client)


def test_sign_in_by_code_works_once(client):
    PersonFactory(email="maria@example.org", login=True, language="sv")

    client.post(url("account_request_login_code"), {"email": "maria@example.org"})
    row = newest_mail("maria@example.org")
    enter_code(client, "maria@example.org", "account_confirm_login_code")

    assert is_signed_in(client)
    assert (row.stream, row.language, row.expires_at) == (0, "sv", NOW + sign_in.CODE_LIFETIME)
    other = Client()
    other.post(url("account_confirm_login_code"), {"code": row.params["code"]})
    assert not is_signed_in(other)


def test_a_code_for_an_unknown_address_answers_the_same(client):
    PersonFactory(email="maria@example.org", login=True)

    known = client.post(url("account_request_login_code"), {"email": "maria@example.org"})
    unknown = Client().post(url("account_request_login_code"), {"email": "kuka@example.org"})

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert newest_mail("kuka@example.org").params["code"] == ""


def test_a_code_is_dead_after_ten_minutes(client):
    PersonFactory(email="maria@example.org", login=True)
    client.post(url("account_request_login_code"), {"email": "maria@example.org"})

    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        enter_code(client, "maria@example.org", "account_confirm_login_code")

    assert not is_signed_in(client)


def test_a_new_password_by_code(client):
    person = PersonFactory(email="maria@example.org", login=True)

    client.post(url("account_reset_password"), {"email": "maria@example.org"})
    response = enter_code(client, "maria@example.org", "account_confirm_password_reset_code")
    client.post(
        response.headers["Location"], {"password1": "uusi-pitka-salasana", "password2": "uusi-pitka-salasana"}
    )

    person.account.refresh_from_db()
    assert person.account.check_password("uusi-pitka-salasana")
    assert newest_mail("maria@example.org").params["subject"] == "Salasanasi on vaihdettu"


@pytest.mark.parametrize("way", ["password", "code"])
def test_a_deactivated_person_signs_in_nowhere(client, way):
    person = PersonFactory(email="poissa@example.org", login=True, is_active=False)
    person.account.is_active = False
    person.account.save()

    if way == "password":
        client.post(url("account_login"), {"login": "poissa@example.org", "password": PASSWORD})
    else:
        client.post(url("account_request_login_code"), {"email": "poissa@example.org"})
        assert newest_mail("poissa@example.org").params["code"] == ""

    assert not is_signed_in(client)


def test_a_deactivated_person_with_an_open_login_signs_in_nowhere(client):
    PersonFactory(email="poissa@example.org", login=True, is_active=False)

    response = client.post(url("account_login"), {"login": "poissa@example.org", "password": PASSWORD})

    assert response.headers["Location"] == url("account_inactive")
    assert not is_signed_in(client)


def test_deactivation_ends_a_session_at_the_next_request(client):
    person = PersonFactory(login=True)
    client.force_login(person.account)
    assert client.get(url("members:settings")).status_code == 200

    Account.objects.update(is_active=False)

    assert client.get(url("members:settings")).status_code == 302


def test_the_code_leaves_with_the_mail_and_stays_in_no_row(client, mailoutbox):
    PersonFactory(email="maria@example.org", login=True)
    client.post(url("account_request_login_code"), {"email": "maria@example.org"})
    code = newest_mail("maria@example.org").params["code"]

    mail.deliver(now=NOW)

    row = newest_mail("maria@example.org")
    assert (row.state, row.params, row.body_text) == ("sent", {}, "")
    assert code in mailoutbox[0].body
    assert code in mailoutbox[0].alternatives[0].content
    assert code not in mailoutbox[0].subject


def test_every_mail_about_signing_in_is_written_by_ourselves():
    """allauth's own would be in English, and without our layout."""
    theirs = Path(allauth.__file__).parent / "templates"
    unused = {"account/email/password_reset_key", "account/email/email_confirm"}  # links; we mail codes
    names = {
        str(path.relative_to(theirs)).removesuffix("_message.txt")
        for folder in ("account", "mfa", "socialaccount")
        for path in (theirs / folder / "email").glob("*_message.txt")
        if not path.name.startswith("base_")
    } - unused

    for name in names:
        for part in ("subject", "message"):
            origin = Path(get_template(f"{name}_{part}.txt").origin.name)
            assert origin.is_relative_to(settings.ROOT / "templates"), origin


def test_a_login_without_person_sees_what_the_public_sees(client):
    client.force_login(AccountFactory())

    assert client.get(url("members:settings")).status_code == 404
    assert client.get(url("members:memberships")).status_code == 403
    assert re.search("Kirjaudu", client.get(url("pages:home")).content.decode())
