"""Organisations, as administrators tend them."""

import pytest
from django.urls import reverse

from members.models import Organisation
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    region,
    term,
)

pytestmark = pytest.mark.django_db


def fields(**changes):
    return {
        "name_fi": "Ohjaamo Hakamäki",
        "name_sv": "Navigatorn Hagbacka",
        "name_en": "Ohjaamo Hakamäki",
        "business_id": "1234567-1",
        "type": term("organisation_type", "ohjaamo").pk,
        "sectors": [term("sector", "youth").pk],
        "regions": [region("06").pk],
        "languages": ["fi", "sv"],
        "website": "ohjaamo.example.org",
        "email_domains": "Ohjaamo.example.org, toinen.example.org",
    } | changes


@pytest.mark.parametrize("count", [1, 3])
def test_organisation_list_needs_the_same_queries_for_one_and_for_three(
    client, admin, count, django_assert_num_queries
):
    for _ in range(count):
        organisation = OrganisationFactory(regions=["05", "06"])
        MembershipFactory.create_batch(2, organisation=organisation)
        MembershipFactory(organisation=organisation, pending=True)
        MembershipFactory(organisation=organisation, ended=True)

    # session, login, viewer, types and regions of the filter, count for the pages, organisations, regions
    with django_assert_num_queries(8):
        response = client.get(reverse("members:organisations"))

    rows = [(row.member_count, row.waiting_count) for row in response.context_data["page"]]
    assert rows == [(2, 1)] * count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Alku", "Beeta", "Ääni"]),
        ({"text": "ään"}, ["Ääni"]),
        ({"text": "1234567"}, ["Beeta"]),
        ({"region": "15"}, ["Beeta"]),
        ({"type": "uas"}, ["Ääni"]),
        ({"state": "suspended"}, ["Alku"]),
        ({"state": "no such state", "region": "x"}, ["Alku", "Beeta", "Ääni"]),
    ],
)
def test_organisation_list_narrows_and_sorts_as_finnish_does(client, admin, query, found):
    OrganisationFactory(name_fi="Ääni", type=term("organisation_type", "uas"))
    OrganisationFactory(name_fi="Beeta", regions=["15"], business_id="1234567-1")
    OrganisationFactory(name_fi="Alku", suspended=True)
    if query.get("region") == "15":
        query = {"region": region("15").pk}
    if "type" in query:
        query = {"type": term("organisation_type", "uas").pk}

    response = client.get(reverse("members:organisations"), query)

    assert [row.name_fi for row in response.context_data["page"]] == found


def test_organisation_list_gives_htmx_its_part(client, admin):
    html = client.get(reverse("members:organisations"), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in html
    assert "Yksikään organisaatio ei vastaa hakua" in html


def test_organisation_is_added(client, admin):
    response = client.post(reverse("members:organisation_new"), fields())

    organisation = Organisation.objects.get()
    assert response.headers["Location"] == reverse("members:organisation", args=[organisation.pk])
    assert organisation.email_domains == ["ohjaamo.example.org", "toinen.example.org"]
    assert (organisation.languages, organisation.website) == (["fi", "sv"], "https://ohjaamo.example.org")
    assert [one.code for one in organisation.regions.all()] == ["06"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"business_id": "1234567-2"}, "business_id"),
        ({"name_sv": ""}, "name_sv"),
        ({"regions": []}, "regions"),
        ({"type": ""}, "type"),
        ({"contact_email": "ei osoite"}, "contact_email"),
        ({"email_domains": "ei verkkotunnus"}, "email_domains"),
    ],
)
def test_organisation_shows_errors_beside_the_fields(client, admin, changes, field):
    response = client.post(reverse("members:organisation_new"), fields(**changes))

    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == [field]
    assert 'value="Ohjaamo Hakamäki"' in response.content.decode()
    assert not Organisation.objects.exists()


def test_organisation_shows_a_taken_business_id_beside_the_field(client, admin):
    OrganisationFactory(business_id="1234567-1")

    response = client.post(reverse("members:organisation_new"), fields())

    assert list(response.context_data["form"].errors) == ["business_id"]


def test_organisation_is_changed_and_a_refused_change_shows_the_stored_name(client, admin):
    organisation = OrganisationFactory(name_fi="Vanha nimi")
    address = reverse("members:organisation", args=[organisation.pk])

    refused = client.post(address, fields(name_fi="Uusi nimi", name_en=""))
    assert '<h1 class="calm">Vanha nimi</h1>' in refused.content.decode()
    client.post(address, fields(name_fi="Uusi nimi", state="left"))

    organisation.refresh_from_db()
    assert (organisation.name_fi, organisation.state) == ("Uusi nimi", Organisation.State.ACTIVE)


@pytest.mark.parametrize("count", [1, 3])
def test_organisation_page_needs_the_same_queries_for_one_and_for_three(
    client, admin, count, django_assert_num_queries
):
    organisation = OrganisationFactory()
    for _ in range(count):
        PersonFactory(contact_of=organisation)

    # session, login, viewer, organisation, members; then the choices: types, sectors, regions and municipalities
    with django_assert_num_queries(9):
        response = client.get(reverse("members:organisation", args=[organisation.pk]))

    assert [member.is_contact for member in response.context_data["people"]] == [True] * count


def test_organisation_is_suspended_and_taken_back(client, admin):
    organisation = OrganisationFactory()
    address = reverse("members:organisation_state", args=[organisation.pk])

    client.post(address, {"action": "suspend"})
    organisation.refresh_from_db()
    assert organisation.state == Organisation.State.SUSPENDED
    client.post(address, {"action": "reactivate"})
    organisation.refresh_from_db()
    assert organisation.state == Organisation.State.ACTIVE
