"""How a Viewer is loaded: two queries, and only what is valid today."""

from datetime import date

import pytest

from elo_portal.core import viewers
from elo_portal.core.viewers import NOBODY
from members.models import RoleGrant
from tests.factories import NOW
from tests.members.factories import (
    YESTERDAY,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    authority,
    group,
    region,
    viewer_of,
)

pytestmark = pytest.mark.django_db


def test_viewer_has_the_roles_memberships_and_seats_of_today(django_assert_num_queries):
    organisation = OrganisationFactory()
    person = PersonFactory(
        contact_of=organisation,
        coordinator_of=authority("04"),
        is_reviewer=True,
        is_admin=True,
        seat_in=group(),
    )

    # the person with ids
    with django_assert_num_queries(1):
        viewer = viewers.of_person(person.pk, now=NOW)

    assert viewer.is_admin
    assert viewer.is_reviewer
    assert viewer.organisation_ids == {organisation.pk}
    assert viewer.contact_organisation_ids == {organisation.pk}
    assert viewer.authority_ids == {authority("04").pk}
    assert viewer.region_ids == {region("05").pk, region("06").pk}
    assert viewer.group_ids == {group().pk}


def test_viewer_without_authority_needs_one_query(django_assert_num_queries):
    person = PersonFactory(member_of=OrganisationFactory())

    # the person with ids
    with django_assert_num_queries(1):
        viewer = viewers.of_person(person.pk, now=NOW)

    assert viewer.is_member
    assert not viewer.has_desk


@pytest.mark.parametrize("role", ["chair", "vice_chair", "secretary"])
def test_whoever_leads_a_group_is_known(role):
    assert viewers.of_person(PersonFactory(seat_in=group(), seat_role=role).pk, now=NOW).led_group_ids == {
        group().pk
    }


def test_members_and_deputies_of_leaders_do_not_lead():
    member, deputy = PersonFactory(seat_in=group()), PersonFactory()
    PersonFactory(seat_in=group(), seat_role="chair").seats.update(deputy=deputy)

    assert viewers.of_person(member.pk, now=NOW).led_group_ids == frozenset()
    assert viewers.of_person(deputy.pk, now=NOW).led_group_ids == frozenset()
    assert viewers.of_person(deputy.pk, now=NOW).group_ids == {group().pk}


def test_ended_future_and_pending_give_nothing():
    person = PersonFactory()
    RoleGrantFactory(person=person, role=RoleGrant.Role.ADMIN, ended=True)
    RoleGrantFactory(person=person, role=RoleGrant.Role.REVIEWER, starts_on=date(2026, 3, 3))
    MembershipFactory(person=person, pending=True)
    MembershipFactory(person=person, ended=True)

    viewer = viewer_of(person)

    assert (viewer.is_admin, viewer.is_reviewer, viewer.organisation_ids) == (False, False, frozenset())


def test_a_role_counts_on_its_last_day():
    person = PersonFactory()
    RoleGrantFactory(person=person, role=RoleGrant.Role.ADMIN, ends_on=date(2026, 3, 2))

    assert viewer_of(person).is_admin


def test_coordinator_of_an_ended_authority_coordinates_nothing():
    person = PersonFactory(coordinator_of=authority("05", kind="ely"))

    viewer = viewer_of(person)

    assert (viewer.authority_ids, viewer.region_ids) == (frozenset(), frozenset())
    assert not viewer.is_coordinator


def test_deactivated_person_is_nobody():
    person = PersonFactory(is_active=False, is_admin=True)

    assert viewer_of(person) == NOBODY


def test_viewer_of_an_account_is_its_person_and_nobody_when_the_login_is_closed():
    person = PersonFactory(login=True)

    assert viewers.of_account(person.account_id, now=NOW).person_id == person.pk

    person.account.is_active = False
    person.account.save()

    assert viewers.of_account(person.account_id, now=NOW) == NOBODY


def test_the_day_is_that_of_finland():
    person = PersonFactory()
    RoleGrantFactory(person=person, role=RoleGrant.Role.ADMIN, ends_on=YESTERDAY)

    # 21.30 UTC of the day before is still yesterday in Finland, 22.30 is not.
    late = NOW.replace(day=1, hour=21, minute=30)
    assert viewers.of_person(person.pk, now=late).is_admin
    assert not viewers.of_person(person.pk, now=late.replace(hour=22)).is_admin
