"""Predicates: pure functions of loaded objects. No test here touches the database."""

import pytest

from elo_portal.core.viewers import NOBODY, Viewer
from members import permissions
from members.models import Invitation, Membership, Organisation, Region

PIRKANMAA, POHJANMAA = Region(pk=6, code="06"), Region(pk=15, code="15")
ADMIN = Viewer(person_id=1, is_admin=True)
REVIEWER = Viewer(person_id=2, is_reviewer=True)
COORDINATOR = Viewer(person_id=3, authority_ids=frozenset({4}), region_ids=frozenset({5, 6}))
COORDINATOR_ELSEWHERE = Viewer(person_id=4, authority_ids=frozenset({8}), region_ids=frozenset({15}))
CONTACT = Viewer(person_id=5, organisation_ids=frozenset({7}), contact_organisation_ids=frozenset({7}))
CONTACT_ELSEWHERE = Viewer(
    person_id=6, organisation_ids=frozenset({8}), contact_organisation_ids=frozenset({8})
)
MEMBER = Viewer(person_id=7, organisation_ids=frozenset({7}))
EVERYBODY = [
    NOBODY,
    ADMIN,
    REVIEWER,
    COORDINATOR,
    COORDINATOR_ELSEWHERE,
    CONTACT,
    CONTACT_ELSEWHERE,
    MEMBER,
]


@pytest.fixture
def organisation():
    organisation = Organisation(pk=7)
    organisation._prefetched_objects_cache = {"regions": [PIRKANMAA]}
    return organisation


def allowed(predicate, *things):
    return [viewer for viewer in EVERYBODY if predicate(viewer, *things)]


def test_administration_is_for_administrators():
    assert allowed(permissions.can_administer) == [ADMIN]


def test_members_are_managed_by_admins_coordinators_of_the_region_and_contact_persons(organisation):
    assert allowed(permissions.can_manage_members, organisation) == [ADMIN, COORDINATOR, CONTACT]
    assert allowed(permissions.can_invite, organisation) == [ADMIN, COORDINATOR, CONTACT]


def test_invitations_are_withdrawn_by_whoever_may_invite(organisation):
    invitation = Invitation(organisation=organisation, invited_by_id=MEMBER.person_id)

    assert allowed(permissions.can_withdraw_invitation, invitation) == [ADMIN, COORDINATOR, CONTACT]


def test_nobody_but_an_administrator_decides_on_their_own_membership(organisation):
    def decides(viewer, person_id):
        membership = Membership(person_id=person_id, organisation=organisation)
        return permissions.can_decide_membership(viewer, membership)

    assert [viewer for viewer in EVERYBODY if decides(viewer, 99)] == [ADMIN, COORDINATOR, CONTACT]
    assert [viewer for viewer in EVERYBODY if decides(viewer, viewer.person_id)] == [ADMIN]


def test_a_membership_is_ended_by_the_person_and_by_those_who_manage(organisation):
    membership = Membership(person_id=MEMBER.person_id, organisation=organisation)

    assert allowed(permissions.can_end_membership, membership) == [ADMIN, COORDINATOR, CONTACT, MEMBER]


def test_nobody_ends_the_membership_of_a_person_without_id(organisation):
    membership = Membership(person_id=None, organisation=organisation)

    assert not permissions.can_end_membership(NOBODY, membership)


def test_menus_show_managing_to_those_who_may_have_something_to_manage():
    assert allowed(permissions.can_manage_some_members) == [
        ADMIN,
        COORDINATOR,
        COORDINATOR_ELSEWHERE,
        CONTACT,
        CONTACT_ELSEWHERE,
    ]


def test_coordinators_and_administrators_need_a_second_factor():
    assert allowed(permissions.needs_second_factor) == [ADMIN, COORDINATOR, COORDINATOR_ELSEWHERE]
