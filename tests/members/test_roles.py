"""Commands about roles, and that an administrator always remains."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from members.commands import people, roles
from members.commands.administrators import LastAdministrator
from members.models import RoleGrant
from tests.factories import NOW
from tests.members.factories import (
    TODAY,
    YESTERDAY,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    authority,
    viewer_of,
)
from tests.members.racing import second_while_first_is_open

pytestmark = pytest.mark.django_db
Role = RoleGrant.Role


@pytest.fixture
def admin():
    return PersonFactory(is_admin=True, login=True)


def grant(person, role, actor, **details):
    return roles.grant(
        person_id=person.pk, role=role, actor=viewer_of(actor), now=NOW, **{"starts_on": TODAY} | details
    )


def test_grant_coordinator_counts_at_once(admin):
    person = PersonFactory()

    grant(person, Role.COORDINATOR, admin, authority=authority("04"))

    assert viewer_of(person).authority_ids == {authority("04").pk}


@pytest.mark.parametrize("who", ["coordinator", "reviewer", "contact"])
def test_grant_by_others_than_administrators_is_denied(who):
    organisation = OrganisationFactory()
    actors = {
        "coordinator": {"coordinator_of": authority("04")},
        "reviewer": {"is_reviewer": True},
        "contact": {"contact_of": organisation},
    }
    actor = PersonFactory(**actors[who])

    for role in (Role.ADMIN, Role.REVIEWER):
        with pytest.raises(PermissionDenied):
            grant(actor, role, actor)


def test_grant_contact_needs_a_membership(admin):
    organisation = OrganisationFactory()
    stranger = PersonFactory()
    member = PersonFactory(member_of=organisation)
    waiting = MembershipFactory(organisation=organisation, pending=True).person

    for person in (stranger, waiting):
        with pytest.raises(roles.NotAMember):
            grant(person, Role.CONTACT, admin, organisation=organisation)
    grant(member, Role.CONTACT, admin, organisation=organisation)

    assert viewer_of(member).contact_organisation_ids == {organisation.pk}


@pytest.mark.parametrize(
    ("role", "has_authority", "has_organisation"),
    [
        (Role.COORDINATOR, False, False),
        (Role.COORDINATOR, True, True),
        (Role.CONTACT, False, False),
        (Role.REVIEWER, True, False),
        (Role.ADMIN, False, True),
    ],
)
def test_grant_with_a_wrong_scope_is_refused(admin, role, has_authority, has_organisation):
    organisation = OrganisationFactory()
    person = PersonFactory(member_of=organisation)

    with pytest.raises(roles.ScopeDoesNotFit):
        grant(
            person,
            role,
            admin,
            authority=authority("04") if has_authority else None,
            organisation=organisation if has_organisation else None,
        )


def test_grant_beyond_the_end_of_an_authority_is_refused(admin):
    ended = authority("05", kind="ely")

    with pytest.raises(roles.AuthorityHasEnded):
        grant(PersonFactory(), Role.COORDINATOR, admin, authority=ended)
    with pytest.raises(roles.AuthorityHasEnded):
        grant(PersonFactory(), Role.COORDINATOR, admin, authority=ended, starts_on=date(2025, 6, 1))
    past = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
    assert grant(PersonFactory(), Role.COORDINATOR, admin, authority=ended, **past).pk


def test_grant_that_overlaps_another_is_refused(admin):
    person = PersonFactory()
    grant(person, Role.REVIEWER, admin, ends_on=date(2026, 6, 30))

    with pytest.raises(roles.AlreadyHasRole):
        grant(person, Role.REVIEWER, admin)
    with pytest.raises(roles.AlreadyHasRole):
        grant(person, Role.REVIEWER, admin, starts_on=date(2026, 6, 30))

    assert grant(person, Role.REVIEWER, admin, starts_on=date(2026, 7, 1)).pk


def test_grant_that_ends_before_another_begins_is_fine(admin):
    person = PersonFactory()
    grant(person, Role.REVIEWER, admin, starts_on=date(2026, 7, 1))

    assert grant(person, Role.REVIEWER, admin, ends_on=date(2026, 6, 30)).pk


def test_grant_to_a_deactivated_person_is_refused(admin):
    with pytest.raises(roles.PersonNotActive):
        grant(PersonFactory(is_active=False), Role.REVIEWER, admin)


def test_grant_with_the_last_day_before_the_first_is_refused(admin):
    with pytest.raises(roles.EndsBeforeItBegins):
        grant(PersonFactory(), Role.REVIEWER, admin, ends_on=YESTERDAY)


def test_end_takes_effect_at_once(admin):
    person = PersonFactory(is_reviewer=True)

    roles.end(grant_id=person.role_grants.get().pk, actor=viewer_of(admin), now=NOW)

    assert not viewer_of(person).is_reviewer
    assert person.role_grants.get().ends_on == YESTERDAY


def test_end_of_a_role_granted_today_leaves_no_row(admin):
    granted = grant(PersonFactory(), Role.REVIEWER, admin)

    roles.end(grant_id=granted.pk, actor=viewer_of(admin), now=NOW)

    assert not RoleGrant.objects.filter(role=Role.REVIEWER).exists()


def test_end_with_a_last_day_counts_until_then(admin):
    person = PersonFactory(is_reviewer=True)
    granted = person.role_grants.get()

    roles.end(grant_id=granted.pk, actor=viewer_of(admin), now=NOW, last_day=date(2026, 3, 31))

    granted.refresh_from_db()
    assert granted.ends_on == date(2026, 3, 31)
    assert viewer_of(person).is_reviewer


def test_end_of_an_ended_role_is_refused(admin):
    granted = RoleGrantFactory(ended=True)

    with pytest.raises(roles.RoleHasEnded):
        roles.end(grant_id=granted.pk, actor=viewer_of(admin), now=NOW)


def test_the_last_administrator_cannot_end_their_own_role(admin):
    with pytest.raises(LastAdministrator):
        roles.end(grant_id=admin.role_grants.get().pk, actor=viewer_of(admin), now=NOW)

    assert viewer_of(admin).is_admin


@pytest.mark.parametrize(
    "other",
    [
        {"login": False},
        {"login": True, "is_active": False},
    ],
    ids=["without a login", "deactivated"],
)
def test_an_administrator_who_cannot_come_in_does_not_count(admin, other):
    PersonFactory(is_admin=True, **other)

    with pytest.raises(LastAdministrator):
        roles.end(grant_id=admin.role_grants.get().pk, actor=viewer_of(admin), now=NOW)


def test_an_administrator_whose_role_ends_today_does_not_count(admin):
    RoleGrantFactory(person=PersonFactory(login=True), role=Role.ADMIN, ends_on=TODAY)

    with pytest.raises(LastAdministrator):
        roles.end(grant_id=admin.role_grants.get().pk, actor=viewer_of(admin), now=NOW)


def test_the_last_administrator_cannot_be_deactivated(admin):
    with pytest.raises(LastAdministrator):
        people.deactivate(person_id=admin.pk, actor=viewer_of(admin), now=NOW)


def test_an_administrator_may_go_when_another_remains(admin):
    other = PersonFactory(is_admin=True, login=True)

    roles.end(grant_id=admin.role_grants.get().pk, actor=viewer_of(admin), now=NOW)

    assert not viewer_of(admin).is_admin
    assert viewer_of(other).is_admin


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_end_each_other_at_the_same_moment():
    first, second = (PersonFactory(is_admin=True, login=True) for _ in range(2))
    one, other = viewer_of(first), viewer_of(second)
    grants = {person.pk: person.role_grants.get().pk for person in (first, second)}

    raised = second_while_first_is_open(
        lambda: roles.end(grant_id=grants[second.pk], actor=one, now=NOW),
        lambda: roles.end(grant_id=grants[first.pk], actor=other, now=NOW),
    )

    assert isinstance(raised, LastAdministrator)
    assert RoleGrant.objects.valid_on(TODAY).get(role=Role.ADMIN).person == first
