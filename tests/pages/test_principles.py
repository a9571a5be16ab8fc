"""Principles and targets have pages: what they mean, the practices that carry them, who works on them."""

import pytest
from django.urls import reverse
from django.utils import translation

from elo_portal.core.models import Term
from practices.principles import PRINCIPLES
from tests.members.factories import OrganisationFactory, PersonFactory
from tests.practices.conftest import signed_in  # noqa: F401 - a fixture
from tests.practices.factories import AdoptionFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def principle(client, slug="equality"):
    with translation.override("fi"):
        return client.get(reverse("pages:principle", args=[slug]))


def test_every_principle_of_the_vocabulary_is_explained_in_each_language():
    assert set(PRINCIPLES) == set(Term.objects.of("principle").values_list("slug", flat=True))
    for one in PRINCIPLES.values():
        words = set()
        for language in ("fi", "sv", "en"):
            with translation.override(language):
                words.add(str(one.meaning))
        assert len(words) == 3


@pytest.mark.parametrize(
    ("language", "address"),
    [("fi", "/fi/periaatteet/"), ("sv", "/sv/principer/"), ("en", "/en/principles/")],
)
def test_the_list_names_its_source_in_each_language(client, language, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "ELGPN" in response.content.decode()
    assert sum(len(principles) for _heading, principles in response.context_data["groups"]) == 16


def test_a_principle_shows_its_practices_and_who_works_on_it(client):
    maker, user = (
        OrganisationFactory(name_fi="Hakamäen Ohjaamo"),
        OrganisationFactory(name_fi="Kainuun opisto"),
    )
    practice = PracticeFactory(owner=maker, terms=[("principle", "equality")])
    PracticeFactory(terms=[("principle", "equality")], visibility="network")
    PracticeFactory(terms=[("principle", "continuity")])
    AdoptionFactory(practice=practice, organisation=user)

    context = principle(client).context_data

    assert [card.pk for card in context["practices"]] == [practice.pk]
    assert context["principle"].count == 1
    assert [(one.name, one.made, one.used) for one in context["carriers"].shown] == [
        ("Hakamäen Ohjaamo", 1, 0),
        ("Kainuun opisto", 0, 1),
    ]


def test_the_link_to_all_of_them_finds_all_of_them(client):
    PracticeFactory(terms=[("principle", "equality")])
    PracticeFactory(terms=[("principle", "continuity")])

    found = client.get(reverse("practices:list"), {"principle": "equality"}).context_data["results"]

    assert found.total == 1


def test_what_is_no_principle_is_not_found(client):
    assert principle(client, "quality").status_code == 404


def test_many_organisations_are_counted_not_listed(client):
    for _ in range(26):
        PracticeFactory(terms=[("principle", "equality")])

    carriers = principle(client).context_data["carriers"]

    assert (len(carriers.shown), carriers.more, carriers.total) == (24, 2, 26)


@pytest.mark.parametrize("count", [1, 3])
def test_a_principle_needs_the_same_queries_for_one_practice_and_for_three(
    signed_in,  # noqa: F811
    count,
    django_assert_num_queries,
):
    for practice in PracticeFactory.create_batch(count, terms=[("principle", "equality")]):
        AdoptionFactory(practice=practice)
    browser = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    # session, account, person with roles; principles; practices; carriers; events
    with django_assert_num_queries(7):
        principle(browser)


def test_a_target_tells_who_works_on_it(client):
    practice = PracticeFactory(terms=[("development_target", "competence")])

    carriers = client.get(reverse("pages:target", args=["competence"])).context_data["carriers"]

    assert [(one.name, one.made) for one in carriers.shown] == [(practice.owner.name, 1)]
