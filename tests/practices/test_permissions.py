"""Who may do what: no database."""

import pytest

from elo_portal.core.viewers import NOBODY, Viewer
from members.models import Group, Organisation
from practices import permissions
from practices.models import Practice
from tests.practices.factories import built, row_of

Status = Practice.Status
REGION, ELSEWHERE = 6, 15

AUTHOR = Viewer(person_id=2, organisation_ids=frozenset({1}))
CONTACT = Viewer(person_id=3, organisation_ids=frozenset({1}))
AUTHOR_WHO_LEFT = Viewer(person_id=2, organisation_ids=frozenset({9}))
CONTACT_WHO_LEFT = Viewer(person_id=3)
COLLEAGUE = Viewer(person_id=4, organisation_ids=frozenset({1}))
STRANGER = Viewer(person_id=5, organisation_ids=frozenset({9}))
COORDINATOR = Viewer(person_id=6, authority_ids=frozenset({1}), region_ids=frozenset({REGION}))
FAR_COORDINATOR = Viewer(person_id=7, authority_ids=frozenset({2}), region_ids=frozenset({ELSEWHERE}))
REVIEWER = Viewer(person_id=8, is_reviewer=True)
ADMIN = Viewer(person_id=9, is_admin=True)
OWN_COORDINATOR = Viewer(
    person_id=10,
    authority_ids=frozenset({1}),
    region_ids=frozenset({REGION}),
    organisation_ids=frozenset({1}),
)
OWN_ADMIN = Viewer(person_id=11, is_admin=True, organisation_ids=frozenset({1}))
AUTHOR_ADMIN = Viewer(person_id=2, is_admin=True)  # has left the owner
CONTACT_REVIEWER = Viewer(person_id=3, is_reviewer=True)  # has left the owner
OWNERS_CONTACT = Viewer(person_id=12, contact_organisation_ids=frozenset({1}))

EVERYBODY = {
    "nobody": NOBODY,
    "author": AUTHOR,
    "contact": CONTACT,
    "author who left": AUTHOR_WHO_LEFT,
    "contact who left": CONTACT_WHO_LEFT,
    "colleague": COLLEAGUE,
    "stranger": STRANGER,
    "coordinator": COORDINATOR,
    "far coordinator": FAR_COORDINATOR,
    "reviewer": REVIEWER,
    "admin": ADMIN,
    "own coordinator": OWN_COORDINATOR,
    "own admin": OWN_ADMIN,
    "author as admin": AUTHOR_ADMIN,
    "contact as reviewer": CONTACT_REVIEWER,
    "owner's contact": OWNERS_CONTACT,
}
MAKERS = {
    "author",
    "contact",
    "colleague",
    "own coordinator",
    "own admin",
    "owner's contact",
}
JUDGES = {"coordinator", "admin"}
NATIONAL_JUDGES = {"reviewer", "admin"}


def those(predicate, practice: Practice) -> set[str]:
    return {name for name, viewer in EVERYBODY.items() if predicate(viewer, practice)}


def test_makers_are_the_people_of_the_owner_organisation():
    assert those(permissions.is_maker, built(regions=(REGION,))) == MAKERS


PARTNER = 9  # where the stranger works, and the author who left


@pytest.mark.parametrize(
    ("partners", "co_authors", "more"),
    [
        ((PARTNER,), (5,), {"stranger", "author who left"}),
        ((PARTNER,), (), {"author who left"}),
        ((), (5,), set()),  # the partner is gone, or they work elsewhere now
        ((8,), (5,), set()),
    ],
)
def test_a_co_author_is_a_maker_while_working_for_a_partner(partners, co_authors, more):
    practice = built(partners=partners, co_authors=co_authors)

    assert those(permissions.is_maker, practice) == MAKERS | more


def test_nobody_judges_what_they_wrote_once():
    judges = those(permissions.is_judge, built(regions=(REGION,), is_national=True))

    assert judges == JUDGES | NATIONAL_JUDGES
    assert not permissions.is_judge(COORDINATOR, built(regions=(REGION,), co_authors=(6,)))


def test_judges_are_coordinators_of_its_regions_and_admins_but_no_makers():
    assert those(permissions.is_judge, built(regions=(REGION, 5))) == JUDGES


