"""Calendar files, read back as a calendar program reads them."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.utils import translation

from seminars import calendar_files
from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import PersonFactory
from tests.seminars.factories import START, EventFactory, RegistrationFactory, helsinki

pytestmark = pytest.mark.django_db


def read(content: bytes) -> icalendar.Calendar:
    """Parsed, after a look at what a parser forgives: line ends, length of lines."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    return icalendar.Calendar.from_ical(content)


def published(*events, name="") -> icalendar.Calendar:
    return read(calendar_files.published(events, name=name, now=NOW))


def test_published_event_in_the_readers_language_with_its_zone():
    event = EventFactory(title_fi="Ohjausseminaari", title_sv="Vägledningsseminarium")

    with translation.override("sv"):
        calendar = published(event)

    (entry,) = calendar.walk("VEVENT")
    assert (str(calendar["method"]), str(entry["summary"])) == ("PUBLISH", "Vägledningsseminarium")
    assert entry["description"].startswith("Sammanfattning\n\n")
    assert f"/sv/evenemang/{event.slug}/" in entry["url"]
    assert entry["dtstart"].params["TZID"] == "Europe/Helsinki"
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (event.starts_at, event.ends_at)
    assert (str(entry["status"]), entry["sequence"], entry["dtstamp"].dt) == ("CONFIRMED", 0, NOW)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Helsinki"]


@pytest.mark.parametrize(
    "moment",
    ["2026-03-29T02:59", "2026-03-29T04:00", "2026-07-01T12:00", "2026-10-25T02:59", "2026-10-25T04:00",
     "2026-12-24T12:00", "2027-03-28T04:00"],
)  # fmt: skip
def test_the_zone_in_the_file_means_the_same_as_the_clocks_of_finland(moment):
    calendar = published(EventFactory(starts_at=helsinki(moment)))
    (zone,) = calendar.walk("VTIMEZONE")

    naive = datetime.fromisoformat(moment)

    assert naive.replace(tzinfo=zone.to_tz()).astimezone(UTC) == helsinki(moment)


def test_the_uid_stays_when_everything_else_changes():
    event = EventFactory()
    before = published(event).walk("VEVENT")[0]["uid"]
    event.slug, event.sequence, event.starts_at = "toinen-2027", 7, START + timedelta(days=300)
    event.ends_at = event.starts_at + timedelta(hours=1)

    entry = published(event).walk("VEVENT")[0]

    assert (entry["uid"], entry["sequence"]) == (before, 7)


def test_a_cancelled_event_says_so():
    assert published(EventFactory(cancelled=True)).walk("VEVENT")[0]["status"] == "CANCELLED"


def test_the_remote_link_is_never_published():
    event = EventFactory(hybrid=True)

    assert event.remote_url.encode() not in calendar_files.published([event], name="x", now=NOW)


HOSTILE = [
    "Tavallinen, nimi; jossa: pilkkuja",
    'Lainaus "merkit" ja \\ vino',
    "Rivi\r\nATTENDEE:mailto:x@example.org\r\nBEGIN:VALARM",
    "Rivi\nSUMMARY:toinen",
    "Yksinäinen\rvaununpalautus",
    "Ohjaus\x01merkki\x1b[31m\x7f",
    "Rivinvaihto\u2028unicode\u2029ja\x85muut",
    "ääöå" * 30,
    "👩🏽‍🏫" * 20,
    "a" * 140,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_in_their_own_property(text):
    event = EventFactory(title_fi=text, summary_fi=text, place_fi=text, address=text)
    person = PersonFactory(first_name=text[:80], last_name=text[:80])
    registration = RegistrationFactory(event=event, person=person)

    for content in (
        calendar_files.published([event], name=text, now=NOW),
        calendar_files.invitation(registration, now=NOW),
        calendar_files.withdrawal(registration, now=NOW),
    ):
        (entry,) = read(content).walk("VEVENT")
        assert set(entry) <= {
            "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "STATUS", "SUMMARY", "DESCRIPTION",
            "URL", "LOCATION", "ORGANIZER", "ATTENDEE",
        }  # fmt: skip
        assert len(entry.subcomponents) == 0
        assert str(entry["summary"]) == calendar_files.plain(text)


def test_invitation_and_withdrawal_name_the_participant():
    registration = RegistrationFactory(event=EventFactory(hybrid=True), remote=True)

    invited = read(calendar_files.invitation(registration, now=NOW)).walk("VEVENT")[0]
    withdrawn = read(calendar_files.withdrawal(registration, now=NOW)).walk("VEVENT")[0]

    assert registration.event.remote_url in invited["description"]
    assert registration.event.remote_url not in withdrawn["description"]
    assert invited["attendee"].params["CN"] == registration.person.name
    assert (invited["status"], withdrawn["status"]) == ("CONFIRMED", "CANCELLED")
    assert invited["uid"] == withdrawn["uid"]


def test_a_remote_event_has_its_link_as_location_for_participants_only():
    registration = RegistrationFactory(event=EventFactory(remote=True), remote=True)

    assert read(calendar_files.invitation(registration, now=NOW)).walk("VEVENT")[0]["location"] == (
        registration.event.remote_url
    )
    assert "location" not in published(registration.event).walk("VEVENT")[0]


def test_the_feed_holds_every_event_it_is_given():
    events = EventFactory.create_batch(3)

    calendar = published(*Event.objects.select_related("host").order_by("pk"), name="ELO-verkosto")

    assert [entry["uid"] for entry in calendar.walk("VEVENT")] == [
        calendar_files.uid(event) for event in events
    ]
    assert calendar["x-wr-calname"] == "ELO-verkosto"
