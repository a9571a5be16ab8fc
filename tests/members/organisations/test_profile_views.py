"""The page of an organisation, and its forms."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Service
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, ServiceFactory, term
from tests.practices.factories import PracticeFactory
from tests.seminars.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(is_public=True, description_fi="Ohjaamme nuoria.")


@pytest.fixture
def contact(organisation):
    return PersonFactory(contact_of=organisation, login=True, first_name="Kaisa", last_name="Kontakti")


def opened(client, organisation, **headers):
    return client.get(reverse("members:profile", args=[organisation.pk]), headers=headers)


def sent(**changes):
    return {"name_fi": "Iltaohjaus", "target_group": [term("target_group", "adults").pk]} | changes


def test_a_visitor_reads_what_is_public_and_no_name(client, organisation, contact):
    ServiceFactory(organisation=organisation)
    text = opened(client, organisation).content.decode()

    assert "Ohjaamme nuoria." in text
    assert "Kun asiakas ei pääse päivällä." in text
    assert "Kontakti" not in text


def test_a_member_sees_the_contact_persons_by_name_without_address(client, organisation, contact):
    client.force_login(PersonFactory(member_of=OrganisationFactory(), login=True).account)
    text = opened(client, organisation).content.decode()

    assert "Kaisa Kontakti" in text
    assert contact.email not in text


def test_a_text_in_another_language_says_so(client, organisation):
    ServiceFactory(
        organisation=organisation, name_fi="", name_sv="Vägledning", when_fi="", when_sv="På kvällen."
    )
    text = opened(client, organisation).content.decode()

    assert 'lang="sv">Vägledning</h3>' in text
    assert "Vain ruotsiksi" in text


def test_practices_and_events_of_the_organisation_stand_on_its_page(client, organisation, time_machine):
    time_machine.move_to(NOW, tick=False)
    PracticeFactory(owner=organisation, text__title="Oma käytäntö")
    PracticeFactory(text__title="Toisten käytäntö")
    event = EventFactory(
        title_fi="Oma tapahtuma", starts_at=NOW + timedelta(days=5), ends_at=NOW + timedelta(days=6)
    )
    event.organisers.add(organisation)
    text = opened(client, organisation).content.decode()

    assert "Oma käytäntö" in text
    assert "Oma tapahtuma" in text
    assert "Toisten käytäntö" not in text


def test_the_page_costs_the_same_however_much_stands_on_it(client, organisation):
    client.force_login(PersonFactory(member_of=OrganisationFactory(), login=True).account)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert opened(client, organisation).status_code == 200
        return len(queries)

    def more(count):
        for number in range(organisation.services.count(), count):
            ServiceFactory(organisation=organisation, order=number)
            PracticeFactory(owner=organisation)
            PersonFactory(contact_of=organisation)

    costs = []
    for count in (1, 3, 20):
        more(count)
        costs.append(cost())
    assert len(set(costs)) == 1
    assert costs[0] <= 12


def test_a_contact_person_adds_a_service(client, organisation, contact):
    client.force_login(contact.account)
    response = client.post(
        reverse("members:new_service", args=[organisation.pk]), sent(languages=["fi", "se"])
    )

    assert response.status_code == 302
    service = Service.objects.get()
    assert (service.name_fi, service.languages, service.target_groups) == (
        "Iltaohjaus", ["fi", "se"], [term("target_group", "adults").name],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_fi": ""}, "name_fi"),
        ({"when_sv": "På kvällen."}, "name_sv"),
        ({"target_group": []}, "target_group"),
        ({"text_fi": "a" * 2001}, "text_fi"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    client, organisation, contact, changes, field
):
    client.force_login(contact.account)
    address = reverse("members:new_service", args=[organisation.pk])
    response = client.post(address, sent(reach_fi="Soita meille.", **changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Soita meille." in response.content.decode()
    assert not Service.objects.exists()


def test_a_service_of_others_is_not_removed(client, organisation, contact):
    client.force_login(contact.account)
    foreign = ServiceFactory()
    response = client.post(reverse("members:remove_service", args=[foreign.pk]))

    assert response.status_code == 404
    assert Service.objects.filter(pk=foreign.pk).exists()
