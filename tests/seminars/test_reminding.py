"""Reminders as they leave."""

from datetime import timedelta

import pytest
from django.core import mail as outbox

from elo_portal.core import ticking
from elo_portal.core.models import OutgoingMail
from seminars.commands import events, publishing, registrations, reminding
from seminars.models import Event, Registration
from tests.factories import NOW
from tests.seminars.acts import cancel, sent
from tests.seminars.factories import START, EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

Mode = Registration.Mode


WEEK, DAY = NOW + timedelta(days=14, hours=-5), START - timedelta(days=1, hours=5)


def remind(now):
    count = reminding.queue_due(now=now)
    return count, sent(now=now)


def test_reminders_leave_seven_days_and_one_day_before_to_the_confirmed_only():
    event = EventFactory(capacity=2, registered=2, waiting=1)
    RegistrationFactory(event=event, cancelled=True)

    counts = []
    now = WEEK - timedelta(hours=1)
    while now < START + timedelta(hours=3):
        counts.append((now, remind(now)[0]))
        now += timedelta(hours=1)

    assert [(now, count) for now, count in counts if count] == [(WEEK, 2), (DAY, 2)]
    assert len(outbox.outbox) == 4
    assert outbox.outbox[0].subject == f"Muistutus: {event.title_fi}"


def test_reminders_are_a_job_of_the_tick():
    EventFactory(registered=1)

    assert ticking.run(now=WEEK, force=True)["seminars.reminders"] == 1


def test_reminder_of_a_remote_participant_holds_the_link():
    event = EventFactory(remote=True)
    RegistrationFactory(event=event, remote=True)

    _count, (message,) = remind(WEEK)

    assert event.remote_url in message.body


def test_reminder_missed_while_the_portal_was_down_is_sent_while_it_is_of_use():
    EventFactory(registered=1)

    assert remind(WEEK + timedelta(days=3))[0] == 1
    assert remind(DAY + timedelta(hours=20))[0] == 1
    assert remind(START)[0] == 0


def test_only_the_last_reminder_is_made_up_for_when_both_were_missed():
    EventFactory(registered=1)

    assert remind(DAY + timedelta(hours=1))[0] == 1
    assert OutgoingMail.objects.get().dedupe_key.endswith(":1d")


def test_who_came_after_the_moment_gets_no_reminder_of_the_past():
    event = EventFactory()
    RegistrationFactory(event=event, confirmed_at=WEEK)
    RegistrationFactory(event=event, confirmed_at=WEEK + timedelta(seconds=1))

    assert remind(WEEK + timedelta(minutes=5))[0] == 1


def test_moved_event_reminds_of_its_new_time(host):
    event = EventFactory(registered=1)
    reminding.queue_due(now=WEEK)
    later = timedelta(days=30)
    events.change(
        actor=host,
        event_id=event.pk,
        values={"starts_at": START + later, "ends_at": START + later + timedelta(hours=2)},
        now=WEEK,
    )

    messages = sent(now=WEEK)
    assert [message.subject for message in messages] == [f"Muuttunut: {event.title_fi}"]
    assert remind(DAY)[0] == 0
    # Seven days before 22 April is summer time in Finland: nine o'clock is an hour earlier in UTC.
    assert remind(WEEK + later - timedelta(hours=1, seconds=1))[0] == 0
    count, (message,) = remind(WEEK + later - timedelta(hours=1))
    assert (count, message.subject) == (1, f"Muistutus: {event.title_fi}")


def test_moved_near_the_start_the_update_is_the_reminder(host):
    event = EventFactory(starts_at=START + timedelta(days=30), registered=1)
    near = {"starts_at": NOW + timedelta(days=3), "ends_at": NOW + timedelta(days=3, hours=2)}
    events.change(actor=host, event_id=event.pk, values=near, now=NOW)

    assert reminding.queue_due(now=NOW + timedelta(minutes=1)) == 0
    assert reminding.queue_due(now=NOW + timedelta(days=2)) == 1


@pytest.mark.parametrize(
    "traits",
    [
        {"cancelled": True},
        {"draft": True},
        {"past": True},
        {"starts_at": WEEK},
        {"starts_at": START + timedelta(days=60)},
    ],
)
def test_no_reminder_of_what_is_cancelled_draft_past_or_far_away(traits):
    EventFactory(registered=1, **traits)

    assert reminding.queue_due(now=WEEK) == 0


def test_no_reminder_leaves_after_a_cancellation(host):
    event = EventFactory(registered=2)
    reminding.queue_due(now=WEEK)
    cancel(event.registrations.get(position=1), now=WEEK)
    publishing.cancel(actor=host, event_id=event.pk, message="", now=WEEK)

    subjects = [message.subject for message in sent(now=WEEK)]

    assert not [subject for subject in subjects if subject.startswith("Muistutus")]
    assert OutgoingMail.objects.filter(kind="seminars.reminder", state="dropped").count() == 2


def test_queue_due_needs_the_same_queries_for_one_participant_and_for_three(django_assert_num_queries):
    for count in (1, 3):
        Registration.objects.all().delete()
        Event.objects.all().delete()
        EventFactory(registered=count)

        # savepoint and its release, events, participants, keys that are there, the new rows
        with django_assert_num_queries(6):
            reminding.queue_due(now=WEEK)


def test_nothing_due_costs_one_query(django_assert_num_queries):
    EventFactory(registered=1, starts_at=START + timedelta(days=60))

    with django_assert_num_queries(3):  # savepoint and its release, events
        reminding.queue_due(now=NOW)


def test_promote_job_repairs_and_says_how_many():
    EventFactory(capacity=3, registered=1, waiting=1)

    assert ticking.run(now=NOW, force=True)["seminars.promote"] == 1
    assert registrations.promote(event_id=Event.objects.get().pk, now=NOW) == []