def test_judges_of_a_national_practice_are_reviewers_and_admins():
    assert those(permissions.is_judge, built(is_national=True)) == NATIONAL_JUDGES


def test_judges_of_a_national_practice_of_a_region_are_both():
    practice = built(is_national=True, regions=(REGION,))

    assert those(permissions.is_judge, practice) == JUDGES | NATIONAL_JUDGES


ALLOWED = {
    Status.DRAFT: {"can_write": MAKERS, "can_submit": MAKERS},
    Status.SUBMITTED: {"can_take_back": MAKERS, "can_review": JUDGES},
    Status.RETURNED: {"can_write": MAKERS, "can_submit": MAKERS},
    Status.PUBLISHED: {
        "can_write": MAKERS,
        "can_withdraw": MAKERS | JUDGES,
        "can_confirm": MAKERS | JUDGES,
    },
    Status.WITHDRAWN: {"can_reopen": MAKERS},
    Status.ARCHIVED: {"can_renew": MAKERS | JUDGES},
}
PREDICATES = [
    "can_write",
    "can_submit",
    "can_take_back",
    "can_reopen",
    "can_review",
    "can_withdraw",
    "can_confirm",
    "can_renew",
]


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("predicate", PREDICATES)
def test_what_may_be_done_depends_on_the_state(status, predicate):
    practice = built(status=status, regions=(REGION,), slug="a")

    assert those(getattr(permissions, predicate), practice) == ALLOWED[status].get(predicate, set())


def test_only_a_draft_that_was_never_submitted_can_be_thrown_away():
    assert those(permissions.can_discard, built(slug=None)) == MAKERS
    assert those(permissions.can_discard, built(slug="a")) == set()
    assert those(permissions.can_discard, built(status=Status.RETURNED, slug=None)) == set()


def test_members_of_an_organisation_may_begin_a_practice_of_that_organisation():
    assert {name for name, viewer in EVERYBODY.items() if permissions.can_create(viewer)} == {
        "author",
        "contact",
        "author who left",
        "colleague",
        "stranger",
        "own coordinator",
        "own admin",
    }
    assert permissions.can_create_for(COLLEAGUE, 1)
    assert not permissions.can_create_for(COLLEAGUE, 9)
    assert not permissions.can_create_for(ADMIN, 1)


def test_the_contact_person_is_shown_inside_the_network_only():
    assert those(permissions.can_see_contact, built()) == EVERYBODY.keys() - {
        "nobody",
        "contact who left",
    }
    assert not permissions.can_see_contact(Viewer(person_id=50), built())


def test_history_is_for_makers_and_judges():
    assert those(permissions.can_see_history, built(regions=(REGION,))) == MAKERS | JUDGES


def test_seats_and_coordinators_speak_for_a_group_that_has_a_region():
    seat = Viewer(person_id=20, group_ids=frozenset({1}))

    assert [permissions.can_speak_for(one, 1, [REGION]) for one in (seat, COORDINATOR, ADMIN)] == [True] * 3
    assert not any(permissions.can_speak_for(one, 2, [REGION]) for one in (NOBODY, seat, STRANGER, REVIEWER))
    assert not permissions.can_speak_for(FAR_COORDINATOR, 1, [REGION])
    assert not any(permissions.can_speak_for(one, 1, []) for one in (seat, ADMIN))


def test_officers_coordinators_and_admins_record_what_a_group_decides():
    group = Group(pk=1)
    group._prefetched_objects_cache = {"regions": [row_of(REGION)]}
    seat = Viewer(person_id=20, group_ids=frozenset({1}))

    may = [
        permissions.can_decide_shared(one, group, {30})
        for one in (Viewer(person_id=30), COORDINATOR, ADMIN, seat, FAR_COORDINATOR, REVIEWER, NOBODY)
    ]

    assert may == [True, True, True, False, False, False, False]


def test_an_organisation_is_committed_by_its_contact_or_on_its_behalf():
    organisation = Organisation(pk=1)
    organisation._prefetched_objects_cache = {"regions": [row_of(REGION)]}
    contact = Viewer(person_id=20, contact_organisation_ids=frozenset({1}))

    may = [
        permissions.can_commit_for(one, organisation)
        for one in (contact, COORDINATOR, ADMIN, COLLEAGUE, STRANGER, FAR_COORDINATOR, NOBODY)
    ]

    assert may == [True, True, True, False, False, False, False]
