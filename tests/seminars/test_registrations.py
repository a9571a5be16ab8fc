"""Registering, changing, cancelling: what one person at a time may expect."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, OutgoingMail
from elo_portal.core.viewers import NOBODY
from seminars.commands import registrations
from seminars.models import Event, Registration
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group, viewer_of
from tests.seminars.acts import cancel, kinds, register, statuses
from tests.seminars.factories import START, EventFactory

pytestmark = pytest.mark.django_db

Mode, Status = Registration.Mode, Registration.Status


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
