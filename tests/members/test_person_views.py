"""People and their roles, as administrators tend them."""

from datetime import date

import pytest
from django.urls import reverse

from members.models import Membership, Person, RoleGrant
from tests.members.factories import (
    TODAY,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    authority,
    viewer_of,
)
from tests.sent_back import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_person_list_needs_the_same_queries_for_one_and_for_three(
    client, admin, count, django_assert_num_queries
):
    for _ in range(count):
        PersonFactory(member_of=OrganisationFactory(), coordinator_of=authority("04"), is_reviewer=True)

    # session, login, viewer, count for the pages, people, memberships, roles
    with django_assert_num_queries(7):
        response = client.get(reverse("members:people"))

    assert [len(row.grants_now) for row in response.context_data["page"]] == [1] + [2] * count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Aalto", "Berg", "Äyräs"]),
        ({"text": "aino berg"}, ["Berg"]),
        ({"text": "AYRAS@example"}, ["Äyräs"]),
        ({"role": "reviewer"}, ["Berg"]),
        ({"state": "inactive"}, ["Äyräs"]),
        ({"state": "homeless"}, ["Berg"]),
    ],
)
def test_person_list_narrows_and_sorts_as_finnish_does(client, admin, query, found):
    PersonFactory(last_name="Äyräs", email="ayras@example.org", is_active=False)
    PersonFactory(last_name="Berg", is_reviewer=True, named_organisation="Nuorten talo")

    response = client.get(reverse("members:people"), query)

    assert [row.last_name for row in response.context_data["page"]] == found


@pytest.mark.parametrize("count", [1, 3])
def test_person_page_needs_the_same_queries_for_one_and_for_three(
    client, admin, count, django_assert_num_queries
):
    person = PersonFactory()
    for _ in range(count):
        MembershipFactory(person=person)
        RoleGrantFactory(person=person, role="contact", organisation=OrganisationFactory())

    # session, login, viewer, person, roles, memberships; choices: authorities, own and all organisations
    with django_assert_num_queries(9):
        response = client.get(reverse("members:person", args=[person.pk]))

    assert len(response.context_data["grants"]) == count


def grant(client, person, **data):
    data = {f"role-{name}": value for name, value in ({"starts_on": "2026-03-02"} | data).items()}
    return client.post(reverse("members:grant_role", args=[person.pk]), data)


def test_a_role_is_granted_with_dates(client, admin):
    person = PersonFactory()

    grant(client, person, role="coordinator", authority=authority("04").pk, ends_on="31.12.2026")

    granted = person.role_grants.get()
    assert (granted.authority, granted.starts_on, granted.ends_on) == (
        authority("04"),
        TODAY,
        date(2026, 12, 31),
    )
    assert granted.granted_by == admin


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"role": "coordinator"}, "authority"),
        ({"role": "contact"}, "organisation"),
        ({"role": "king"}, "role"),
        ({"role": "reviewer", "starts_on": ""}, "starts_on"),
        ({"role": "reviewer", "ends_on": "2026-03-01"}, "ends_on"),
        ({"role": "reviewer", "starts_on": "2026-13-01"}, "starts_on"),
    ],
)
def test_a_role_that_makes_no_sense_shows_why_beside_the_field(client, admin, data, field):
    person = PersonFactory()

    response = grant(client, person, **data)

    assert response.status_code == 422
    assert list(response.context_data["role_form"].errors) == [field]
    assert not person.role_grants.exists()


def test_an_authority_that_has_ended_and_a_foreign_organisation_are_not_offered(client, admin):
    person = PersonFactory()

    ended = grant(client, person, role="coordinator", authority=authority("01", kind="ely").pk)
    foreign = grant(client, person, role="contact", organisation=OrganisationFactory().pk)

    assert list(ended.context_data["role_form"].errors) == ["authority"]
    assert list(foreign.context_data["role_form"].errors) == ["organisation"]


def test_a_role_ends_at_once_or_after_a_last_day(client, admin):
    person = PersonFactory(is_reviewer=True)
    granted = person.role_grants.get()
    address = reverse("members:end_role", args=[granted.pk])

    client.post(address, {"last_day": "31.3.2026"})
    granted.refresh_from_db()
    assert granted.ends_on == date(2026, 3, 31)
    client.post(address, {"last_day": "ei päivä"})
    assert viewer_of(person).is_reviewer
    client.post(address)
    assert not viewer_of(person).is_reviewer


def test_a_wrong_last_day_stays_in_its_field_with_the_error_beside_it(client, admin):
    person = PersonFactory(is_reviewer=True)
    other = RoleGrantFactory(person=person, role="contact", organisation=OrganisationFactory())
    granted = person.role_grants.get(role="reviewer")

    response = client.post(reverse("members:end_role", args=[granted.pk]), {"last_day": "31.11.2026"})

    page = Page(response.content.decode())
    sent, untouched = (
        next(one for form in page.forms for one in form.controls.values() if one.id == f"id_last_day_{pk}")
        for pk in (granted.pk, other.pk)
    )
    assert (response.status_code, sent.values, untouched.values) == (422, ["31.11.2026"], [""])
    assert f"{sent.id}_error" in sent.described_by
    assert f"{sent.id}_error" in page.ids
    assert page.summary_links == [sent.id]
    assert response.content.decode().count('<details class="help" open>') == 1
    assert viewer_of(person).is_reviewer


def test_the_last_administrator_is_told_why_not(client, admin):
    response = client.post(reverse("members:end_role", args=[admin.role_grants.get().pk]), follow=True)

    assert "Tämä on viimeinen ylläpitäjä." in response.content.decode()
    assert RoleGrant.objects.get().ends_on is None


def test_a_person_is_put_into_an_organisation_and_out_of_it(client, admin):
    person, organisation = PersonFactory(named_organisation="Nuorten talo"), OrganisationFactory()

    client.post(
        reverse("members:add_membership", args=[person.pk]),
        {"join-organisation": organisation.pk, "join-title": "ohjaaja"},
    )
    membership = Membership.objects.get()
    assert viewer_of(person).organisation_ids == {organisation.pk}
    assert not Person.objects.exclude(named_organisation="").exists()

    Membership.objects.update(starts_on=date(2026, 1, 1))
    client.post(reverse("members:end_membership", args=[membership.pk]))
    assert not viewer_of(person).is_member


def test_a_person_is_deactivated_and_activated(client, admin):
    person = PersonFactory(login=True)
    address = reverse("members:person_state", args=[person.pk])

    client.post(address, {"action": "deactivate"})
    person.refresh_from_db()
    assert (person.is_active, person.account.is_active) == (False, False)
    client.post(address, {"action": "reactivate"})
    person.refresh_from_db()
    assert person.is_active


def test_the_last_administrator_cannot_be_deactivated(client, admin):
    client.post(reverse("members:person_state", args=[admin.pk]), {"action": "deactivate"})

    admin.refresh_from_db()
    assert admin.is_active
