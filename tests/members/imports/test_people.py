"""`manage.py import_people`: what comes in."""

from datetime import date, datetime, timedelta

import pytest

from elo_portal.core.models import AuditEntry, OutboxMessage, OutgoingMail
from members import invariants
from members.commands import invitations
from members.models import Invitation, Membership, Person, RoleGrant
from members.models.invitations import VALID_FOR
from tests.factories import NOW
from tests.members.factories import (
    TODAY,
    YESTERDAY,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    viewer_of,
)
from tests.members.importing import as_csv, as_xlsx, command, person

pytestmark = pytest.mark.django_db


def stored():
    return Person.objects.get(source="import", key="hlo-1")


def slugs(relation):
    return sorted(relation.values_list("slug", flat=True))


def check_stored(ohjaamo):
    found = stored()
    assert (found.first_name, found.last_name, found.email, found.language) == (
        "Väinö",
        "Öhman",
        "vaino.ohman@example.org",
        "sv",
    )
    assert (slugs(found.themes), slugs(found.target_groups)) == (["access", "transitions"], ["neet"])
    membership = found.memberships.get()
    assert (membership.organisation, membership.title, membership.state) == (
        ohjaamo,
        "Uraohjaaja",
        "approved",
    )
    assert (membership.starts_on, membership.ends_on) == (date(2026, 1, 31), None)


def test_every_column_is_stored_and_the_log_says_who_brought_it(bring_people, admin, ohjaamo):
    counts = bring_people(person())

    check_stored(ohjaamo)
    found, membership = stored(), Membership.objects.get()
    assert counts == {"created": 1, "updated": 0, "unchanged": 0, "memberships": 1, "invitations": 0}
    assert (found.account, found.joined_at, found.sort_key) == (None, NOW, "z3hman vz2inz3")
    assert (membership.decided_by, membership.decided_at) == (admin, NOW)
    entries = AuditEntry.objects.order_by("action").values_list("action", "actor_id", "target_id", "purpose")
    assert list(entries) == [
        ("members.add", admin.pk, membership.pk, "import"),
        ("members.import_person", admin.pk, found.pk, "import"),
    ]
    assert not OutgoingMail.objects.exists()
    assert invariants.broken() == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_comes_in_with_finnish_days(tmp_path, ohjaamo, encoding):
    path = as_csv(tmp_path / "rivit.csv", [person(role_from="31.1.2026")], encoding=encoding)

    assert command("import_people", path)["created"] == 1
    check_stored(ohjaamo)


MIDNIGHT = datetime(2026, 1, 31)  # noqa: DTZ001 - spreadsheets know no time zones


@pytest.mark.parametrize("day", [date(2026, 1, 31), MIDNIGHT, "2026-01-31", "31.01.2026"])
def test_a_spreadsheet_comes_in_with_its_own_days(tmp_path, ohjaamo, day):
    path = as_xlsx(tmp_path / "rivit.xlsx", [person(role_from=day)])

    assert command("import_people", path)["created"] == 1
    check_stored(ohjaamo)


def test_stray_and_no_break_spaces_go(bring_people, ohjaamo):
    bring_people(
        person(
            first_name="\u00a0Väinö ",
            last_name=" Öhman\u00a0",
            email="\u00a0VAINO.ohman@example.org ",
            organisation="tampereen\u00a0  OHJAAMO",
            role_from=" 31.1.2026\u00a0",
            title="Uraohjaaja\u00a0",
        )
    )

    check_stored(ohjaamo)


@pytest.mark.parametrize("name", ["7654321-2", "Tampereen ohjaamo", "Navigatorn i Tammerfors"])
def test_the_organisation_is_named_by_business_id_or_name(bring_people, ohjaamo, name):
    ohjaamo.name_sv = "Navigatorn i Tammerfors"
    ohjaamo.save()
    bring_people(person(organisation=name))

    assert Membership.objects.get().organisation == ohjaamo


