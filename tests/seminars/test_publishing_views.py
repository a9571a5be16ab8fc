"""Publishing, calling off, and the list of ones own events over HTTP."""

import pytest

from elo_portal.core.models import OutgoingMail
from seminars.models import Event
from tests.members.factories import (
    authority,
)
from tests.seminars.acts import path
from tests.seminars.factories import EventFactory

pytestmark = pytest.mark.django_db


def test_manage_shows_own_and_shared_events_with_drafts(desk):
    EventFactory(title_fi="Oma luonnos", draft=True)
    EventFactory(title_fi="Oma", registered=1)
    EventFactory(title_fi="Yhteinen", host=authority("07"), co_hosts=[authority("04")])
    EventFactory(title_fi="Mennyt", past=True)
    EventFactory(title_fi="Vieras", host=authority("07"))

    found = desk.get(path("manage")).context_data

    assert {name: [event.title_fi for event in found[name]] for name in ("drafts", "coming", "past")} == {
        "drafts": ["Oma luonnos"],
        "coming": ["Oma", "Yhteinen"],
        "past": ["Mennyt"],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_manage_needs_the_same_queries_for_one_event_and_for_three(desk, count, django_assert_num_queries):
    for traits in ({"draft": True}, {"past": True}, {}):
        EventFactory.create_batch(count, registered=2, **traits)

    # session, account, person, events
    with django_assert_num_queries(4):
        desk.get(path("manage"))


def test_publish_lists_what_is_missing_with_links_to_the_fields(desk):
    event = EventFactory(draft=True, kind=Event.Kind.TNO_SEMINAR, place_fi="")

    page, answer = desk.get(path("publish", event.slug)), desk.post(path("publish", event.slug))

    assert (page.status_code, answer.status_code) == (200, 409)
    for field in ("place_fi", "national_representation_fi"):
        assert f"{path('edit', event.slug)}#id_{field}" in page.content.decode()


def test_publish_in_one_language_asks_first(desk):
    event = EventFactory(draft=True, title_sv="", summary_sv="", regions=["15"])

    page = desk.get(path("publish", event.slug)).content.decode()
    refused = desk.post(path("publish", event.slug))
    accepted = desk.post(path("publish", event.slug), {"accepts_one_language": "on"})

    assert "Tarvitaan sekä suomi että ruotsi" in page
    assert (refused.status_code, accepted["Location"]) == (409, path("detail", event.slug))
    event.refresh_from_db()
    assert event.status == "published"


def test_publish_twice_says_so(desk):
    event = EventFactory(draft=True)

    desk.post(path("publish", event.slug))

    assert desk.post(path("publish", event.slug)).status_code == 409


def test_cancel_asks_first_then_tells_everybody(desk):
    event = EventFactory(registered=2)

    page = desk.get(path("cancel", event.slug))
    assert (page.status_code, Event.objects.get().status) == (200, "published")
    response = desk.post(path("cancel", event.slug), {"message": "Puhuja sairastui."})

    assert response["Location"] == path("manage")
    assert Event.objects.get().status == "cancelled"
    assert OutgoingMail.objects.filter(kind="seminars.event_cancelled").count() == 2


def test_cancel_of_a_draft_deletes_it(desk):
    event = EventFactory(draft=True)

    desk.post(path("cancel", event.slug))

    assert not Event.objects.exists()


def test_cancel_of_a_past_event_says_why_not(desk):
    event = EventFactory(past=True)

    assert desk.post(path("cancel", event.slug)).status_code == 409
