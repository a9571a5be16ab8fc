"""Many at once: nobody gets a place that is not there, nobody passes anybody.

Each race has a control run with the guard taken away: it shows that the test can fail.
"""

import itertools
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from elo_portal.core.models import OutgoingMail
from seminars import invariants, places
from seminars.commands import locking, registrations
from seminars.models import Event, Registration
from tests.factories import NOW
from tests.members.factories import PersonFactory, viewer_of
from tests.seminars.factories import EventFactory

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
Mode = Registration.Mode


def at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """Run the jobs in as many threads, from one starting line; return results or errors in their order."""
    line = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        try:
            line.wait(timeout=30)
            return job()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def registering(event, viewer, key=None) -> Callable[[], object]:
    key = key or uuid.uuid4()
    return lambda: registrations.register(
        event_id=event.pk, actor=viewer, mode=Mode.ON_SITE, note="", request_key=key, now=NOW
    )


def cancelling(registration, viewer) -> Callable[[], object]:
    return lambda: registrations.cancel(registration_id=registration.pk, actor=viewer, now=NOW)


def newcomers(count: int = THREADS):
    return [viewer_of(PersonFactory()) for _ in range(count)]


def rows(event):
    return list(event.registrations.order_by("position").values_list("position", "status"))


def test_eight_at_once_for_one_place_are_one_confirmed_and_seven_waiting_in_order():
    event = EventFactory(capacity=1)

    found = at_once([registering(event, viewer) for viewer in newcomers()])

    assert [type(result) for result in found] == [Registration] * THREADS
    assert rows(event) == [(1, "confirmed"), *((position, "waiting") for position in range(2, THREADS + 1))]
    event.refresh_from_db()
    assert event.next_position == THREADS + 1
    assert OutgoingMail.objects.filter(kind="seminars.confirmed").count() == 1
    assert OutgoingMail.objects.filter(kind="seminars.waiting").count() == THREADS - 1
    assert invariants.broken() == []


def without_lock(monkeypatch, *, own_positions: bool) -> None:
    """Take the guard away: the event is read without a lock, and everybody counts before anybody writes."""
    numbers = itertools.count(1)
    counted = threading.Barrier(THREADS)

    def read(event_id: int) -> Event:
        event = Event.objects.select_related("host", "group").get(pk=event_id)
        if own_positions:
            event.next_position = next(numbers)
        return event

    def count_and_meet(event: Event) -> places.Places:
        found = count(event)
        counted.wait(timeout=30)
        return found

    count = places.of
    monkeypatch.setattr(registrations, "lock_event", read)
    monkeypatch.setattr(registrations.places, "of", count_and_meet)


def test_control_without_the_lock_the_event_is_oversold(monkeypatch):
    event, people = EventFactory(capacity=1), newcomers()
    without_lock(monkeypatch, own_positions=True)

    at_once([registering(event, viewer) for viewer in people])

    assert event.registrations.confirmed().count() == THREADS
    assert invariants.broken() != []


def test_control_without_the_lock_the_counter_alone_stops_all_but_one(monkeypatch):
    event, people = EventFactory(capacity=1), newcomers()
    without_lock(monkeypatch, own_positions=False)

    found = at_once([registering(event, viewer) for viewer in people])

    assert sum(isinstance(result, IntegrityError) for result in found) == THREADS - 1
    assert event.registrations.confirmed().count() == 1


def test_the_same_form_posted_eight_times_at_once_is_one_registration_and_one_mail():
    event, viewer, key = EventFactory(), viewer_of(PersonFactory()), uuid.uuid4()

    found = at_once([registering(event, viewer, key) for _ in range(THREADS)])

    assert len({result.pk for result in found}) == 1
    assert Registration.objects.count() == OutgoingMail.objects.count() == 1


def test_eight_forms_of_one_person_at_once_are_one_registration():
    event, viewer = EventFactory(), viewer_of(PersonFactory())

    found = at_once([registering(event, viewer) for _ in range(THREADS)])

    refused = [result for result in found if isinstance(result, registrations.AlreadyRegistered)]
    assert len(refused) == THREADS - 1
    assert Registration.objects.count() == OutgoingMail.objects.count() == 1


def test_control_without_the_constraint_one_person_registers_twice(monkeypatch):
    event, viewer = EventFactory(), viewer_of(PersonFactory())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {Registration.ONE_LIVE}")
    try:
        at_once([registering(event, viewer) for _ in range(2)])

        assert event.registrations.count() == 2
    finally:
        Registration.objects.all().delete()
        constraint = next(
            found for found in Registration._meta.constraints if found.name == Registration.ONE_LIVE
        )
        with connection.schema_editor() as editor:
            editor.add_constraint(Registration, constraint)


@pytest.mark.parametrize("round_", range(5))
def test_nobody_passes_anybody_when_cancellations_meet_newcomers(round_):
    event = EventFactory(capacity=4, registered=4, waiting=4)
    leaving = list(event.registrations.confirmed().select_related("person")[:3])
    jobs = [cancelling(registration, viewer_of(registration.person)) for registration in leaving]
    jobs += [registering(event, viewer) for viewer in newcomers(5)]

    found = at_once(jobs)

    assert [result for result in found if isinstance(result, Exception)] == []
    live = event.registrations.live().order_by("position").values_list("status", flat=True)
    # Places go in the order of arrival: no one who waits stands before one who has a place.
    assert list(live) == ["confirmed"] * 4 + ["waiting"] * 6
    promoted = OutgoingMail.objects.filter(kind="seminars.promoted").values_list("about_id", flat=True)
    first_three = event.registrations.filter(position__in=[5, 6, 7]).values_list("pk", flat=True)
    assert sorted(promoted) == sorted(first_three)
    assert invariants.broken() == []


def test_cancellations_and_repairs_at_once_promote_each_place_once():
    event = EventFactory(capacity=4, registered=4, waiting=6)
    leaving = list(event.registrations.confirmed().select_related("person"))
    jobs = [cancelling(registration, viewer_of(registration.person)) for registration in leaving]
    jobs += [lambda: registrations.promote(event_id=event.pk, now=NOW)] * 4

    at_once(jobs)

    assert event.registrations.confirmed().count() == 4
    assert OutgoingMail.objects.filter(kind="seminars.promoted").count() == 4


def test_a_lock_that_is_not_had_in_time_is_told_and_changes_nothing(monkeypatch):
    monkeypatch.setattr(locking, "LOCK_TIMEOUT", "100ms")
    event, viewer = EventFactory(), viewer_of(PersonFactory())
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM seminars_event WHERE id = %s FOR UPDATE", [event.pk])
            held.set()
            release.wait(timeout=30)
            cursor.execute("ROLLBACK")
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(timeout=30)
    try:
        with pytest.raises(locking.Busy):
            registering(event, viewer)()
    finally:
        release.set()
        holder.join()

    assert not Registration.objects.exists()