def test_a_person_may_come_without_organisation_and_language(bring_people):
    few = {name: person()[name] for name in ("key", "first_name", "last_name", "email")}
    bring_people(few)

    assert stored().language == "fi"
    assert not Membership.objects.exists()


def test_a_membership_without_days_begins_today(bring_people):
    bring_people(person(role_from=None))

    assert Membership.objects.get().starts_on == TODAY


def test_a_second_import_updates_what_source_and_key_name(bring_people):
    bring_people(person())
    first = stored()
    counts = bring_people(
        person(last_name="Aalto", email="vaino@example.org", title="Opo", themes=["lmi"], role_until="")
    )

    found = stored()
    assert counts == {"created": 0, "updated": 1, "unchanged": 0, "memberships": 1, "invitations": 0}
    assert (found.pk, found.last_name, found.email, found.sort_key) == (
        first.pk,
        "Aalto",
        "vaino@example.org",
        "aalto vz2inz3",
    )
    assert slugs(found.themes) == ["lmi"]
    assert found.memberships.get().title == "Opo"
    assert AuditEntry.objects.filter(action="members.import_person").latest("pk").fields == [
        "email",
        "last_name",
        "themes",
    ]
    assert AuditEntry.objects.get(action="members.import_membership").fields == ["title"]


def test_the_same_file_again_changes_nothing(bring_people):
    bring_people(person())

    assert bring_people(person())["unchanged"] == 1
    assert AuditEntry.objects.count() == 2


def test_a_column_that_the_file_has_not_stays_as_it_is(bring_people, ohjaamo):
    bring_people(person())
    few = {name: person()[name] for name in ("key", "first_name", "last_name", "email", "organisation")}

    assert bring_people(few)["unchanged"] == 1
    check_stored(ohjaamo)


def test_another_source_and_people_without_one_are_never_updated(bring_people):
    PersonFactory(key="hlo-1", first_name="Esittely")
    bring_people(person())
    bring_people(person(email="toinen@example.org", first_name="Toinen"), source="rekisteri")

    found = Person.objects.filter(key="hlo-1").order_by("source")
    assert list(found.values_list("source", "first_name")) == [
        ("", "Esittely"),
        ("import", "Väinö"),
        ("rekisteri", "Toinen"),
    ]


def test_another_organisation_stands_beside_the_first(bring_people):
    OrganisationFactory(name_fi="Akaan lukio")
    bring_people(person())
    bring_people(person(organisation="Akaan lukio"))

    names = stored().memberships.order_by("pk").values_list("organisation__name_fi", flat=True)
    assert list(names) == ["Tampereen ohjaamo", "Akaan lukio"]


def test_an_end_is_stored_and_a_new_time_is_a_new_membership(bring_people):
    bring_people(person(role_from="2025-01-01"))
    bring_people(person(role_from="2025-01-01", role_until="2025-12-31"))
    bring_people(person(role_from="2026-02-01", role_until=""))

    times = stored().memberships.order_by("starts_on").values_list("starts_on", "ends_on")
    assert list(times) == [
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2026, 2, 1), None),
    ]


def test_a_membership_that_waits_is_confirmed(bring_people, ohjaamo, admin):
    bring_people(person(organisation=None, title=None, role_from=None))
    MembershipFactory(person=stored(), organisation=ohjaamo, state="pending", decided_at=None)
    bring_people(person())

    membership = Membership.objects.get()
    assert (membership.state, membership.decided_by, membership.decided_at) == ("approved", admin, NOW)


def contact(ohjaamo):
    RoleGrant.objects.create(
        person=stored(), role="contact", organisation=ohjaamo, starts_on=date(2026, 1, 31)
    )


def test_whose_time_has_ended_is_no_contact_person_any_more(bring_people, ohjaamo):
    bring_people(person())
    contact(ohjaamo)
    bring_people(person(role_until=YESTERDAY.isoformat()))

    assert RoleGrant.objects.get(role="contact").ends_on == YESTERDAY
    assert OutboxMessage.objects.filter(topic="members.membership_ended").exists()
    assert invariants.broken() == []


