"""Coordinators' pages over HTTP: forms that keep what was typed, and doors that are closed."""

import pytest
from django.urls import reverse

from elo_portal.core.models import AuditEntry, OutgoingMail
from seminars.models import Event, ProgrammeItem, Registration
from tests.factories import NOW
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    region,
    term,
)
from tests.seminars.conftest import client_of
from tests.seminars.factories import EventFactory, ProgrammeItemFactory, RegistrationFactory, practice

pytestmark = pytest.mark.django_db


def path(name, *args):
    return reverse(f"seminars:{name}", args=args)


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


def test_new_makes_a_draft(desk, host):
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
        ({"ends_clock": "8.00"}, "ends_clock", "Loppu on ennen alkua."),
        ({"ends_on": "22.3.2026"}, "ends_on", "Loppu on ennen alkua."),
        ({"title_fi": ""}, "title_fi", "Kirjoita otsikko ainakin yhdellä kielellä."),
        ({"registration_closes_clock": ""}, "registration_closes_clock", "Kirjoita myös kellonaika."),
        ({"registration_opens_clock": "9"}, "registration_opens_on", "Kirjoita myös päivä."),
        (
            {"registration_opens_on": "21.3.2026", "registration_opens_clock": "9"},
            "registration_closes_on",
            "Ilmoittautuminen päättyy ennen kuin se avautuu.",
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


def test_edit_keeps_what_was_typed_when_the_session_ended(client, host):
    event = EventFactory(draft=True)

    client.post(path("edit", event.slug), form(summary_fi="Pitkä teksti"))
    client.force_login(host.account)

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


def test_manage_shows_own_and_shared_events_with_drafts(desk):
    EventFactory(title_fi="Oma luonnos", draft=True)
    EventFactory(title_fi="Oma", registered=1)
    EventFactory(title_fi="Yhteinen", host=authority("07"), co_hosts=[authority("04")])
    EventFactory(title_fi="Mennyt", past=True)
    EventFactory(title_fi="Vieras", host=authority("07"))

    found = desk.get(path("manage")).context_data

    assert {name: [event.title_fi for event in found[name]] for name in ("drafts", "coming", "past")} == {
        "drafts": ["Oma luonnos"],
        "coming": ["Oma", "Yhteinen"],
        "past": ["Mennyt"],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_manage_needs_the_same_queries_for_one_event_and_for_three(desk, count, django_assert_num_queries):
    for traits in ({"draft": True}, {"past": True}, {}):
        EventFactory.create_batch(count, registered=2, **traits)

    # session, account, person, regions of the authority, events, their regions
    with django_assert_num_queries(6):
        desk.get(path("manage"))


def test_publish_lists_what_is_missing_with_links_to_the_fields(desk):
    event = EventFactory(draft=True, kind=Event.Kind.TNO_SEMINAR, place_fi="")

    page, answer = desk.get(path("publish", event.slug)), desk.post(path("publish", event.slug))

    assert (page.status_code, answer.status_code) == (200, 409)
    for field in ("place_fi", "national_representation_fi"):
        assert f"{path('edit', event.slug)}#id_{field}" in page.content.decode()


def test_publish_in_one_language_asks_first(desk):
    event = EventFactory(draft=True, title_sv="", summary_sv="", regions=["15"])

    page = desk.get(path("publish", event.slug)).content.decode()
    refused = desk.post(path("publish", event.slug))
    accepted = desk.post(path("publish", event.slug), {"accepts_one_language": "on"})

    assert "Tarvitaan sekä suomi että ruotsi" in page
    assert (refused.status_code, accepted["Location"]) == (409, path("detail", event.slug))
    event.refresh_from_db()
    assert event.status == "published"


def test_publish_twice_says_so(desk):
    event = EventFactory(draft=True)

    desk.post(path("publish", event.slug))

    assert desk.post(path("publish", event.slug)).status_code == 409


def test_cancel_asks_first_then_tells_everybody(desk):
    event = EventFactory(registered=2)

    page = desk.get(path("cancel", event.slug))
    assert (page.status_code, Event.objects.get().status) == (200, "published")
    response = desk.post(path("cancel", event.slug), {"message": "Puhuja sairastui."})

    assert response["Location"] == path("manage")
    assert Event.objects.get().status == "cancelled"
    assert OutgoingMail.objects.filter(kind="seminars.event_cancelled").count() == 2


def test_cancel_of_a_draft_deletes_it(desk):
    event = EventFactory(draft=True)

    desk.post(path("cancel", event.slug))

    assert not Event.objects.exists()


def test_cancel_of_a_past_event_says_why_not(desk):
    event = EventFactory(past=True)

    assert desk.post(path("cancel", event.slug)).status_code == 409


def row(**values):
    return {
        "kind": "talk",
        "day": "2026-03-23",
        "starts_clock": "14.00",
        "ends_clock": "14.30",
        "title_fi": "Avaus",
    } | values


def test_programme_adds_changes_and_removes_rows(desk):
    event = EventFactory()
    shown = practice()

    desk.post(path("programme", event.slug), row(practice=f"http://testserver/fi/kaytannot/{shown.slug}/"))
    item = ProgrammeItem.objects.get()
    assert (item.practice, item.starts_at) == (shown, event.starts_at)
    page = desk.get(path("item", event.slug, item.pk))
    assert page.context_data["form"]["practice"].value() == f"/fi/kaytannot/{shown.slug}/"
    desk.post(path("item", event.slug, item.pk), row(title_fi="Aloitus"))
    item.refresh_from_db()
    assert (item.title_fi, item.practice) == ("Aloitus", None)
    desk.post(path("remove_item", event.slug, item.pk))

    assert not ProgrammeItem.objects.exists()


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"day": "2026-03-24"}, "day"),
        ({"ends_clock": "14.00"}, "ends_clock"),
        ({"title_fi": ""}, "title_fi"),
        ({"practice": "/fi/kaytannot/ei-ole/"}, "practice"),
        ({"starts_clock": "25"}, "starts_clock"),
    ],
)
def test_a_broken_row_is_not_saved(desk, broken, field):
    event = EventFactory()

    response = desk.post(path("programme", event.slug), row(speaker="Säilyy") | broken)

    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == [field]
    assert b"S\xc3\xa4ilyy" in response.content
    assert not ProgrammeItem.objects.exists()


