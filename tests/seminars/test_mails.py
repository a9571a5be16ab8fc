"""The mails as they leave: in the recipient's language, only while true, with the right calendar entry."""

from datetime import timedelta

import pytest

from elo_portal.core.models import OutgoingMail
from seminars.commands import events, publishing
from seminars.models import Registration
from tests.factories import NOW
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.seminars.acts import cancel, entry, register, sent
from tests.seminars.factories import START, EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

Mode = Registration.Mode


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
