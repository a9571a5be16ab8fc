"""What search engines read inside the pages."""

import json
import re

import pytest
from django.test import Client

from tests.members.factories import OrganisationFactory, PersonFactory
from tests.practices.factories import PracticeFactory, PracticeTextFactory
from tests.seminars.factories import EventFactory

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def linked(client, address):
    found = BLOCK.findall(client.get(address).text)
    return json.loads(found[0]) if found else None


def test_a_practice_with_steps_is_a_how_to(client):
    practice = PracticeFactory(slug="ilta", text__title="Ilta", text__steps=["Sovi\nKahden kesken.", "Tee"])
    PracticeTextFactory(practice=practice, language="sv", title="Kväll", summary="På kvällen.")

    assert linked(client, "/fi/kaytannot/ilta/") == {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "@id": "http://localhost:8000/fi/kaytannot/ilta/",
        "url": "http://localhost:8000/fi/kaytannot/ilta/",
        "name": "Ilta",
        "description": "Opiskelija tavoittaa ohjaajan illalla.",
        "inLanguage": "fi",
        "isAccessibleForFree": True,
        "datePublished": "2026-03-01T12:00:00+00:00",
        "dateModified": "2026-03-01T12:00:00+00:00",
        "creator": {"@type": "Organization", "name": practice.owner.name_fi},
        "publisher": {"@type": "Organization", "name": "ELO-portaali"},
        "keywords": [term.name_fi for term in practice.terms.order_by("vocabulary", "order", "slug")],
        "spatialCoverage": [{"@type": "Place", "name": "Pirkanmaa"}],
        "step": [
            {"@type": "HowToStep", "name": "Sovi", "text": "Kahden kesken."},
            {"@type": "HowToStep", "name": "Tee", "text": "Tee"},
        ],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "workTranslation": [
            {
                "@type": "CreativeWork",
                "inLanguage": "sv",
                "name": "Kväll",
                "url": "http://localhost:8000/sv/praxis/ilta/",
            }
        ],
    }


def test_a_practice_without_steps_is_a_creative_work(client):
    PracticeFactory(slug="ilta")

    assert linked(client, "/fi/kaytannot/ilta/")["@type"] == "CreativeWork"


def test_nothing_in_a_text_ends_the_block(client):
    title = "</script><script>alert(1)</script><!-- & \u2028"
    PracticeFactory(slug="ilta", text__title=title)

    page = client.get("/fi/kaytannot/ilta/").text
    assert "<script>alert" not in page
    assert json.loads(BLOCK.findall(page)[0])["name"] == title


def test_what_is_not_for_everybody_is_told_to_no_machine():
    PracticeFactory(slug="verkosto", visibility="network")
    EventFactory(slug="verkosto-2026", network=True)
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    client = Client()
    client.force_login(person.account)

    assert client.get("/fi/kaytannot/verkosto/").status_code == 200
    assert linked(client, "/fi/kaytannot/verkosto/") is None
    assert linked(client, "/fi/tapahtumat/verkosto-2026/") is None


def test_an_event_says_when_where_and_whether_it_takes_place(client):
    EventFactory(slug="forum-2026", hybrid=True, title_sv="Forum")

    found = linked(client, "/sv/evenemang/forum-2026/")
    assert found["@id"] == "http://localhost:8000/sv/evenemang/forum-2026/"
    assert (found["name"], found["startDate"], found["endDate"]) == (
        "Forum",
        "2026-03-23T14:00:00+02:00",
        "2026-03-23T16:00:00+02:00",
    )
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert found["location"] == [
        {"@type": "Place", "name": "Kokoustila Haapa, Tampere"},
        {"@type": "VirtualLocation", "url": "http://localhost:8000/sv/evenemang/forum-2026/"},
    ]
    assert "kokous.example.org" not in json.dumps(found)


def test_a_cancelled_event_says_so(client):
    EventFactory(slug="forum-2026", cancelled=True)

    assert linked(client, "/fi/tapahtumat/forum-2026/")["eventStatus"] == "https://schema.org/EventCancelled"
