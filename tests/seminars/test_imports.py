"""Events from plain values, as the demo network loads them."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from elo_portal.core.models import AuditEntry, OutgoingMail
from members.models import Person
from seminars import invariants
from seminars.commands import imports
from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority
from tests.seminars.factories import START, helsinki, practice

pytestmark = pytest.mark.django_db

FILES = sorted(Path(settings.ROOT, "elo_portal/pages/demo/events").glob("*.toml"))


def values(**changes):
    return {
        "kind": "peer_forum",
        "mode": "hybrid",
        "host": "evk-04",
        "co_hosts": ["evk-07"],
        "regions": ["05", "06"],
        "organisers": ["ohjaamo-hakamaki"],
        "themes": ["access"],
        "targets": ["competence"],
        "title_fi": "Vertaisfoorumi",
        "summary_fi": "Tiivistelmä",
        "remote_url": "https://kokous.example.org/",
        "starts_at": datetime(2026, 3, 23, 10, 0),  # noqa: DTZ001 - as TOML gives it
        "ends_at": datetime(2026, 3, 23, 15, 0),  # noqa: DTZ001
        "capacity": 2,
        "item": [
            {
                "starts_at": datetime(2026, 3, 23, 10, 0),  # noqa: DTZ001
                "ends_at": datetime(2026, 3, 23, 11, 0),  # noqa: DTZ001
                "title_fi": "Avaus",
                "kind": "practice",
                "practice": "etaohjausvuoro",
            }
        ],
        "registration": [
            {"person": "anna-rautio", "mode": "on_site", "status": "confirmed"},
            {"person": "elina-kallio", "mode": "on_site", "status": "cancelled"},
            {"person": "jari-niemela", "mode": "remote", "status": "confirmed"},
        ],
    } | changes


@pytest.fixture
def network():
    OrganisationFactory(key="ohjaamo-hakamaki")
    for key in ("anna-rautio", "elina-kallio", "jari-niemela"):
        PersonFactory(key=key)
    practice()


@pytest.mark.usefixtures("network")
def test_put_makes_an_event_with_programme_and_registrations():
    event = imports.put(key="foorumi", values=values(), now=NOW)

    event.refresh_from_db()
    assert (event.slug, event.status, event.host) == ("vertaisfoorumi-2026", "published", authority("04"))
    assert event.starts_at == helsinki("2026-03-23T10:00")
    assert event.published_at == START - timedelta(days=60, hours=4)
    assert event.programme.get().practice.slug == "etaohjausvuoro"
    assert list(event.registrations.order_by("position").values_list("person__key", "status", "mode")) == [
        ("anna-rautio", "confirmed", "on_site"),
        ("elina-kallio", "cancelled", "on_site"),
        ("jari-niemela", "confirmed", "remote"),
    ]
    assert event.next_position == 4
    assert {term.slug for term in event.terms.all()} == {"access", "competence"}
    assert all(registration.registered_at <= NOW for registration in event.registrations.all())
    assert invariants.broken() == []


@pytest.mark.usefixtures("network")
def test_put_sends_nothing_and_is_written_down_once():
    for _ in range(2):
        imports.put(key="foorumi", values=values(), now=NOW)

    assert Event.objects.count() == 1
    assert not OutgoingMail.objects.exists()
    assert AuditEntry.objects.filter(action="seminars.import").count() == 1


@pytest.mark.usefixtures("network")
def test_put_is_all_or_nothing():
    with pytest.raises(Person.DoesNotExist):
        imports.put(
            key="foorumi",
            values=values(registration=[{"person": "tuntematon", "mode": "on_site"}]),
            now=NOW,
        )

    assert not Event.objects.exists()


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_put_of_a_draft_and_of_a_cancelled_event(status):
    cancelled_at = NOW if status == "cancelled" else None

    event = imports.put(key="foorumi", values=values(status=status, cancelled_at=cancelled_at), now=NOW)

    assert (event.status, event.published_at is None) == (status, status == "draft")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_events_of_the_demo_can_be_loaded_and_keep_the_rules(path):
    found = tomllib.loads(path.read_text())
    for key in {row["person"] for row in found.get("registration", [])}:
        PersonFactory(key=key)
    for key in found.get("organisers", []):
        OrganisationFactory(key=key)
    for slug in {row["practice"] for row in found.get("item", []) if row.get("practice")}:
        practice(slug)
    group = {"group": "pirkanmaa"} if found.get("group") else {}
    cancelled = {"cancelled_at": NOW} if found.get("status") == "cancelled" else {}

    event = imports.put(key=path.stem, values=found | group | cancelled, now=helsinki("2026-11-24T12:00"))

    assert event.organisers.count() == len(found.get("organisers", []))
    assert invariants.broken() == []
