"""Sign-up through the pages: the address first, then the person."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from members.models import Account, Membership, Person
from tests.factories import NOW
from tests.members.factories import (
    OrganisationFactory,
    PersonFactory,
    viewer_of,
)
from tests.members.steps import enter_code, is_signed_in, newest_mail, sign_up, sign_up_fields, url

pytestmark = pytest.mark.django_db


def test_sign_up_asks_for_the_code_and_then_creates_the_person(client):
    response = sign_up(client)

    assert response.headers["Location"] == url("account_email_verification_sent")
    assert not is_signed_in(client)
    assert not Person.objects.exists()

    response = enter_code(client, "sanna@example.org")

    person = Person.objects.get()
    assert (person.name, person.named_organisation, person.language) == ("Sanna Öhman", "Nuorten talo", "fi")
    assert person.account.check_password("kolme-vihreaa-porttia")
    assert is_signed_in(client)
    assert response.headers["Location"] == url("pages:me")


def test_sign_up_with_a_wrong_code_signs_nobody_in(client):
    sign_up(client)

    response = client.post(url("account_email_verification_sent"), {"code": "WRONG1"})

    assert response.status_code == 200
    assert not is_signed_in(client)
    assert not Person.objects.exists()


def test_sign_up_in_swedish_makes_a_swedish_speaker_and_a_swedish_mail(client):
    client.post("/sv/konto/signup/", sign_up_fields())
    client.post("/sv/konto/confirm-email/", {"code": newest_mail("sanna@example.org").params["code"]})

    assert Person.objects.get().language == "sv"
    assert newest_mail("sanna@example.org").params["subject"] == "Din kod för att bekräfta adressen"


def test_sign_up_with_an_organisation_asks_for_the_membership(client):
    organisation = OrganisationFactory()

    sign_up(client, organisation=organisation.pk, organisation_name="ei tätä")
    enter_code(client, "sanna@example.org")

    membership = Membership.objects.get()
    assert (membership.organisation, membership.state) == (organisation, Membership.State.PENDING)
    assert membership.person.named_organisation == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password1": "lyhyt"}, "password1"),
        ({"password1": "sanna@example.org"}, "password1"),
        ({"first_name": ""}, "first_name"),
        ({"organisation_name": ""}, "organisation"),
        ({"organisation": "999999"}, "organisation"),
        ({"has_read": ""}, "has_read"),
        ({"email": "ei osoite"}, "email"),
    ],
)
def test_sign_up_shows_what_is_missing_and_keeps_the_rest(client, changes, field):
    response = sign_up(client, **changes)

    form = response.context_data["form"]
    assert list(form.errors) == [field]
    assert 'value="Öhman"' in response.content.decode()
    assert not Account.objects.exists()


def test_sign_up_ignores_roles_and_states_in_the_form(client):
    sign_up(client, role="admin", is_admin="1", is_active="0", state="approved", is_superuser="1")
    enter_code(client, "sanna@example.org")

    viewer = viewer_of(Person.objects.get())
    assert not viewer.is_admin
    assert not viewer.is_member


def test_sign_up_at_a_suspended_organisation_is_not_offered(client):
    suspended = OrganisationFactory(suspended=True)

    response = sign_up(client, organisation=suspended.pk)

    assert list(response.context_data["form"].errors) == ["organisation"]


def test_sign_up_with_a_taken_address_answers_the_same_and_tells_only_the_owner(client):
    PersonFactory(email="sanna@example.org", login=True)
    fresh = sign_up(Client(), email="toinen@example.org")

    taken = sign_up(client)

    assert (taken.status_code, taken.headers["Location"]) == (fresh.status_code, fresh.headers["Location"])
    assert newest_mail("sanna@example.org").params["code"] == ""
    assert newest_mail("sanna@example.org").params["subject"] == "Sinulla on jo käyttäjätili"
    assert Account.objects.filter(email="sanna@example.org").count() == 1


def test_whoever_signs_up_first_with_anothers_address_does_not_lie_in_wait(client):
    attacker = Client()
    sign_up(attacker, password1="hyokkaajan-salasana", first_name="Väärä")

    # One mail in three minutes goes to an address.
    with time_machine.travel(NOW + timedelta(minutes=4), tick=False):
        sign_up(client)
        enter_code(client, "sanna@example.org")

    account = Account.objects.get()
    assert account.check_password("kolme-vihreaa-porttia")
    assert Person.objects.get().first_name == "Sanna"
    # The attacker's session holds a code for an account that is gone.
    attacker.post(
        url("account_email_verification_sent"), {"code": newest_mail("sanna@example.org").params["code"]}
    )
    assert not is_signed_in(attacker)


def test_a_code_sign_in_to_an_unconfirmed_sign_up_drops_its_password(client):
    sign_up(Client(), password1="hyokkaajan-salasana")

    client.post(url("account_request_login_code"), {"email": "sanna@example.org"})
    enter_code(client, "sanna@example.org", "account_confirm_login_code")

    account = Account.objects.get()
    assert is_signed_in(client)
    assert not account.has_usable_password()
    assert client.get(url("members:settings")).status_code == 200  # the session goes on


def test_a_person_without_login_is_not_taken_over_before_the_address_is_confirmed(client):
    reviewer = PersonFactory(email="sanna@example.org", is_reviewer=True)

    sign_up(client)
    client.post(url("account_login"), {"login": "sanna@example.org", "password": "kolme-vihreaa-porttia"})

    reviewer.refresh_from_db()
    assert reviewer.account is None
    assert not is_signed_in(client)
