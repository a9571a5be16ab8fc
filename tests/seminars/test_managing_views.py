"""Coordinators' pages over HTTP: forms that keep what was typed, and doors that are closed."""

import pytest
from django.urls import reverse

from elo_portal.core.models import AuditEntry, OutgoingMail
from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import (
    PersonFactory,
    authority,
    region,
    term,
)
from tests.seminars.acts import path
from tests.seminars.conftest import client_of
from tests.seminars.factories import EventFactory

pytestmark = pytest.mark.django_db


def form(**values):
    """What a browser posts for a peer forum of two regions."""
    return {
        "kind": "peer_forum",
        "mode": "on_site",
        "visibility": "public",
        "host": authority("04").pk,
        "title_fi": "Vertaisfoorumi",
        "summary_fi": "Tiivistelmä",
        "place_fi": "Kokoustila Haapa, Tampere",
        "starts_on": "23.3.2026",
        "starts_clock": "9.00",
        "ends_on": "",
        "ends_clock": "15:30",
        "registration_closes_on": "2026-03-20",
        "registration_closes_clock": "16",
        "capacity": "40",
        "regions": [region("05").pk, region("06").pk],
    } | values


def test_new_begins_with_the_kind_and_what_is_usual_for_it(desk):
    kinds = desk.get(path("new")).content.decode()
    page = desk.get(path("new", "group_meeting"))

    assert path("new", "peer_forum") in kinds
    assert page.context_data["form"]["visibility"].value() == "group"
    assert page.context_data["form"]["mode"].value() == "remote"
    assert desk.get(path("new", "nonsense")).status_code == 404


def test_new_makes_a_draft(desk, coordinator):
    response = desk.post(path("new", "peer_forum"), form())

    event = Event.objects.get()
    assert response["Location"] == path("programme", "vertaisfoorumi-2026")
    assert (event.status, event.capacity, event.host) == ("draft", 40, authority("04"))
    assert [
        moment.isoformat() for moment in (event.starts_at, event.ends_at, event.registration_closes_at)
    ] == [
        "2026-03-23T07:00:00+00:00",
        "2026-03-23T13:30:00+00:00",
        "2026-03-20T14:00:00+00:00",
    ]
    assert {found.code for found in event.regions.all()} == {"05", "06"}


@pytest.mark.parametrize(
    ("broken", "field", "error"),
    [
        ({"starts_on": "1.13.2026"}, "starts_on", "Tarkista päivä: kuukautta 13 ei ole."),
        ({"ends_clock": "8.00"}, "ends_clock", "Päättymisaika on ennen alkamisaikaa. Tarkista ajat."),
        ({"ends_on": "22.3.2026"}, "ends_on", "Päättymisaika on ennen alkamisaikaa. Tarkista ajat."),
        ({"title_fi": ""}, "title_fi", "Kirjoita otsikko ainakin yhdellä kielellä."),
        ({"registration_closes_clock": ""}, "registration_closes_clock", "Kirjoita myös kellonaika."),
        ({"registration_opens_clock": "9"}, "registration_opens_on", "Kirjoita myös päivä."),
        (
            {"registration_opens_on": "21.3.2026", "registration_opens_clock": "9"},
            "registration_closes_on",
            "Ilmoittautuminen päättyy ennen kuin se avautuu. Tarkista ajat.",
        ),
        ({"visibility": "group"}, "group", "Valitse ryhmä, jonka jäsenet saavat nähdä tämän."),
        ({"remote_url": "javascript:alert(1)"}, "remote_url", None),
        ({"capacity": "0"}, "capacity", None),
        ({"title_fi": "x" * 141}, "title_fi", None),
    ],
)
def test_a_broken_form_says_what_to_mend_and_keeps_the_rest(desk, broken, field, error):
    response = desk.post(path("new", "peer_forum"), form(summary_sv="Säilyy") | broken)

    assert response.status_code == 422
    errors = response.context_data["form"].errors
    assert list(errors) == [field]
    assert error is None or errors[field] == [error]
    content = response.content.decode()
    assert content.count(f'href="#id_{field}') == 1  # in the summary
    assert f'id="id_{field}_error"' in content  # beside the field
    assert "Säilyy" in content
    assert not Event.objects.exists()


