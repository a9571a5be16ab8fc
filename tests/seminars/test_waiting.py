"""Giving a place back, changing ones mind, and who moves up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, OutgoingMail
from seminars.commands import registrations
from seminars.models import Registration
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.seminars.acts import cancel, change, kinds, statuses
from tests.seminars.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

Mode, Status = Registration.Mode, Registration.Status


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
