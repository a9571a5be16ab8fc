"""What is published is found everywhere at once, and what is withdrawn is gone from everywhere."""

import pytest
from django.test import Client

from practices.commands import review
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db

TITLE = "Kuutamo-ohjaus"
SLUG = "kuutamo"
OAI = "/oai/?verb=ListRecords&metadataPrefix=oai_dc"
LISTS = (
    "/fi/haku/?q=kuutamo",
    "/fi/kaytannot/",
    "/fi/kaytannot/?q=kuutamo",
    "/fi/kaytannot/syote/",
    "/fi/kaytannot/syote/?q=kuutamo",
    "/api/v1/practices",
    "/api/v1/practices?q=kuutamo",
    "/sitemap.xml",
    OAI,
)
ONE = (f"/fi/kaytannot/{SLUG}/", f"/api/v1/practices/{SLUG}")
TABLE = "/fi/kaytannot/vienti.csv"


def told(client, addresses):
    """Where the practice stands, by its title or its address."""
    answers = {address: client.get(address) for address in addresses}
    shown = {
        address: found.content.decode() for address, found in answers.items() if found.status_code == 200
    }
    return {address for address, text in shown.items() if f"/{SLUG}/" in text or TITLE in text}


@pytest.fixture
def admin():
    return PersonFactory(is_admin=True)


@pytest.fixture
def withdraw(admin):
    def run(practice):
        review.withdraw(practice_id=practice.pk, reason="Vanhentunut.", actor=viewer_of(admin), now=NOW)

    return run


def test_what_is_withdrawn_is_gone_from_everywhere_at_once(client, withdraw):
    practice = PracticeFactory(slug=SLUG, text__title=TITLE)
    kept = {path: client.get(path).headers["ETag"] for path in (*LISTS[3:7], ONE[1])}
    assert told(client, LISTS + ONE) == {*LISTS, *ONE}

    withdraw(practice)

    assert told(client, LISTS) == set()
    assert [client.get(address).status_code for address in ONE] == [404, 404]
    for path, etag in kept.items():  # a cache that asks is not told that it may go on showing it
        assert client.get(path, headers={"If-None-Match": etag}).status_code in {200, 404}
    assert 'status="deleted"' in client.get(OAI).content.decode()


def test_members_do_not_carry_away_what_is_withdrawn(withdraw):
    member = Client()
    member.force_login(PersonFactory(login=True, member_of=OrganisationFactory()).account)
    practice = PracticeFactory(slug=SLUG, text__title=TITLE)
    assert told(member, [TABLE]) == {TABLE}

    withdraw(practice)

    assert told(member, [TABLE]) == set()


def test_what_is_published_is_found_everywhere_at_once(client, admin):
    practice = PracticeFactory(submitted=True, slug=SLUG, text__title=TITLE)
    assert told(client, LISTS + ONE) == set()

    review.publish(practice_id=practice.pk, actor=viewer_of(admin), now=NOW)

    assert Practice.objects.get(pk=practice.pk).status == Practice.Status.PUBLISHED
    assert told(client, LISTS + ONE) == {*LISTS, *ONE}


def test_what_becomes_one_of_the_network_leaves_what_the_public_reads(client):
    practice = PracticeFactory(slug=SLUG, text__title=TITLE)
    assert told(client, LISTS) == set(LISTS)

    Practice.objects.filter(pk=practice.pk).update(visibility=Practice.Visibility.NETWORK)

    assert told(client, (LISTS[1], LISTS[3], LISTS[5], LISTS[7], OAI)) == set()