def test_a_row_of_another_event_is_a_404(desk):
    foreign = ProgrammeItemFactory(event=EventFactory(host=authority("07")))
    own = EventFactory()

    assert desk.post(path("item", own.slug, foreign.pk), row()).status_code == 404
    assert desk.post(path("remove_item", own.slug, foreign.pk)).status_code == 404
    assert ProgrammeItem.objects.count() == 1


def test_participants_shows_everybody_and_is_written_down(desk, host):
    event = EventFactory(capacity=1)
    member = PersonFactory(first_name="Åsa", last_name="Öst")
    MembershipFactory(person=member, organisation=OrganisationFactory(name_fi="Ohjaamo Hakamäki"))
    RegistrationFactory(event=event, person=member, note="Kysymys")
    RegistrationFactory(event=event, waiting=True)
    RegistrationFactory(event=event, cancelled=True)

    response = desk.get(path("participants", event.slug))

    counts = [len(response.context_data[name]) for name in ("confirmed", "waiting", "cancelled")]
    assert counts == [1, 1, 1]
    for text in ("Åsa Öst", "Ohjaamo Hakamäki", "Kysymys"):
        assert text in response.content.decode()
    entry = AuditEntry.objects.get(action="seminars.read_participants")
    assert (entry.actor_id, entry.target_id, entry.purpose) == (host.pk, event.pk, "page")


@pytest.mark.parametrize("count", [1, 3])
def test_participants_needs_the_same_queries_for_one_and_for_three(desk, count, django_assert_num_queries):
    event = EventFactory(capacity=count, registered=count, waiting=count)
    for registration in event.registrations.select_related("person"):
        MembershipFactory(person=registration.person)

    # session, account, person, regions of the authority, event, its regions, co-hosts, organisers, terms,
    # savepoint and its release, audit, registrations, memberships
    with django_assert_num_queries(14):
        desk.get(path("participants", event.slug))


def test_participants_file_holds_no_formulas_and_is_written_down(desk):
    event = EventFactory()
    hostile = PersonFactory(first_name="=1+1", last_name="@SUM(A1)", email="+cmd@example.org")
    RegistrationFactory(event=event, person=hostile, note='=HYPERLINK("http://x")\r\n;rivi')

    response = desk.get(path("participants_file", event.slug))

    assert response["Content-Disposition"] == f'attachment; filename="{event.slug}.csv"'
    lines = response.content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("Sukunimi;Etunimi;Sähköposti;")
    assert lines[1].startswith("'@SUM(A1);'=1+1;'+cmd@example.org;;vahvistettu;paikan päällä;")
    assert lines[1].endswith(';"\'=HYPERLINK(""http://x"")  ;rivi"')
    assert lines[2:] == [""]
    assert AuditEntry.objects.get(action="seminars.read_participants").purpose == "csv"


def test_the_organiser_cancels_a_registration(desk):
    event = EventFactory(capacity=1, registered=1, waiting=1)
    first = event.registrations.get(position=1)

    response = desk.post(path("cancel_participant", event.slug, first.pk))

    assert response["Location"] == path("participants", event.slug)
    assert list(event.registrations.order_by("position").values_list("status", flat=True)) == [
        "cancelled",
        "confirmed",
    ]


def test_a_registration_of_another_event_is_not_cancelled(desk):
    foreign = RegistrationFactory(event=EventFactory(host=authority("07")))
    own = EventFactory()

    assert desk.post(path("cancel_participant", own.slug, foreign.pk)).status_code == 404
    assert Registration.objects.get().status == "confirmed"
