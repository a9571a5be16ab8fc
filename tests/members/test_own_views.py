"""A person's own details and memberships."""

import pytest
from django.urls import reverse

from members.models import Membership
from tests.members.factories import MembershipFactory, OrganisationFactory, PersonFactory, viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = PersonFactory(login=True)
    client.force_login(person.account)
    return person


def details(**changes):
    return {"first_name": "Åsa", "last_name": "Ek", "language": "fi", "digest": "off"} | changes


@pytest.mark.parametrize("count", [1, 3])
def test_settings_need_the_same_queries_for_one_and_for_three(
    client, person, count, django_assert_num_queries
):
    for _ in range(count):
        MembershipFactory(person=person)

    # session, login, viewer, person, memberships, their regions, organisations for the form
    with django_assert_num_queries(7):
        response = client.get(reverse("members:settings"))

    assert len(response.context_data["memberships"]) == count


def test_settings_save_and_go_on_in_the_new_language(client, person):
    response = client.post(reverse("members:settings"), details(language="sv"))

    person.refresh_from_db()
    assert (person.name, person.language, person.digest) == ("Åsa Ek", "sv", "off")
    assert response.headers["Location"] == "/sv/min-sida/uppgifter/"


def test_settings_show_errors_and_save_nothing(client, person):
    response = client.post(reverse("members:settings"), details(first_name="", language="xx"))

    person.refresh_from_db()
    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == ["first_name", "language"]
    assert 'value="Ek"' in response.content.decode()
    assert person.first_name == "Aino"


def test_settings_ignore_what_is_not_asked(client, person):
    other = PersonFactory()
    attack = {
        "id": other.pk,
        "email": "toinen@example.org",
        "role": "admin",
        "is_active": "",
        "account": "",
        "named_organisation": "x",
    }

    client.post(reverse("members:settings"), details(**attack))

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.is_active, person.account_id is None, person.named_organisation) == (True, False, "")
    assert person.email != "toinen@example.org"
    assert other.first_name == "Aino"
    assert not viewer_of(person).is_admin


def test_join_asks_and_ignores_a_state_in_the_form(client, person):
    organisation = OrganisationFactory()

    client.post(
        reverse("members:join"),
        {"organisation": organisation.pk, "title": "opo", "state": "approved", "person": PersonFactory().pk},
    )

    membership = Membership.objects.get()
    assert (membership.person, membership.state) == (person, Membership.State.PENDING)


def test_join_twice_shows_the_refusal_beside_the_field(client, person):
    membership = MembershipFactory(person=person)

    response = client.post(reverse("members:join"), {"organisation": membership.organisation_id})

    assert response.status_code == 422
    assert list(response.context_data["join_form"].errors) == ["organisation"]


def test_leave_ends_ones_own_membership_only(client, person):
    own, other = MembershipFactory(person=person), MembershipFactory()

    assert client.post(reverse("members:leave", args=[other.pk])).status_code == 404
    assert client.post(reverse("members:leave", args=[own.pk])).status_code == 302

    other.refresh_from_db()
    assert other.ends_on is None
    assert not viewer_of(person).is_member
