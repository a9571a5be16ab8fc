"""Publishing an event and calling it off."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, OutgoingMail
from seminars.commands import events, publishing
from seminars.commands.registrations import EventCancelled, EventPast
from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.seminars.factories import START, EventFactory, ProgrammeItemFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

VALUES = {
    "kind": Event.Kind.PEER_FORUM,
    "mode": Event.Mode.ON_SITE,
    "visibility": Event.Visibility.PUBLIC,
    "group_id": None,
    "title_fi": "Vertaisfoorumi: ohjaus nivelvaiheissa",
    "starts_at": START,
    "ends_at": START + timedelta(hours=4),
    "capacity": 40,
}


def publish(actor, event, *, accepts_one_language=False, now=NOW):
    return publishing.publish(
        actor=actor, event_id=event.pk, accepts_one_language=accepts_one_language, now=now
    )


def test_publish_shows_a_draft(host):
    event = publish(host, EventFactory(draft=True))

    event.refresh_from_db()
    assert (event.status, event.published_at) == ("published", NOW)
    assert AuditEntry.objects.get(action="seminars.publish").target_id == event.pk


def test_publish_names_everything_that_is_missing(host):
    event = EventFactory(draft=True, kind=Event.Kind.TNO_SEMINAR, place_fi="", summary_fi="", summary_sv="")

    with pytest.raises(publishing.NotReady) as refusal:
        publish(host, event)

    assert [problem.code for problem in refusal.value.problems] == ["texts", "place", "national"]


def test_publish_of_a_tno_seminar_asks_for_a_host_that_exists_then():
    admin = viewer_of(PersonFactory(is_admin=True))
    ended = authority("04", "ely")
    event = EventFactory(
        draft=True,
        kind=Event.Kind.TNO_SEMINAR,
        host=ended,
        national_representation_fi="Ei edustusta: sairaus",
    )
    assert ended.valid_until == date(2025, 12, 31)

    with pytest.raises(publishing.NotReady) as refusal:
        publish(admin, event)

    assert [problem.code for problem in refusal.value.problems] == ["host"]


def test_publish_in_one_language_for_a_bilingual_region_needs_a_yes(host):
    event = EventFactory(draft=True, title_sv="", summary_sv="", regions=["15"])

    with pytest.raises(publishing.LanguageMissing) as refusal:
        publish(host, event)
    assert refusal.value.languages == ["sv"]

    publish(host, event, accepts_one_language=True)
    assert AuditEntry.objects.get(action="seminars.publish").purpose == "without sv"


def test_publish_is_refused_for_what_is_published_cancelled_or_begun(host):
    with pytest.raises(publishing.AlreadyPublished):
        publish(host, EventFactory())
    with pytest.raises(EventCancelled):
        publish(host, EventFactory(cancelled=True))
    with pytest.raises(EventPast):
        publish(host, EventFactory(draft=True, past=True))


def test_publish_cancel_and_discard_are_for_those_who_arrange_the_event():
    stranger = viewer_of(PersonFactory(coordinator_of=authority("08")))
    draft, published = EventFactory(draft=True), EventFactory()

    with pytest.raises(PermissionDenied):
        publish(stranger, draft)
    with pytest.raises(PermissionDenied):
        publishing.cancel(actor=stranger, event_id=published.pk, message="", now=NOW)
    with pytest.raises(PermissionDenied):
        events.discard(actor=stranger, event_id=draft.pk, now=NOW)


def test_cancel_tells_everybody_who_comes_or_waits(host):
    event = EventFactory(capacity=2, registered=2, waiting=1)
    RegistrationFactory(event=event, cancelled=True)

    cancelled = publishing.cancel(actor=host, event_id=event.pk, message="Puhuja sairastui.", now=NOW)

    assert (cancelled.status, cancelled.sequence, cancelled.cancelled_at) == ("cancelled", 1, NOW)
    told = OutgoingMail.objects.filter(kind="seminars.event_cancelled")
    assert [mail.params for mail in told] == [{"message": "Puhuja sairastui."}] * 3


def test_cancel_is_refused_for_drafts_cancelled_and_past_events(host):
    for event, refusal in (
        (EventFactory(draft=True), publishing.NotPublished),
        (EventFactory(cancelled=True), EventCancelled),
        (EventFactory(past=True), EventPast),
    ):
        with pytest.raises(refusal):
            publishing.cancel(actor=host, event_id=event.pk, message="", now=NOW)


def test_discard_deletes_only_drafts(host):
    draft, published = EventFactory(draft=True), EventFactory()
    ProgrammeItemFactory(event=draft)

    events.discard(actor=host, event_id=draft.pk, now=NOW)
    with pytest.raises(events.HasRegistrations):
        events.discard(actor=host, event_id=published.pk, now=NOW)

    assert list(Event.objects.all()) == [published]
