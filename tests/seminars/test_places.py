"""The rule of what capacity counts, in one place."""

import pytest

from seminars import places
from seminars.models import Event, Registration
from seminars.places import Places
from tests.seminars.factories import EventFactory, RegistrationFactory

Mode = Registration.Mode
EVENT_MODES = Event.Mode


@pytest.mark.parametrize(
    ("event_mode", "offered", "limited"),
    [
        (EVENT_MODES.ON_SITE, (Mode.ON_SITE,), Mode.ON_SITE),
        (EVENT_MODES.REMOTE, (Mode.REMOTE,), Mode.REMOTE),
        (EVENT_MODES.HYBRID, (Mode.ON_SITE, Mode.REMOTE), Mode.ON_SITE),
    ],
)
def test_capacity_limits_the_places_on_site_or_of_a_remote_event_the_remote_ones(
    event_mode, offered, limited
):
    event = Event(mode=event_mode, capacity=5)

    assert places.modes_offered(event) == offered
    assert [mode for mode in Mode.values if places.is_limited(event, mode)] == [limited]


def test_without_a_capacity_nothing_is_limited():
    event = Event(mode=EVENT_MODES.HYBRID, capacity=None)

    assert [places.is_limited(event, mode) for mode in Mode.values] == [False, False]
    assert places.rule(event) is None


@pytest.mark.django_db
def test_places_of_a_hybrid_event_do_not_count_remote_people():
    event = EventFactory(hybrid=True, capacity=3, registered=2, waiting=1)
    RegistrationFactory.create_batch(4, event=event, remote=True)
    RegistrationFactory(event=event, cancelled=True)

    assert places.of(event) == Places(capacity=3, taken=2, waiting=1)


@pytest.mark.parametrize(
    ("capacity", "taken", "waiting", "left", "is_full", "over"),
    [
        (None, 50, 0, 0, False, 0),
        (10, 4, 0, 6, False, 0),
        (10, 10, 0, 0, True, 0),
        (10, 9, 1, 1, True, 0),  # whoever comes now must not pass the one who waits
        (10, 12, 0, 0, True, 2),
    ],
)
def test_places_say_what_is_left_and_what_is_over(capacity, taken, waiting, left, is_full, over):
    found = Places(capacity, taken, waiting)

    assert (found.left, found.is_full, found.over) == (left, is_full, over)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Places(10, 4, 0), "6 paikkaa jäljellä"),
        (Places(10, 9, 0), "1 paikka jäljellä"),
        (Places(10, 10, 0), "Täynnä"),
        (Places(10, 10, 4), "Täynnä, jonossa 4"),
        (Places(None, 4, 0), "Ei paikkarajaa"),
    ],
)
def test_places_in_words(found, text):
    assert found.text == text


@pytest.mark.django_db
def test_the_remote_link_is_only_for_confirmed_remote_participants():
    event = EventFactory(hybrid=True)

    assert places.link_for(RegistrationFactory(event=event, remote=True)) == event.remote_url
    assert places.link_for(RegistrationFactory(event=event, remote=True, waiting=True)) == ""
    assert places.link_for(RegistrationFactory(event=event, remote=True, cancelled=True)) == ""
    assert places.link_for(RegistrationFactory(event=event)) == ""
