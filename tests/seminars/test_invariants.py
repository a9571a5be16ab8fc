"""Each rule of the data, broken on purpose."""

import pytest

from seminars import invariants
from seminars.commands import events
from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.seminars.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def broken() -> list[str]:
    return [line.partition(": ")[2].partition(": ")[2] for line in invariants.broken()]


def test_nothing_is_broken_in_ordinary_data():
    EventFactory(capacity=2, registered=2, waiting=2)
    EventFactory(hybrid=True, capacity=1, registered=1)
    EventFactory(draft=True, kind=Event.Kind.PEER_FORUM)
    EventFactory(kind=Event.Kind.PEER_FORUM, regions=["05", "06"])
    EventFactory(past=True, capacity=2, registered=1, waiting=1)

    assert broken() == []


def test_more_confirmed_than_places():
    EventFactory(capacity=2, registered=3)

    assert broken() == ["3 confirmed for 2 places"]


def test_more_confirmed_than_places_is_right_after_the_places_were_lowered():
    host = viewer_of(PersonFactory(coordinator_of=authority("04")))
    event = EventFactory(capacity=3, registered=3)

    events.change(actor=host, event_id=event.pk, values={"capacity": 2}, now=NOW)

    assert broken() == []


def test_people_wait_although_places_are_free():
    EventFactory(capacity=2, registered=1, waiting=1)

    assert broken() == ["people wait although places are free"]


def test_a_position_was_given_that_the_counter_will_give_again():
    event = EventFactory(registered=2)
    Event.objects.filter(pk=event.pk).update(next_position=2)

    assert broken() == ["position 2 given, but next is 2"]


def test_somebody_attends_in_a_mode_that_is_not_offered():
    RegistrationFactory(event=EventFactory(), remote=True)

    assert broken() == ["attends in a mode that its event does not offer"]


def test_a_published_peer_forum_of_one_region():
    EventFactory(kind=Event.Kind.PEER_FORUM, regions=["06"])

    assert broken() == ["a published peer forum with 1 regions"]