def test_a_contact_person_is_one_no_longer_than_a_member(bring_people, ohjaamo):
    bring_people(person())
    contact(ohjaamo)
    bring_people(person(role_until="31.12.2026"))

    assert RoleGrant.objects.get(role="contact").ends_on == date(2026, 12, 31)
    assert not OutboxMessage.objects.filter(topic="members.membership_ended").exists()


def test_a_name_of_an_organisation_outside_the_list_is_forgotten(bring_people):
    bring_people(person(organisation=None, title=None, role_from=None))
    Person.objects.filter(key="hlo-1").update(named_organisation="Jokin")
    bring_people(person())

    assert stored().named_organisation == ""


def test_whoever_is_to_be_invited_gets_the_usual_mail(bring_people, admin, ohjaamo):
    counts = bring_people(person(invite="yes"), person(key="hlo-2", email="b@example.org", invite="no"))

    invitation = Invitation.objects.get()
    assert counts["invitations"] == 1
    assert (invitation.email, invitation.language, invitation.organisation) == (
        "vaino.ohman@example.org",
        "sv",
        ohjaamo,
    )
    assert (invitation.invited_by, invitation.created_at, invitation.expires_at) == (
        admin,
        NOW,
        NOW + VALID_FOR,
    )
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.address, mail.language, mail.about_id) == (
        "members.invitation",
        "vaino.ohman@example.org",
        "sv",
        invitation.pk,
    )
    assert AuditEntry.objects.get(action="members.invite").target_id == invitation.pk


def test_nobody_is_invited_twice_while_the_invitation_is_open(bring_people, time_machine):
    bring_people(person(invite="yes"))
    assert bring_people(person(invite="yes"))["invitations"] == 0

    time_machine.move_to(NOW + VALID_FOR + timedelta(hours=1), tick=False)
    assert bring_people(person(invite="yes"))["invitations"] == 1
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_whoever_has_a_login_or_is_shut_out_gets_no_invitation(bring_people):
    PersonFactory(source="import", key="hlo-1", email="vaino.ohman@example.org", login=True)
    PersonFactory(source="import", key="hlo-2", email="b@example.org", is_active=False)

    rows = person(invite="yes"), person(key="hlo-2", email="b@example.org", invite="yes")
    assert bring_people(*rows)["invitations"] == 0
    assert not OutgoingMail.objects.exists()


def test_more_than_a_days_invitations_leave_at_once(bring_people):
    rows = [
        person(key=str(number), email=f"a{number}@example.org", invite="yes")
        for number in range(invitations.DAILY_LIMIT + 1)
    ]

    assert bring_people(*rows)["invitations"] == invitations.DAILY_LIMIT + 1


def test_an_invitation_that_is_accepted_leaves_the_days_of_the_membership(bring_people):
    bring_people(person(invite="yes", role_until="2026-12-31"))
    member = stored()
    login = PersonFactory(login=True).account
    Person.objects.filter(account=login).update(account=None)
    login.emailaddress_set.update(email=member.email)
    Person.objects.filter(pk=member.pk).update(account=login)

    invitations.accept(token_hash=Invitation.objects.get().token_hash, actor=viewer_of(member), now=NOW)

    assert Membership.objects.get(person=member).ends_on == date(2026, 12, 31)


def test_a_dry_run_counts_and_writes_and_sends_nothing(bring_people, admin):
    counts = bring_people(person(invite="yes"), dry_run=True)

    assert counts == {"created": 1, "updated": 0, "unchanged": 0, "memberships": 1, "invitations": 1}
    assert Person.objects.get() == admin
    assert not Membership.objects.exists()
    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_new_rows_cost_the_same_number_of_queries(bring_people, count, django_assert_max_num_queries):
    rows = [person(key=str(number), email=f"a{number}@example.org", invite="yes") for number in range(count)]

    with django_assert_max_num_queries(32):
        assert bring_people(*rows)["created"] == count
