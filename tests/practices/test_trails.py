"""The way of a practice as a sentence and in the order of time."""

from datetime import date

import pytest
from django.urls import reverse

from practices import slots
from practices.slots import TrailItem
from tests.members.factories import OrganisationFactory
from tests.practices.factories import AdoptionFactory, PracticeFactory, SharedPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def presented():
    """Every practice was presented once, and will be once more."""
    stops = [
        TrailItem("Esitelty", "TNO-seminaari", "/fi/tapahtumat/tno/", date(2025, 2, 1)),
        TrailItem("Esitellään", "Vertaisfoorumi", "/fi/tapahtumat/foorumi/", date(2027, 2, 1)),
    ]

    def provider(ids, *, viewer, now):
        return {pk: list(stops) for pk in ids}

    slots.trail.fill(provider)
    yield
    slots.trail._providers.remove(provider)


def page(client, practice):
    return client.get(reverse("practices:detail", args=[practice.slug]))


def test_the_sentence_counts_what_stands_on_the_trail(client, presented):
    practice = PracticeFactory()
    for code in ("18", "18", "19"):
        AdoptionFactory(practice=practice, organisation=OrganisationFactory(regions=[code]))
    AdoptionFactory(practice=practice, ended=True)
    AdoptionFactory(practice=practice, state="interested")
    PracticeFactory(based_on=practice)
    SharedPracticeFactory(practice=practice)

    trail = page(client, practice).context_data["trail"]

    assert trail.words == [
        "esitelty 1 foorumissa",
        "käytössä 1/19 alueella",
        "yhteinen käytäntö 1 alueella",
        "1 muunnelma",
        "1 luopunut",
    ]


def test_the_stops_are_in_the_order_of_time(client, presented):
    practice = PracticeFactory()
    AdoptionFactory(practice=practice, ended=True, started_on=date(2025, 9, 1))
    SharedPracticeFactory(practice=practice)
    PracticeFactory(based_on=practice, text__title="Etäohjaus")

    trail = page(client, practice).context_data["trail"]

    assert [(str(stop.label), stop.tone) for stop in trail.stops] == [
        ("Esitelty", ""),
        ("Otettu käyttöön", "full"),
        ("Alueen yhteinen käytäntö", "full"),
        ("Luovuttu", "end"),
        ("Muunnelma", "full"),
        ("Esitellään", ""),
    ]


def test_the_map_shows_where_it_is_in_use(client):
    practice = PracticeFactory()
    AdoptionFactory.create_batch(2, practice=practice)

    tiles = page(client, practice).context_data["tiles"]

    assert {tile.code: tile.count for tile in tiles if tile.count} == {"18": 2}
    assert len(tiles) == 19
    assert page(client, PracticeFactory()).context_data["tiles"] == []


def test_visitors_read_whose_adoption_it_is_without_a_link_to_the_page_of_the_network(client):
    practice = PracticeFactory()
    adoption = AdoptionFactory(practice=practice)

    html = page(client, practice).content.decode()

    assert adoption.organisation.name in html
    assert reverse("practices:adoption", args=[adoption.pk]) not in html
