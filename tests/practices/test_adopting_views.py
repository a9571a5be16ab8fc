"""The pages of adoption: who sees them, what they refuse, what they keep."""

import pytest
from django.core import mail as outbox
from django.urls import reverse

from elo_portal.core import mail
from practices.commands import asking
from practices.models import Adoption
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, region
from tests.practices.factories import AdoptionFactory, PracticeFactory

pytestmark = pytest.mark.django_db
State = Adoption.State


@pytest.fixture
def practice():
    return PracticeFactory(text__title="Iltaohjaus")


@pytest.fixture
def adopter(signed_in):
    return signed_in(PersonFactory(member_of=OrganisationFactory(regions=["18"]), login=True))


def fields(**changed):
    organisation = OrganisationFactory._meta.model.objects.filter(regions__code="18").get()
    return {
        "organisation_id": organisation.pk, "region_id": region("18").pk, "state": "trial",
        "started_on": "1.2.2026", "changed": "Etänä.",
    } | changed  # fmt: skip


def test_a_member_records_an_adoption(adopter, practice):
    response = adopter.post(reverse("practices:adopt", args=[practice.slug]), fields())

    adoption = Adoption.objects.get()
    assert response.url == reverse("practices:adoption", args=[adoption.pk])
    assert (adoption.state, adoption.changed) == (State.TRIAL, "Etänä.")


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"started_on": "1.13.2026"}, "started_on", "Tarkista päivä: kuukautta 13 ei ole."),
        ({"state": "ended"}, "state", None),
        ({"region_id": "999999"}, "region_id", None),
        ({"changed": "x" * 4001}, "changed", None),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(adopter, practice, changed, field, message):
    response = adopter.post(reverse("practices:adopt", args=[practice.slug]), fields(**changed))

    form = response.context_data["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert message is None or form.errors[field] == [message]
    assert form["changed"].value() == (changed.get("changed") or "Etänä.")
    assert not Adoption.objects.exists()


def test_a_second_time_leads_to_the_adoption_that_is_there(adopter, practice):
    adopter.post(reverse("practices:adopt", args=[practice.slug]), fields())

    response = adopter.post(reverse("practices:adopt", args=[practice.slug]), fields())

    assert response.status_code == 422
    assert response.context_data["going_on"] == Adoption.objects.get()


def test_those_without_an_organisation_are_told_why_not(signed_in, practice):
    response = signed_in(PersonFactory(login=True)).get(reverse("practices:adopt", args=[practice.slug]))

    assert response.status_code == 200
    assert response.context_data["form"] is None


def test_an_adoption_is_a_page_of_the_network(client, signed_in, adopter):
    adoption = AdoptionFactory()
    address = reverse("practices:adoption", args=[adoption.pk])

    assert client.get(address).status_code == 302
    assert signed_in(PersonFactory(login=True)).get(address).status_code == 404
    assert adopter.get(address).status_code == 200


def test_telling_ends_an_adoption_with_its_reason(signed_in):
    adoption = AdoptionFactory()
    browser = signed_in(adoption.owner)
    address = reverse("practices:tell", args=[adoption.pk])

    refused = browser.post(address, {"state": "ended"})
    browser.post(address, {"state": "ended", "end_reason": "Hanke loppui.", "ended_on": "2.3.2026"})

    adoption.refresh_from_db()
    assert refused.context_data["form"].errors == {
        "end_reason": ["Kirjoita, miksi käytännöstä luovuttiin. Muut oppivat siitä."]
    }
    assert (adoption.state, adoption.end_reason) == (State.ENDED, "Hanke loppui.")


def test_somebody_elses_adoption_is_not_told_of(adopter):
    adoption = AdoptionFactory()

    assert adopter.get(reverse("practices:tell", args=[adoption.pk])).status_code == 404


def test_the_page_of_the_practice_says_where_it_is_in_use(client, practice):
    kainuu = OrganisationFactory(name_fi="Kainuun Ohjaamo", regions=["18"])
    AdoptionFactory(practice=practice, organisation=kainuu)

    page = client.get(reverse("practices:detail", args=[practice.slug])).content.decode()

    assert "Kainuun Ohjaamo" in page
    assert "Käytössä 1 organisaatiossa 1 alueella." in page


def test_a_coordinator_confirms_the_proposed_maturity(signed_in, practice):
    AdoptionFactory(practice=practice)
    browser = signed_in(PersonFactory(coordinator_of=authority("04"), login=True))

    page = browser.get(reverse("practices:detail", args=[practice.slug])).content.decode()
    browser.post(reverse("practices:confirm_maturity", args=[practice.pk, 5]))

    practice.refresh_from_db()
    assert reverse("practices:confirm_maturity", args=[practice.pk, 5]) in page
    assert practice.maturity == 5


@pytest.mark.parametrize("count", [1, 3])
def test_my_adoptions_need_the_same_queries_for_one_and_for_three(
    signed_in, count, django_assert_num_queries
):
    organisation = OrganisationFactory(regions=["18"])
    browser = signed_in(PersonFactory(member_of=organisation, login=True))
    AdoptionFactory.create_batch(count, organisation=organisation)

    # session, account, person with roles, adoptions, texts, reports
    with django_assert_num_queries(6):
        response = browser.get(reverse("practices:my_adoptions"))

    assert len(response.context_data["rows"]) == count


def test_the_follow_up_leads_to_the_form_in_the_adopters_language():
    adoption = AdoptionFactory(practice=PracticeFactory(text__title="Iltaohjaus"))
    adoption.owner.language = "sv"
    adoption.owner.save()
    later = NOW.replace(month=6)
    asking.ask_adopters(now=later)

    mail.deliver(now=later)

    message = next(one for one in outbox.outbox if one.to == [adoption.owner.email])
    assert message.subject == "Hur går det? Iltaohjaus"
    assert f"/sv/ibruktaganden/{adoption.pk}/beratta/" in message.body
