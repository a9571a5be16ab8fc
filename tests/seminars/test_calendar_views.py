"""The list, the archive, one event and the files, as visitors and members see them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, group
from tests.seminars.conftest import client_of
from tests.seminars.factories import (
    START,
    EventFactory,
    RegistrationFactory,
    helsinki,
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

    # session, account, person, regions of the filter, count, events, years
    with django_assert_num_queries(7):
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

    with django_assert_num_queries(3):  # years, count, events
        client.get("/fi/tapahtumat/menneet/")
