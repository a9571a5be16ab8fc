"""A deactivated person gives back the places of events to come; nobody else loses one."""

from datetime import timedelta

import pytest

from elo_portal.core import outbox
from elo_portal.core.models import AuditEntry, OutboxMessage, OutgoingMail
from members.commands import memberships, people
from seminars import tasks
from seminars.models import Registration
from tests.factories import NOW
from tests.members.factories import MembershipFactory, PersonFactory, viewer_of
from tests.seminars.acts import kinds, register, sent, statuses
from tests.seminars.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

Status = Registration.Status


@pytest.fixture
def admin():
    return viewer_of(PersonFactory(is_admin=True))


@pytest.fixture
def leaver():
    return PersonFactory(login=True)


def leave(person, admin):
    """Deactivated, and the news of it handled."""
    people.deactivate(person_id=person.pk, actor=admin, now=NOW)
    while outbox.deliver_next(now=NOW):
        pass
    assert not OutboxMessage.objects.filter(done_at__isnull=True).exists()


def test_the_place_of_a_deactivated_person_goes_to_who_has_waited_longest(admin, leaver):
    event = EventFactory(capacity=1)
    RegistrationFactory(event=event, person=leaver)
    RegistrationFactory.create_batch(2, event=event, waiting=True)

    leave(leaver, admin)

    assert statuses(event) == ["cancelled", "confirmed", "waiting"]
    assert event.registrations.get(person=leaver).cancelled_at == NOW
    assert kinds() == ["seminars.promoted"]


def test_every_coming_event_is_cancelled_and_audited_once(admin, leaver):
    first, second = EventFactory(), EventFactory(hybrid=True)
    held = [
        RegistrationFactory(event=first, person=leaver),
        RegistrationFactory(event=second, person=leaver, remote=True),
    ]

    leave(leaver, admin)
    tasks.give_places_back({"person_id": leaver.pk})

    written = AuditEntry.objects.filter(action="seminars.cancel_registration").order_by("target_id")
    assert list(written.values_list("target_id", "actor_id", "purpose")) == [
        (registration.pk, None, "members.left") for registration in held
    ]


def test_a_deactivated_person_leaves_the_queue_as_well(admin, leaver):
    event = EventFactory(capacity=1, registered=1)
    RegistrationFactory(event=event, person=leaver, waiting=True)
    RegistrationFactory(event=event, waiting=True)

    leave(leaver, admin)

    assert statuses(event) == ["confirmed", "cancelled", "waiting"]
    assert kinds() == []


def test_a_deactivated_person_gets_no_mail_not_even_one_that_was_queued(admin, leaver):
    event = EventFactory(capacity=1)
    register(event, leaver)
    assert kinds() == ["seminars.confirmed"]

    leave(leaver, admin)

    assert sent() == []
    assert OutgoingMail.objects.get().state == OutgoingMail.State.DROPPED


@pytest.mark.parametrize(
    "values",
    [
        {"starts_at": NOW - timedelta(hours=1)},
        {"past": True},
        {"cancelled": True},
    ],
    ids=["has begun", "over", "cancelled by its host"],
)
def test_what_is_not_to_come_stays_as_it_was(admin, leaver, values):
    registration = RegistrationFactory(event=EventFactory(**values), person=leaver)

    leave(leaver, admin)

    registration.refresh_from_db()
    assert registration.status == Status.CONFIRMED
    assert not AuditEntry.objects.filter(action="seminars.cancel_registration").exists()


def test_others_keep_their_places(admin, leaver):
    event = EventFactory(registered=2)
    RegistrationFactory(event=event, person=leaver)

    leave(leaver, admin)

    assert statuses(event) == ["confirmed", "confirmed", "cancelled"]


def test_who_is_let_in_again_before_the_news_arrives_keeps_everything(admin, leaver):
    registration = RegistrationFactory(person=leaver)
    people.deactivate(person_id=leaver.pk, actor=admin, now=NOW)
    people.reactivate(person_id=leaver.pk, actor=admin)

    while outbox.deliver_next(now=NOW):
        pass

    registration.refresh_from_db()
    assert registration.status == Status.CONFIRMED


def test_the_end_of_a_membership_takes_no_place_away(admin, leaver):
    membership = MembershipFactory(person=leaver)
    registration = RegistrationFactory(person=leaver)

    memberships.end(membership_id=membership.pk, actor=admin, now=NOW)

    registration.refresh_from_db()
    assert (registration.status, OutboxMessage.objects.count()) == (Status.CONFIRMED, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_each_event_needs_the_same_queries(leaver, count, django_assert_num_queries):
    for event in EventFactory.create_batch(count, capacity=5):
        RegistrationFactory(event=event, person=leaver)
    leaver.is_active = False
    leaver.save()

    # Savepoint, person, events; for each: time limit, lock, registration, change, audit, places, who waits
    # without need, who waits for a place; release of the savepoint.
    with django_assert_num_queries(3 + 8 * count + 1):
        tasks.give_places_back({"person_id": leaver.pk})
