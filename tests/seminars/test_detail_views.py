"""The page of one event, and its calendar files."""

from datetime import timedelta

import pytest
from django.urls import reverse

from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority
from tests.seminars.conftest import client_of
from tests.seminars.factories import (
    START,
    EventFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    practice,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_detail_shows_facts_programme_and_hosts(client, language):
    event = EventFactory(
        hybrid=True,
        kind=Event.Kind.TNO_SEMINAR,
        co_hosts=[authority("07")],
        national_representation_fi="Helena Vuorio",
        description_fi="**Tärkeää** <script>alert(1)</script>",
        capacity=10,
        registered=4,
    )
    ProgrammeItemFactory(event=event, practice=practice())
    ProgrammeItemFactory(event=event, title_fi="Rinnalla", kind="workshop")
    ProgrammeItemFactory(event=event, starts_at=START + timedelta(hours=1), kind="national", speaker="HV")
    path = {"fi": "tapahtumat", "sv": "evenemang", "en": "events"}[language]

    content = client.get(f"/{language}/{path}/{event.slug}/").content.decode()

    for text in ("Helena Vuorio", "<strong>Tärkeää</strong>", "Etäohjausvuoro iltaisin", ".ics"):
        assert text in content
    assert authority("07").name_fi in content or language != "fi"
    assert "<script>alert" not in content
    assert event.remote_url not in content


def test_detail_says_how_many_places_are_left_and_how_the_queue_works(client):
    event = EventFactory(hybrid=True, capacity=10, registered=4)

    content = client.get(f"/fi/tapahtumat/{event.slug}/").content.decode()

    assert "6 paikkaa jäljellä" in content
    assert "etäpaikkoja ei ole rajattu" in content
    assert "Kukaan ei mene toisen ohi" in content


def test_detail_of_a_full_event_offers_the_queue(client):
    event = EventFactory(capacity=1, registered=1, waiting=4)

    content = client.get(f"/fi/tapahtumat/{event.slug}/").content.decode()

    assert "Täynnä, jonossa 4" in content
    assert "Liity jonoon" in content


def test_detail_says_that_more_have_a_place_than_there_are_places(client):
    event = EventFactory(capacity=2, registered=4)

    assert "Paikan saaneita on 2 enemmän" in client.get(f"/fi/tapahtumat/{event.slug}/").content.decode()


def test_detail_shows_the_link_only_to_a_confirmed_remote_participant(browser, person, client):
    event = EventFactory(hybrid=True)
    path = f"/fi/tapahtumat/{event.slug}/"
    registration = RegistrationFactory(event=event, person=person, remote=True)

    assert event.remote_url in browser.get(path).content.decode()
    assert event.remote_url not in client.get(path).content.decode()
    registration.status, registration.cancelled_at = "cancelled", NOW
    registration.save()
    assert event.remote_url not in browser.get(path).content.decode()


def test_detail_shows_ones_own_number_in_the_queue(browser, person):
    event = EventFactory(capacity=1, registered=1, waiting=2)
    RegistrationFactory(event=event, person=person, waiting=True)

    assert "Jonossa sijalla 3" in browser.get(f"/fi/tapahtumat/{event.slug}/").content.decode()


@pytest.mark.parametrize(
    ("traits", "text"),
    [
        ({"cancelled": True}, "Tapahtuma on peruttu"),
        ({"past": True}, "Tapahtuma on jo alkanut tai ohi."),
        ({"registration_closes_at": NOW}, "Ilmoittautuminen tähän tapahtumaan on päättynyt."),
        ({"registration_opens_at": NOW + timedelta(days=1)}, "Ilmoittautuminen avautuu"),
    ],
)
def test_detail_says_why_one_cannot_register(client, traits, text):
    event = EventFactory(**traits)

    content = client.get(f"/fi/tapahtumat/{event.slug}/").content.decode()

    assert text in content
    assert "/ilmoittaudu/" not in content


@pytest.mark.parametrize("traits", [{"draft": True}, {"network": True}])
@pytest.mark.parametrize("name", ["detail", "calendar"])
def test_what_one_may_not_see_does_not_exist(client, browser, traits, name):
    event = EventFactory(**traits)
    path = reverse(f"seminars:{name}", args=[event.slug])

    assert [client.get(path).status_code, browser.get(path).status_code] == [404, 404]
    assert client.get("/fi/tapahtumat/ei-ole-2026/").status_code == 404


def test_a_draft_is_a_preview_for_those_who_arrange_it(desk):
    event = EventFactory(draft=True)

    content = desk.get(f"/fi/tapahtumat/{event.slug}/").content.decode()

    assert "Tämä on luonnos" in content
    assert "noindex" in content


@pytest.mark.parametrize("count", [1, 3])
def test_detail_needs_the_same_queries_for_one_row_and_for_three(browser, count, django_assert_num_queries):
    event = EventFactory(regions=["05", "06", "15"][:count], registered=count, waiting=count, capacity=count)
    for number in range(count):
        ProgrammeItemFactory(event=event, practice=practice(f"kaytanto-{number}"))

    # session, account, person, event, own registration, programme, practices
    with django_assert_num_queries(7):
        browser.get(f"/fi/tapahtumat/{event.slug}/")


def test_calendar_file_of_an_event(client):
    event = EventFactory(hybrid=True)

    response = client.get(f"/sv/evenemang/{event.slug}/kalender.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    assert event.title_sv.encode() in response.content
    assert event.remote_url.encode() not in response.content


def test_feed_holds_the_public_coming_events_also_for_members(client):
    member = PersonFactory(login=True, member_of=OrganisationFactory())
    shown = [EventFactory(), EventFactory(cancelled=True)]
    for traits in ({"network": True}, {"draft": True}, {"past": True}):
        EventFactory(**traits)

    for reader in (client, client_of(member)):
        content = reader.get("/fi/tapahtumat/kalenteri.ics").content.decode()
        assert content.count("BEGIN:VEVENT") == len(shown)
        assert all(f"event-{event.pk}@" in content for event in shown)
