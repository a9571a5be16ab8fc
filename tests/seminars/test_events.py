"""Making and changing events, publishing them, calling them off."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from elo_portal.core.models import AuditEntry, OutgoingMail
from seminars.commands import events, publishing
from seminars.commands.registrations import EventCancelled, EventPast
from seminars.models import Event, Registration
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, region, viewer_of
from tests.seminars.factories import START, EventFactory, ProgrammeItemFactory, RegistrationFactory, helsinki

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


@pytest.fixture
def co_host():
    return viewer_of(PersonFactory(coordinator_of=authority("07")))


def change(actor, event, *, now=NOW, host_id=None, **values):
    return events.change(actor=actor, event_id=event.pk, values=values, host_id=host_id, now=now)


def test_draft_is_made_for_an_authority_that_one_coordinates(host):
    values = VALUES | {"regions": [region("05").pk, region("06").pk]}

    event = events.draft(actor=host, host_id=authority("04").pk, values=values, now=NOW)

    event.refresh_from_db()
    assert (event.status, event.slug) == ("draft", "vertaisfoorumi-ohjaus-nivelvaiheissa-2026")
    assert {found.code for found in event.regions.all()} == {"05", "06"}
    assert AuditEntry.objects.get(action="seminars.draft").actor_id == host.person_id


def test_draft_for_another_authority_is_refused(host):
    with pytest.raises(PermissionDenied):
        events.draft(actor=host, host_id=authority("07").pk, values=VALUES, now=NOW)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "name", ["status", "slug", "next_position", "sequence", "published_at", "key", "host"]
)
def test_draft_and_change_refuse_fields_that_nobody_may_set(host, name):
    event = EventFactory(draft=True)

    with pytest.raises(ValueError, match=name):
        events.draft(actor=host, host_id=authority("04").pk, values=VALUES | {name: "x"}, now=NOW)
    with pytest.raises(ValueError, match=name):
        change(host, event, **{name: "x"})


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Vertaisfoorumi: äänet ja öljy", "vertaisfoorumi-aanet-ja-oljy-2026"),
        ("TNO-seminaari 2026: uudet rakenteet", "tno-seminaari-2026-uudet-rakenteet"),
        ("!!!", "2026"),
        ("sana " * 28, "-".join(["sana"] * 24) + "-2026"),
    ],
)
def test_the_slug_comes_from_the_title_and_always_holds_the_year(host, title, slug):
    values = VALUES | {"title_fi": title}

    assert events.draft(actor=host, host_id=authority("04").pk, values=values, now=NOW).slug == slug


def test_slugs_are_unique(host):
    made = [events.draft(actor=host, host_id=authority("04").pk, values=VALUES, now=NOW) for _ in range(3)]

    base = "vertaisfoorumi-ohjaus-nivelvaiheissa-2026"
    assert [event.slug for event in made] == [base, f"{base}-2", f"{base}-3"]


def test_the_slug_follows_the_title_of_a_draft_and_stays_once_published(host):
    draft, published = EventFactory(draft=True), EventFactory()
    before = published.slug

    assert change(host, draft, title_fi="Uusi nimi").slug == "uusi-nimi-2026"
    assert change(host, published, title_fi="Toinen nimi").slug == before


def test_a_co_host_changes_texts_but_not_who_hosts(co_host):
    event = EventFactory(co_hosts=[authority("07")])

    assert change(co_host, event, summary_fi="Uusi tiivistelmä").summary_fi == "Uusi tiivistelmä"
    for attempt in ({"host_id": authority("07").pk}, {"co_hosts": []}, {"co_hosts": [authority("08").pk]}):
        with pytest.raises(PermissionDenied):
            change(co_host, event, **attempt)


def test_change_cannot_be_used_to_take_an_event_over():
    stranger = viewer_of(PersonFactory(coordinator_of=authority("08")))
    event = EventFactory(draft=True)

    with pytest.raises(PermissionDenied):
        change(stranger, event, host_id=authority("08").pk, co_hosts=[authority("08").pk])

    event.refresh_from_db()
    assert event.host == authority("04")


def test_a_host_gives_an_event_only_to_an_authority_of_their_own(host):
    with pytest.raises(PermissionDenied):
        change(host, EventFactory(), host_id=authority("08").pk)


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": START + timedelta(days=1), "ends_at": START + timedelta(days=1, hours=2)},
        {"ends_at": START + timedelta(hours=3)},
        {"place_fi": "Toinen tila, Tampere"},
        {"address": "Uusikatu 1"},
        {"remote_url": "https://kokous.example.org/uusi"},
    ],
)
def test_moving_a_published_event_raises_the_sequence_and_tells_everybody_once(host, changes):
    event = EventFactory(hybrid=True, registered=2, waiting=1)
    RegistrationFactory(event=event, cancelled=True)

    saved = change(host, event, **changes)
    change(host, event, **changes)

    assert (saved.sequence, saved.moved_at) == (1, NOW)
    told = OutgoingMail.objects.filter(kind="seminars.event_changed")
    live = Registration.objects.live()
    assert {mail.about_id for mail in told} == set(live.values_list("pk", flat=True))
    assert told.count() == 3


@pytest.mark.parametrize("changes", [{"title_fi": "Uusi"}, {"summary_fi": "Uusi"}, {"capacity": 50}])
def test_what_is_not_time_or_place_tells_nobody(host, changes):
    event = EventFactory(registered=2)

    assert change(host, event, **changes).sequence == 0
    assert not OutgoingMail.objects.exists()


def test_moving_a_draft_tells_nobody_and_keeps_the_sequence(host):
    event = EventFactory(draft=True)

    assert change(host, event, starts_at=START + timedelta(hours=1)).sequence == 0


def test_the_programme_moves_with_its_event_at_the_same_clock_times(host):
    event = EventFactory(starts_at=helsinki("2026-03-27T09:00"), ends_at=helsinki("2026-03-27T15:00"))
    item = ProgrammeItemFactory(event=event, starts_at=helsinki("2026-03-27T10:30"))

    change(host, event, starts_at=helsinki("2026-03-30T09:00"), ends_at=helsinki("2026-03-30T15:00"))

    item.refresh_from_db()
    assert timezone.localtime(item.starts_at).isoformat() == "2026-03-30T10:30:00+03:00"


def test_more_places_go_to_those_who_wait_in_the_same_transaction(host):
    event = EventFactory(capacity=2, registered=2, waiting=3)

    change(host, event, capacity=4)

    statuses = event.registrations.order_by("position").values_list("status", flat=True)
    assert list(statuses) == ["confirmed"] * 4 + ["waiting"]
    assert OutgoingMail.objects.filter(kind="seminars.promoted").count() == 2


def test_without_a_limit_nobody_waits_any_more(host):
    event = EventFactory(capacity=1, registered=1, waiting=3)

    change(host, event, capacity=None)

    assert event.registrations.confirmed().count() == 4


def test_fewer_places_throw_nobody_out_and_promote_nobody(host):
    event = EventFactory(capacity=3, registered=3, waiting=1)

    change(host, event, capacity=2)

    assert (event.registrations.confirmed().count(), event.registrations.waiting().count()) == (3, 1)


def test_an_event_that_goes_remote_takes_its_people_along(host):
    event = EventFactory(hybrid=True, capacity=2, registered=2, waiting=1)
    RegistrationFactory.create_batch(3, event=event, remote=True)

    change(host, event, mode=Event.Mode.REMOTE)

    assert set(event.registrations.values_list("mode", flat=True)) == {"remote"}
    assert event.registrations.confirmed().count() == 5
    assert event.registrations.waiting().count() == 1


def test_an_event_that_becomes_hybrid_keeps_its_places(host):
    event = EventFactory(capacity=2, registered=2, waiting=1)

    change(host, event, mode=Event.Mode.HYBRID, remote_url="https://kokous.example.org/x")

    assert event.registrations.waiting().count() == 1


def test_a_published_event_keeps_the_rules_of_publishing(host):
    event = EventFactory(kind=Event.Kind.PEER_FORUM, regions=["05", "06"])

    with pytest.raises(publishing.NotReady) as refusal:
        change(host, event, regions=[region("06").pk])

    assert [problem.code for problem in refusal.value.problems] == ["regions"]
    assert event.regions.count() == 2


def test_a_cancelled_event_is_not_changed_and_a_past_one_not_moved(host):
    with pytest.raises(EventCancelled):
        change(host, EventFactory(cancelled=True), title_fi="Uusi")
    with pytest.raises(EventPast):
        change(host, EventFactory(past=True), starts_at=START, ends_at=START + timedelta(hours=2))
    assert change(host, EventFactory(past=True), summary_fi="Korjattu").summary_fi == "Korjattu"
