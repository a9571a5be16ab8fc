"""Who comes: the page, the file and the log."""

import pytest

from elo_portal.core.models import AuditEntry
from seminars.models import Registration
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
)
from tests.seminars.acts import path
from tests.seminars.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def test_participants_shows_everybody_and_is_written_down(desk, coordinator):
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
    assert (entry.actor_id, entry.target_id, entry.purpose) == (coordinator.pk, event.pk, "page")


@pytest.mark.parametrize("count", [1, 3])
def test_participants_needs_the_same_queries_for_one_and_for_three(desk, count, django_assert_num_queries):
    event = EventFactory(capacity=count, registered=count, waiting=count)
    for registration in event.registrations.select_related("person"):
        MembershipFactory(person=registration.person)

    # session, account, person, event, savepoint and its release, audit, registrations, memberships
    with django_assert_num_queries(9):
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
