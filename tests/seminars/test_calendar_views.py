"""The list, the archive, one event and the files, as visitors and members see them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group
from tests.seminars.conftest import client_of
from tests.seminars.factories import (
    START,
    EventFactory,
    ProgrammeItemFactory,
    RegistrationFactory,
    helsinki,
    practice,
)

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [event.title_fi for _month, events in response.context_data["months"] for event in events]


@pytest.mark.parametrize(
    ("language", "path", "register", "file"),
    [
        ("fi", "/fi/tapahtumat/", "ilmoittaudu/", "kalenteri.ics"),
        ("sv", "/sv/evenemang/", "anmalan/", "kalender.ics"),
        ("en", "/en/events/", "register/", "calendar.ics"),
    ],
)
def test_the_addresses_are_those_that_were_promised(language, path, register, file):
    with translation.override(language):
        assert reverse("seminars:list") == path
        assert reverse("seminars:detail", args=["a-2026"]) == f"{path}a-2026/"
        assert reverse("seminars:register", args=["a-2026"]) == f"{path}a-2026/{register}"
        assert reverse("seminars:calendar", args=["a-2026"]) == f"{path}a-2026/{file}"
        assert reverse("seminars:feed") == f"{path}{file}"


def test_list_shows_what_is_coming_by_month_without_what_one_may_not_see(client):
    EventFactory(title_fi="Huhtikuu", starts_at=helsinki("2026-04-02T09:00"))
    EventFactory(title_fi="Maaliskuu")
    EventFactory(title_fi="Käynnissä", starts_at=NOW - timedelta(hours=1))
    EventFactory(title_fi="Peruttu", cancelled=True, starts_at=START + timedelta(hours=1))
    for traits in ({"past": True}, {"draft": True}, {"network": True}):
        EventFactory(title_fi="Ei näy", **traits)
    EventFactory(title_fi="Ei näy", visibility=Event.Visibility.GROUP, group=group())

    response = client.get("/fi/tapahtumat/")

    months = [month.isoformat() for month, _events in response.context_data["months"]]
    assert months == ["2026-03-01", "2026-04-01"]
    assert titles(response) == ["Käynnissä", "Maaliskuu", "Peruttu", "Huhtikuu"]


def test_list_shows_members_what_is_for_the_network():
    member = PersonFactory(login=True, member_of=OrganisationFactory())
    EventFactory(title_fi="Verkostolle", network=True)

    assert titles(client_of(member).get("/fi/tapahtumat/")) == ["Verkostolle"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=peer_forum", ["Foorumi"]),
        ("region=pohjanmaa", ["Pohjanmaalla"]),
        ("mode=remote", ["Etänä", "Hybridi"]),
        ("mode=on_site", ["Foorumi", "Pohjanmaalla", "Hybridi"]),
        ("kind=nonsense&region=nowhere&mode=x", ["Foorumi", "Etänä", "Pohjanmaalla", "Hybridi"]),
        ("kind=peer_forum&mode=remote", []),
    ],
)
def test_list_can_be_narrowed(client, query, expected):
    for number, (title, traits) in enumerate(
        [
            ("Foorumi", {"kind": Event.Kind.PEER_FORUM}),
            ("Etänä", {"remote": True}),
            ("Pohjanmaalla", {"regions": ["15"]}),
            ("Hybridi", {"hybrid": True}),
        ]
    ):
        EventFactory(title_fi=title, starts_at=START + timedelta(hours=number), **traits)

    assert titles(client.get(f"/fi/tapahtumat/?{query}")) == expected


def test_an_event_of_two_regions_counts_its_people_once(client):
    EventFactory(regions=["05", "06", "15"], capacity=10, registered=4)

    assert b"6 paikkaa j" in client.get("/fi/tapahtumat/").content


def test_list_asked_by_htmx_is_only_the_results(client):
    EventFactory()

    content = client.get("/fi/tapahtumat/", headers={"HX-Request": "true"}).content

    assert b'id="results"' in content
    assert b"<html" not in content


def test_list_without_events_leads_on(client):
    assert "/fi/tapahtumat/menneet/" in client.get("/fi/tapahtumat/").content.decode()
    assert "Näytä kaikki tapahtumat" in client.get("/fi/tapahtumat/?kind=training").content.decode()


@pytest.mark.parametrize("count", [1, 3, 300])
def test_list_needs_the_same_queries_for_one_event_and_for_three_hundred(
    browser, person, count, django_assert_num_queries
):
    events = EventFactory.build_batch(count)
    template = EventFactory(registered=1)
    if count > 3:
        for number, event in enumerate(events[1:]):
            event.host, event.slug = template.host, f"tapahtuma-{number}-2026"
        Event.objects.bulk_create(events[1:])
    else:
        for _ in range(count - 1):
            EventFactory(registered=1, waiting=1)
    RegistrationFactory(event=template, person=person)

    # session, account, person, regions of the filter, count, events, regions of the events, years
    with django_assert_num_queries(8):
        response = browser.get("/fi/tapahtumat/")

    assert response.context_data["page"].paginator.count == count
    assert b"Sinulla on paikka" in response.content


def test_archive_shows_a_year_at_a_time(client):
    EventFactory(title_fi="Tammikuu", past=True)
    EventFactory(title_fi="Viime vuonna", starts_at=helsinki("2025-11-03T09:00"))
    EventFactory(title_fi="Peruttu", past=True, cancelled=True)
    EventFactory(title_fi="Tulossa")

    latest, earlier = client.get("/fi/tapahtumat/menneet/"), client.get("/fi/tapahtumat/menneet/2025/")

    assert latest.context_data["years"] == [2026, 2025]
    assert [event.title_fi for event in latest.context_data["page"]] == ["Tammikuu"]
    assert [event.title_fi for event in earlier.context_data["page"]] == ["Viime vuonna"]
    assert client.get("/fi/tapahtumat/menneet/2019/").status_code == 404


def test_archive_without_events_leads_on(client):
    assert client.get("/fi/tapahtumat/menneet/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_archive_needs_the_same_queries_for_one_event_and_for_three(client, count, django_assert_num_queries):
    EventFactory.create_batch(count, past=True, registered=1)

    with django_assert_num_queries(4):  # years, count, events, their regions
        client.get("/fi/tapahtumat/menneet/")


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

    # session, account, person, event, regions, co-hosts, organisers, terms, own registration,
    # programme, practices, their texts
    with django_assert_num_queries(12):
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
