"""Addresses that machines, mails and other sites rely on. They are written out: a translation must not move them."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.practices.factories import PracticeFactory
from tests.seminars.factories import EventFactory

pytestmark = pytest.mark.django_db

OPEN = (
    "/health/live",
    "/health/ready",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/oai/?verb=Identify",
    "/api/v1/openapi.json",
    "/api/v1/practices",
    "/api/v1/events",
    "/api/v1/regions",
    "/api/v1/vocabularies",
    "/fi/kaytannot/syote/",
    "/fi/kaytannot/",
    "/fi/tapahtumat/",
    "/fi/alueet/",
    "/fi/alueet/paijat-hame/",
    "/fi/kohteet/",
    "/fi/verkosto/",
    "/fi/avoin-data/",
    "/sv/oppna-data/",
    "/en/open-data/",
    "/fi/saavutettavuus/",
    "/fi/tietosuoja/",
    "/sv/praxis/",
    "/sv/evenemang/",
    "/en/practices/",
    "/en/events/",
    "/fi/tili/login/",
    "/fi/tili/signup/",
    "/fi/tili/password/reset/",
    "/fi/tili/login/code/",
)
CLOSED = ("/fi/oma/", "/fi/tyopoyta/", "/fi/yllapito/")


@pytest.mark.parametrize("address", OPEN)
def test_an_open_address_answers(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", CLOSED)
def test_a_closed_address_asks_for_a_sign_in(client, address):
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, f"/fi/tili/login/?next={address}")


def test_the_search_address_leads_to_what_is_found(client):
    response = client.get("/fi/haku/?q=ohjaus", follow=True)

    assert response.status_code == 200


def test_pages_stand_at_their_slugs(client):
    practice, event = PracticeFactory(), EventFactory()

    with translation.override("fi"):
        found = [
            reverse("practices:detail", args=[practice.slug]),
            reverse("seminars:detail", args=[event.slug]),
        ]

    assert found == [f"/fi/kaytannot/{practice.slug}/", f"/fi/tapahtumat/{event.slug}/"]
    assert [client.get(address).status_code for address in found] == [200, 200]
