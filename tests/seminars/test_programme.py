"""The rows of a programme, and what they show on the pages of practices."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.viewers import NOBODY
from practices.models import Practice
from practices.slots import trail
from seminars import queries
from seminars.commands import programme
from seminars.commands.registrations import EventCancelled
from seminars.models import ProgrammeItem
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, viewer_of
from tests.seminars.factories import START, EventFactory, ProgrammeItemFactory, helsinki, practice

pytestmark = pytest.mark.django_db


def add(actor, event, /, **values):
    defaults = {"title_fi": "Avaus", "starts_at": START, "ends_at": START + timedelta(minutes=30)}
    return programme.add(actor=actor, event_id=event.pk, values=defaults | values, now=NOW)


def test_add_change_and_remove_a_row(host):
    event = EventFactory()

    item = add(host, event, speaker="Leena Haapasalo")
    programme.change(actor=host, item_id=item.pk, values={"title_fi": "Aloitus"}, now=NOW)
    assert ProgrammeItem.objects.get().title_fi == "Aloitus"
    programme.remove(actor=host, item_id=item.pk, now=NOW)

    assert not ProgrammeItem.objects.exists()
    event.refresh_from_db()
    assert event.updated_at == NOW


def test_a_row_is_on_a_day_of_the_event_also_before_it_starts(host):
    event = EventFactory(starts_at=helsinki("2026-03-23T10:00"), ends_at=helsinki("2026-03-24T12:00"))

    for start in ("2026-03-23T09:30", "2026-03-24T18:00"):
        add(host, event, starts_at=helsinki(start), ends_at=helsinki(start) + timedelta(minutes=30))
    for start in ("2026-03-22T23:59", "2026-03-25T00:00"):
        with pytest.raises(programme.OutsideTheEvent):
            add(host, event, starts_at=helsinki(start), ends_at=helsinki(start) + timedelta(minutes=30))

    assert event.programme.count() == 2


def test_rows_are_only_for_those_who_arrange_the_event():
    stranger = viewer_of(PersonFactory(coordinator_of=authority("08")))
    item = ProgrammeItemFactory()

    with pytest.raises(PermissionDenied):
        add(stranger, item.event)
    with pytest.raises(PermissionDenied):
        programme.change(actor=stranger, item_id=item.pk, values={"title_fi": "x"}, now=NOW)
    with pytest.raises(PermissionDenied):
        programme.remove(actor=stranger, item_id=item.pk, now=NOW)


def test_a_cancelled_event_keeps_its_programme(host):
    with pytest.raises(EventCancelled):
        add(host, EventFactory(cancelled=True))


@pytest.mark.parametrize("name", ["event_id", "id", "pk"])
def test_fields_that_nobody_may_set_are_refused(host, name):
    with pytest.raises(ValueError, match=name):
        add(host, EventFactory(), **{name: 1})


def test_only_a_practice_that_one_sees_published_is_linked(host):
    event = EventFactory()
    draft = practice("luonnos", status=Practice.Status.DRAFT, published_at=None)

    assert add(host, event, practice_id=practice("julkinen").pk).practice.slug == "julkinen"
    with pytest.raises(programme.PracticeNotVisible):
        add(host, event, practice_id=draft.pk)


def test_the_programme_by_day_with_parallel_rows_side_by_side():
    event = EventFactory(starts_at=helsinki("2026-03-23T10:00"), ends_at=helsinki("2026-03-24T12:00"))
    for start, title in (
        ("2026-03-24T09:00", "Sparraus"),
        ("2026-03-23T12:50", "Työpaja B"),
        ("2026-03-23T12:50", "Työpaja A"),
        ("2026-03-23T10:00", "Avaus"),
    ):
        ProgrammeItemFactory(event=event, starts_at=helsinki(start), title_fi=title)

    days = queries.programme(event, viewer=NOBODY)

    assert [
        (day.day.isoformat(), [[item.title_fi for item in slot.items] for slot in day.slots]) for day in days
    ] == [("2026-03-23", [["Avaus"], ["Työpaja B", "Työpaja A"]]), ("2026-03-24", [["Sparraus"]])]
    assert [slot.is_parallel for day in days for slot in day.slots] == [False, True, False]


def test_a_linked_practice_is_shown_only_to_those_who_see_it():
    hidden = practice(visibility=Practice.Visibility.NETWORK)
    event = ProgrammeItemFactory(practice=hidden).event
    member = viewer_of(PersonFactory(member_of=OrganisationFactory()))

    shown = [
        queries.programme(event, viewer=viewer)[0].slots[0].items[0].shown_practice
        for viewer in (NOBODY, member)
    ]

    assert shown == [None, hidden]


def trail_of(*practices, viewer=NOBODY, now=NOW):
    return trail.contents([found.pk for found in practices], viewer=viewer, now=now)


def test_the_trail_of_a_practice_names_the_events_where_it_is_presented():
    shown = practice()
    past = EventFactory(past=True, title_fi="Foorumi", place_fi="Kuopio")
    ProgrammeItemFactory(event=past, practice=shown)
    ProgrammeItemFactory(event=EventFactory(title_fi="Seminaari"), practice=shown)

    found = trail_of(shown)[shown.pk]

    assert [(str(item.label), item.title, item.day.isoformat()) for item in found] == [
        ("Esitellään", "Seminaari", "2026-03-23"),
        ("Esitelty", "Foorumi", "2026-01-31"),
    ]
    assert found[1].place == "Kuopio"
    assert found[1].url == f"/fi/tapahtumat/{past.slug}/"


def test_the_trail_holds_no_event_that_the_viewer_does_not_see():
    shown = practice()
    for traits in ({"draft": True}, {"network": True}, {"cancelled": True}):
        ProgrammeItemFactory(event=EventFactory(**traits), practice=shown)
    member = viewer_of(PersonFactory(member_of=OrganisationFactory()))

    assert trail_of(shown) == {}
    assert len(trail_of(shown, viewer=member)[shown.pk]) == 1


def test_the_trail_needs_one_query_for_a_whole_page(django_assert_num_queries):
    shown = [practice(f"kaytanto-{number}") for number in range(3)]
    for found in shown:
        ProgrammeItemFactory(practice=found)

    with django_assert_num_queries(1):
        assert len(trail_of(*shown)) == 3
