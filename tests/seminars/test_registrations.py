"""Registering, changing, cancelling: what one person at a time may expect."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from psycopg import errors

from elo_portal.core.models import AuditEntry, OutgoingMail
from elo_portal.core.viewers import NOBODY
from seminars.commands import registrations
from seminars.commands.locking import ATTEMPTS, Busy, patiently
from seminars.models import Event, Registration
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group, viewer_of
from tests.seminars.factories import START, EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

Mode, Status = Registration.Mode, Registration.Status


def register(event, person=None, *, mode=Mode.ON_SITE, note="", key=None, now=NOW):
    return registrations.register(
        event_id=event.pk,
        actor=viewer_of(person or PersonFactory()),
        mode=mode,
        note=note,
        request_key=key or uuid.uuid4(),
        now=now,
    )


def cancel(registration, actor=None, *, now=NOW):
    actor = actor or viewer_of(registration.person)
    return registrations.cancel(registration_id=registration.pk, actor=actor, now=now)


def change(registration, *, mode, note="", now=NOW):
    return registrations.change(
        registration_id=registration.pk, actor=viewer_of(registration.person), mode=mode, note=note, now=now
    )


def statuses(event):
    return list(event.registrations.order_by("position").values_list("status", flat=True))


def kinds():
    return sorted(OutgoingMail.objects.values_list("kind", flat=True))


def test_register_gives_a_place_and_queues_the_confirmation():
    event, person = EventFactory(), PersonFactory()

    registration = register(event, person, note="Saako kahvia?")

    event.refresh_from_db()
    assert (registration.status, registration.position, event.next_position) == ("confirmed", 1, 2)
    assert (registration.registered_at, registration.confirmed_at) == (NOW, NOW)
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.recipient_id, mail.expires_at) == ("seminars.confirmed", person.pk, START)
    assert AuditEntry.objects.get().action == "seminars.register"


def test_register_for_a_full_event_joins_the_queue():
    event = EventFactory(capacity=1, registered=1)

    registration = register(event)

    assert (registration.status, registration.confirmed_at) == ("waiting", None)
    assert kinds() == ["seminars.waiting"]


def test_register_never_passes_those_who_wait_even_when_a_place_is_free():
    event = EventFactory(capacity=2, registered=1, waiting=1)

    newcomer = register(event)

    assert statuses(event) == ["confirmed", "confirmed", "waiting"]
    assert newcomer.status == "waiting"
    assert kinds() == ["seminars.promoted", "seminars.waiting"]


def test_register_remotely_for_a_full_hybrid_event_gives_a_place():
    event = EventFactory(hybrid=True, capacity=1, registered=1, waiting=2)

    assert register(event, mode=Mode.REMOTE).status == "confirmed"
    assert register(event, mode=Mode.ON_SITE).status == "waiting"


def test_register_for_a_remote_event_is_limited_by_its_capacity():
    event = EventFactory(remote=True, capacity=1)

    assert [register(event, mode=Mode.REMOTE).status for _ in range(2)] == ["confirmed", "waiting"]


def test_register_without_a_limit_always_gives_a_place():
    event = EventFactory(capacity=None)

    assert [register(event).status for _ in range(3)] == ["confirmed"] * 3


def test_register_twice_with_the_same_key_is_one_registration_and_one_mail():
    event, person, key = EventFactory(), PersonFactory(), uuid.uuid4()

    first = register(event, person, key=key)
    second = register(event, person, key=key, now=NOW + timedelta(minutes=1))

    assert first == second
    assert Registration.objects.count() == OutgoingMail.objects.count() == 1


def test_register_again_with_another_key_is_refused():
    event, person = EventFactory(), PersonFactory()
    register(event, person)

    with pytest.raises(registrations.AlreadyRegistered):
        register(event, person)

    assert Registration.objects.count() == OutgoingMail.objects.count() == 1


def test_register_with_the_key_of_somebody_else_registers_oneself():
    event, key = EventFactory(), uuid.uuid4()
    first = register(event, key=key)

    second = register(event, key=key)

    assert first.person != second.person
    assert statuses(event) == ["confirmed", "confirmed"]


def test_register_with_one_key_for_two_events_registers_for_both():
    person, key = PersonFactory(), uuid.uuid4()

    register(EventFactory(), person, key=key)
    register(EventFactory(), person, key=key)

    assert Registration.objects.filter(person=person).count() == 2


def test_register_after_cancelling_comes_last():
    event, person = EventFactory(capacity=2), PersonFactory()
    cancel(register(event, person))
    register(event)

    again = register(event, person)

    assert (again.position, again.status) == (3, "confirmed")


@pytest.mark.parametrize(
    ("traits", "refusal"),
    [
        ({"cancelled": True}, registrations.EventCancelled),
        ({"past": True}, registrations.EventPast),
        ({"starts_at": NOW}, registrations.EventPast),
        ({"registration_opens_at": NOW + timedelta(seconds=1)}, registrations.RegistrationNotYetOpen),
        ({"registration_closes_at": NOW}, registrations.RegistrationClosed),
    ],
)
def test_register_is_refused_when_it_is_not_possible(traits, refusal):
    event = EventFactory(**traits)

    with pytest.raises(refusal):
        register(event)

    assert not Registration.objects.exists()


def test_register_works_from_the_opening_to_the_closing_second():
    event = EventFactory(registration_opens_at=NOW, registration_closes_at=NOW + timedelta(seconds=1))

    assert register(event).status == "confirmed"


def test_register_for_a_draft_is_refused_even_for_its_coordinator():
    coordinator = PersonFactory(coordinator_of=authority("04"))

    with pytest.raises(registrations.NotOpenForRegistration):
        register(EventFactory(draft=True), coordinator)


def test_register_in_a_mode_that_is_not_offered_is_refused():
    with pytest.raises(registrations.ModeNotOffered):
        register(EventFactory(), mode=Mode.REMOTE)
    with pytest.raises(registrations.ModeNotOffered):
        register(EventFactory(), mode="by_carrier_pigeon")


def test_register_is_only_for_those_who_see_the_event():
    network = EventFactory(network=True)
    for_group = EventFactory(visibility=Event.Visibility.GROUP, group=group())

    for event in (network, for_group):
        with pytest.raises(PermissionDenied):
            register(event)
    assert register(network, PersonFactory(member_of=OrganisationFactory())).status == "confirmed"
    assert register(for_group, PersonFactory(seat_in=group())).status == "confirmed"


def test_register_is_not_for_the_signed_out_and_the_deactivated():
    event, gone = EventFactory(), PersonFactory(is_active=False)

    for actor in (NOBODY, viewer_of(gone)):
        with pytest.raises(PermissionDenied):
            registrations.register(
                event_id=event.pk, actor=actor, mode=Mode.ON_SITE, note="", request_key=uuid.uuid4(), now=NOW
            )


def test_cancel_gives_the_place_to_who_has_waited_longest():
    event = EventFactory(capacity=2, registered=2, waiting=2)
    first = event.registrations.order_by("position").first()

    cancel(first)

    assert statuses(event) == ["cancelled", "confirmed", "confirmed", "waiting"]
    assert kinds() == ["seminars.promoted", "seminars.registration_cancelled"]
    promoted = event.registrations.get(position=3)
    assert (promoted.confirmed_at, promoted.registered_at) == (NOW, NOW - timedelta(days=3))
    assert AuditEntry.objects.get(action="seminars.promote").actor_id is None


def test_cancel_of_somebody_who_waits_promotes_nobody():
    event = EventFactory(capacity=1, registered=1, waiting=2)

    cancel(event.registrations.get(position=2))

    assert statuses(event) == ["confirmed", "cancelled", "waiting"]


def test_cancel_of_a_remote_place_of_a_hybrid_event_promotes_nobody():
    event = EventFactory(hybrid=True, capacity=1, registered=1, waiting=1)
    remote = RegistrationFactory(event=event, remote=True)

    cancel(remote)

    assert statuses(event) == ["confirmed", "waiting", "cancelled"]


def test_cancel_while_more_are_confirmed_than_there_are_places_promotes_nobody():
    event = EventFactory(capacity=1, registered=3, waiting=1)

    cancel(event.registrations.get(position=1))

    assert statuses(event) == ["cancelled", "confirmed", "confirmed", "waiting"]


def test_promotion_is_undone_with_the_cancellation(monkeypatch):
    event = EventFactory(capacity=1, registered=1, waiting=1)

    def fail(**_):
        raise RuntimeError("after the promotion")

    monkeypatch.setattr(registrations.audit, "record", fail)
    with pytest.raises(RuntimeError):
        cancel(event.registrations.get(position=1))

    assert statuses(event) == ["confirmed", "waiting"]
    assert not OutgoingMail.objects.exists()


def test_cancel_by_those_who_arrange_the_event_is_told_to_the_person():
    host = viewer_of(PersonFactory(coordinator_of=authority("04")))
    registration = RegistrationFactory()

    cancel(registration, host)

    assert OutgoingMail.objects.get().params == {"is_own": False}


def test_cancel_of_somebody_elses_registration_is_refused():
    with pytest.raises(PermissionDenied):
        cancel(RegistrationFactory(), viewer_of(PersonFactory()))


@pytest.mark.parametrize(
    ("traits", "refusal"),
    [
        ({"cancelled": True}, registrations.EventCancelled),
        ({"starts_at": NOW}, registrations.EventPast),
        ({"past": True}, registrations.EventPast),
    ],
)
def test_cancel_and_change_are_possible_until_the_event_starts(traits, refusal):
    registration = RegistrationFactory(event=EventFactory(**traits))

    with pytest.raises(refusal):
        cancel(registration)
    with pytest.raises(refusal):
        change(registration, mode=Mode.ON_SITE)


def test_cancel_twice_says_so():
    registration = RegistrationFactory()
    cancel(registration)

    with pytest.raises(registrations.AlreadyCancelled):
        cancel(registration)


def test_change_to_remote_frees_the_place_for_the_first_in_the_queue():
    event = EventFactory(hybrid=True, capacity=1, registered=1, waiting=2)

    changed = change(event.registrations.get(position=1), mode=Mode.REMOTE)

    assert (changed.mode, changed.status) == ("remote", "confirmed")
    assert statuses(event) == ["confirmed", "confirmed", "waiting"]
    assert kinds() == ["seminars.confirmed", "seminars.promoted"]


def test_change_to_remote_confirms_who_waited():
    event = EventFactory(hybrid=True, capacity=1, registered=1, waiting=1)

    changed = change(event.registrations.get(position=2), mode=Mode.REMOTE)

    assert (changed.status, changed.confirmed_at) == ("confirmed", NOW)


def test_change_to_on_site_needs_a_free_place():
    event = EventFactory(hybrid=True, capacity=1)
    first, second = (RegistrationFactory(event=event, remote=True) for _ in range(2))

    assert change(first, mode=Mode.ON_SITE).mode == "on_site"
    with pytest.raises(registrations.NoPlaceOnSite):
        change(second, mode=Mode.ON_SITE)

    second.refresh_from_db()
    assert (second.mode, second.status) == ("remote", "confirmed")


def test_change_to_on_site_does_not_pass_those_who_wait():
    event = EventFactory(hybrid=True, capacity=2, registered=1, waiting=1)
    remote = RegistrationFactory(event=event, remote=True)

    with pytest.raises(registrations.NoPlaceOnSite):
        change(remote, mode=Mode.ON_SITE)


def test_change_of_the_note_sends_nothing():
    registration = RegistrationFactory()

    assert change(registration, mode=Mode.ON_SITE, note="Uusi").note == "Uusi"
    assert not OutgoingMail.objects.exists()


def test_change_is_only_for_the_person():
    host = viewer_of(PersonFactory(coordinator_of=authority("04")))

    with pytest.raises(PermissionDenied):
        registrations.change(
            registration_id=RegistrationFactory().pk, actor=host, mode=Mode.ON_SITE, note="", now=NOW
        )


def test_promote_repairs_a_queue_in_front_of_free_places():
    event = EventFactory(capacity=3, registered=1, waiting=4)

    promoted = registrations.promote(event_id=event.pk, now=NOW)

    assert [registration.position for registration in promoted] == [2, 3]
    assert registrations.promote(event_id=event.pk, now=NOW) == []


@pytest.mark.parametrize("traits", [{"cancelled": True}, {"past": True}, {"draft": True}])
def test_promote_does_nothing_for_what_does_not_take_place(traits):
    event = EventFactory(capacity=3, registered=1, waiting=1, **traits)

    assert registrations.promote(event_id=event.pk, now=NOW) == []


class Failing:
    """A command that fails with a database error a number of times, then answers."""

    def __init__(self, error: type[Exception], times: int) -> None:
        self.error, self.times, self.calls = error, times, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.times:
            raise OperationalError from self.error()
        return "done"


def run(command):
    command.__name__ = "failing"
    return patiently(command)()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "error", [errors.DeadlockDetected, errors.LockNotAvailable, errors.SerializationFailure]
)
def test_patiently_tries_again_after_what_passes(error):
    command = Failing(error, times=ATTEMPTS - 1)

    assert run(command) == "done"
    assert command.calls == ATTEMPTS


@pytest.mark.django_db(transaction=True)
def test_patiently_gives_up_with_a_friendly_word():
    command = Failing(errors.LockNotAvailable, times=99)

    with pytest.raises(Busy):
        run(command)

    assert command.calls == ATTEMPTS
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_patiently_does_not_repeat_other_errors():
    command = Failing(errors.AdminShutdown, times=99)

    with pytest.raises(OperationalError):
        run(command)

    assert command.calls == 1
