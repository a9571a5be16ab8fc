"""The mails as they leave: in the recipient's language, only while true, with the right calendar entry."""

from datetime import timedelta

import icalendar
import pytest
from django.core import mail as outbox

from elo_portal.core import mail, ticking
from elo_portal.core.models import OutgoingMail
from seminars.commands import events, publishing, registrations, reminding
from seminars.models import Event, Registration
from tests.factories import NOW
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    viewer_of,
)
from tests.seminars.factories import START, EventFactory, RegistrationFactory
from tests.seminars.test_registrations import cancel, register

pytestmark = pytest.mark.django_db

Mode = Registration.Mode


@pytest.fixture
def host():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


def sent(*, now=NOW):
    """Hand over what is due; the new messages."""
    before = len(outbox.outbox)
    mail.deliver(now=now)
    assert not OutgoingMail.objects.filter(state__in=["dead", "queued"], not_before__lte=now).exists()
    return outbox.outbox[before:]


def entry(message):
    """Method and event of the calendar file, or None."""
    files = [part for part in message.message().walk() if part.get_content_type() == "text/calendar"]
    if not files:
        return None
    calendar = icalendar.Calendar.from_ical(files[0].get_payload(decode=True))
    assert files[0].get_param("method") == str(calendar["method"])
    assert files[0].get_content_charset() == "utf-8"
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


@pytest.mark.parametrize(
    ("language", "subject", "when"),
    [
        ("fi", "Sinulla on paikka: Ohjausseminaari", "ma 23.3.2026 klo 14.00–16.00"),
        ("sv", "Du har en plats: Vägledningsseminarium", "mån 23.3.2026 kl. 14.00–16.00"),
        ("en", "You have a place: Ohjausseminaari", "Mon 23 March 2026, 14.00–16.00"),
    ],
)
def test_confirmation_in_the_language_of_the_person(language, subject, when):
    event = EventFactory(title_fi="Ohjausseminaari", title_sv="Vägledningsseminarium")
    register(event, PersonFactory(language=language))

    (message,) = sent()

    assert message.subject == subject
    text = message.body.replace("\N{NO-BREAK SPACE}", " ")
    assert when in text
    assert "Kokoustila Haapa, Tampere" in text
    assert f"/{language}/" in text
    html = message.alternatives[0].content
    assert f'lang="{language}"' in html
    assert event.slug in html


def test_confirmation_of_a_remote_participant_holds_the_link_and_that_of_others_does_not():
    event = EventFactory(hybrid=True)
    register(event, mode=Mode.REMOTE)
    register(event, mode=Mode.ON_SITE)

    remote, on_site = sent()

    assert event.remote_url in remote.body
    assert event.remote_url in entry(remote)[1]["description"]
    assert event.remote_url not in on_site.message().as_string()
    assert event.remote_url not in str(entry(on_site)[1].to_ical())


def test_confirmation_asks_the_calendar_to_take_the_entry():
    person = PersonFactory(first_name="Åsa", last_name='Öst "X"; ATTENDEE:mailto:x@example.org')
    event = EventFactory()
    register(event, person)

    (message,) = sent()

    method, found = entry(message)
    assert (method, found["uid"], found["sequence"]) == ("REQUEST", f"event-{event.pk}@localhost", 0)
    assert str(found["attendee"]) == f"mailto:{person.email}"
    assert str(found["organizer"]) == "mailto:elo-portaali@example.org"


def test_waiting_mail_says_the_place_in_the_queue_when_it_leaves():
    event = EventFactory(capacity=1, registered=1, waiting=2)
    register(event)
    cancel(event.registrations.get(position=2))

    message = next(message for message in sent() if "Jonossa" in message.subject)

    assert "sijalla 2" in message.body
    assert entry(message) is None


def test_promotion_brings_the_entry_and_drops_the_waiting_mail():
    event = EventFactory(capacity=1, registered=1)
    person = PersonFactory()
    register(event, person)
    cancel(event.registrations.get(position=1))

    messages = [message for message in sent() if message.to == [person.email]]

    assert [message.subject for message in messages] == [f"Sait paikan: {event.title_fi}"]
    assert entry(messages[0])[0] == "REQUEST"
    assert OutgoingMail.objects.get(kind="seminars.waiting").state == "dropped"


def test_cancelled_registration_takes_the_entry_away():
    registration = RegistrationFactory()
    cancel(registration)

    (message,) = sent()

    method, found = entry(message)
    assert (method, found["status"], found["uid"]) == (
        "CANCEL",
        "CANCELLED",
        f"event-{registration.event.pk}@localhost",
    )
    assert "Olet perunut ilmoittautumisesi." in message.body


def test_cancelled_by_the_organiser_says_so(host):
    cancel(RegistrationFactory(), host)

    assert "Järjestäjä on perunut ilmoittautumisesi." in sent()[0].body


def test_cancelled_and_registered_anew_keeps_the_entry():
    event, person = EventFactory(), PersonFactory()
    cancel(register(event, person))
    register(event, person)

    found = [entry(message) for message in sent()]

    assert [one and one[0] for one in found] == [None, "REQUEST"]


def move(host, event, **changes):
    return events.change(actor=host, event_id=event.pk, values=changes, now=NOW)


def test_moved_event_sends_one_update_of_the_same_entry(host):
    event = EventFactory(capacity=1, registered=1, waiting=1)
    move(host, event, starts_at=START + timedelta(days=1), ends_at=START + timedelta(days=1, hours=2))
    move(host, event, starts_at=START + timedelta(days=2), ends_at=START + timedelta(days=2, hours=2))

    confirmed, waiting = sent()

    method, found = entry(confirmed)
    assert (method, found["uid"], found["sequence"]) == ("REQUEST", f"event-{event.pk}@localhost", 2)
    assert found["dtstart"].dt == START + timedelta(days=2)
    assert "25.3.2026" in confirmed.body
    assert entry(waiting) is None
    assert "Paikkasi jonossa säilyy" in waiting.body


def test_cancelled_event_tells_everybody_and_nothing_else_leaves(host):
    event = EventFactory(capacity=1, registered=1, waiting=1)
    move(host, event, place_fi="Muualla")
    register(event)
    publishing.cancel(actor=host, event_id=event.pk, message="Puhuja <sairastui>.", now=NOW)

    messages = sent()

    assert {message.subject for message in messages} == {f"Peruttu: {event.title_fi}"}
    assert len(messages) == 3
    assert {entry(message)[0] for message in messages} == {"CANCEL"}
    assert {entry(message)[1]["sequence"] for message in messages} == {2}
    assert "Puhuja <sairastui>." in messages[0].body
    assert "Puhuja &lt;sairastui&gt;." in messages[0].alternatives[0].content


def test_nothing_leaves_to_who_may_no_longer_see_the_event():
    event, person = EventFactory(network=True), PersonFactory()
    membership = MembershipFactory(person=person, organisation=OrganisationFactory())
    register(event, person)
    membership.delete()

    assert sent() == []


def test_no_confirmation_leaves_after_the_start():
    register(EventFactory())

    assert sent(now=START) == []
    assert OutgoingMail.objects.get().state == "missed"


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