def test_new_for_an_authority_of_others_is_refused(desk):
    response = desk.post(path("new", "peer_forum"), form(host=authority("07").pk))

    assert response.status_code == 422
    assert not Event.objects.exists()


def test_fields_that_are_not_in_the_form_change_nothing(desk):
    event = EventFactory(draft=True)
    hostile = {"status": "published", "slug": "kaapattu", "next_position": 99, "sequence": 9, "key": "x"}

    desk.post(path("edit", event.slug), form(**hostile))

    event.refresh_from_db()
    assert (event.status, event.slug, event.next_position, event.sequence, event.key) == (
        "draft",
        "vertaisfoorumi-2026",
        1,
        0,
        None,
    )


def test_edit_shows_what_is_stored_and_posting_it_back_changes_nothing(desk):
    event = EventFactory(
        hybrid=True, registered=1, regions=["05", "06"], kind=Event.Kind.PEER_FORUM, co_hosts=[authority("07")],
        description_fi="Kuvaus", registration_closes_at=NOW,
    )  # fmt: skip
    event.terms.set([term("theme", "access"), term("development_target", "competence")])

    page = desk.get(path("edit", event.slug))
    filled = {
        bound.html_name: value
        for bound in page.context_data["form"]
        if (value := bound.value()) not in (None, "")
    }
    response = desk.post(path("edit", event.slug), filled)

    assert response["Location"] == path("edit", event.slug)
    assert AuditEntry.objects.get(action="seminars.change").fields == []
    assert not OutgoingMail.objects.exists()


def test_edit_of_the_time_of_a_published_event_tells_the_participants(desk):
    event = EventFactory(registered=2, kind=Event.Kind.PEER_FORUM, regions=["05", "06"])

    response = desk.post(path("edit", event.slug), form(starts_on="24.3.2026"), follow=True)

    assert "Ilmoittautuneet saavat viestin" in response.content.decode()
    assert OutgoingMail.objects.filter(kind="seminars.event_changed").count() == 2


def test_edit_that_breaks_a_rule_of_publishing_says_so_beside_the_field(desk):
    event = EventFactory(kind=Event.Kind.PEER_FORUM, regions=["05", "06"])

    response = desk.post(path("edit", event.slug), form(regions=[region("06").pk]))

    assert response.status_code == 422
    assert response.context_data["form"].errors["regions"] == [
        "Valitse vähintään kaksi aluetta: vertaisfoorumi järjestetään yhdessä."
    ]


def test_a_co_host_does_not_get_the_fields_of_the_hosts(desk):
    co_host = client_of(PersonFactory(login=True, coordinator_of=authority("07")))
    event = EventFactory(draft=True, co_hosts=[authority("07")])

    page = co_host.get(path("edit", event.slug))
    co_host.post(path("edit", event.slug), form(host=authority("07").pk, co_hosts=[], summary_fi="Uusi"))

    assert "host" not in page.context_data["form"].fields
    event.refresh_from_db()
    assert (event.host, event.summary_fi) == (authority("04"), "Uusi")
    assert [found.pk for found in event.co_hosts.all()] == [authority("07").pk]


def test_edit_keeps_what_was_typed_when_the_session_ended(client, coordinator):
    event = EventFactory(draft=True)

    client.post(path("edit", event.slug), form(summary_fi="Pitkä teksti"))
    client.force_login(coordinator.account)

    assert "Pitkä teksti" in client.get(path("edit", event.slug)).content.decode()


MANAGING = ["edit", "programme", "publish", "cancel", "participants", "participants_file"]


@pytest.mark.parametrize("name", MANAGING)
def test_a_foreign_draft_is_a_404_and_a_foreign_event_a_403(browser, name):
    stranger = client_of(PersonFactory(login=True, coordinator_of=authority("08")))
    draft, published = EventFactory(draft=True), EventFactory()

    assert {reader.get(path(name, draft.slug)).status_code for reader in (browser, stranger)} == {404}
    assert {reader.get(path(name, published.slug)).status_code for reader in (browser, stranger)} == {403}


@pytest.mark.parametrize("name", [*MANAGING, "manage", "new"])
def test_the_signed_out_are_asked_to_sign_in(client, name):
    args = [] if name in {"manage", "new"} else [EventFactory().slug]

    assert client.get(path(name, *args))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["manage", "new"])
def test_the_desk_of_events_is_for_coordinators(browser, name):
    assert browser.get(path(name)).status_code == 403
