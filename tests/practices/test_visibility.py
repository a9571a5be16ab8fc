"""Who sees which practice: the table of states, visibilities and viewers, in the library and in the search."""

import pytest

from elo_portal.core.search import lookup, queries
from elo_portal.core.viewers import NOBODY
from practices.indexing import KIND
from practices.models import Practice
from practices.queries import browsing
from tests.factories import NOW
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    group,
    viewer_of,
)
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db

STATES = ["draft", "submitted", "returned", "withdrawn"]


@pytest.fixture
def owner():
    return OrganisationFactory()


@pytest.fixture
def viewers(owner):
    author = PersonFactory(member_of=owner)
    newcomer = PersonFactory()
    MembershipFactory(person=newcomer, organisation=owner, pending=True)
    people = {
        "author": author,
        "colleague": PersonFactory(member_of=owner),
        "newcomer": newcomer,
        "member": PersonFactory(member_of=OrganisationFactory()),
        "in the group": PersonFactory(seat_in=group(), member_of=OrganisationFactory()),
        "coordinator": PersonFactory(coordinator_of=authority("04")),
        "far coordinator": PersonFactory(coordinator_of=authority("08")),
        "reviewer": PersonFactory(is_reviewer=True),
        "admin": PersonFactory(is_admin=True),
    }
    return (
        {"nobody": NOBODY}
        | {name: viewer_of(person) for name, person in people.items()}
        | {"_author": author}
    )


def practice(owner, viewers, **fields):
    return PracticeFactory(owner=owner, author=viewers.pop("_author"), **fields)


def seen_by(viewers):
    return {name for name, viewer in viewers.items() if Practice.objects.visible_to(viewer).exists()}


EVERYBODY = {
    "nobody",
    "author",
    "colleague",
    "newcomer",
    "member",
    "in the group",
    "coordinator",
    "far coordinator",
    "reviewer",
    "admin",
}


def test_a_public_practice_is_for_everybody(owner, viewers):
    practice(owner, viewers)

    assert seen_by(viewers) == EVERYBODY


def test_a_practice_of_the_network_is_for_its_members(owner, viewers):
    practice(owner, viewers, visibility="network")

    assert seen_by(viewers) == EVERYBODY - {"nobody", "newcomer"}


def test_a_practice_of_a_group_is_for_the_group_its_makers_and_reviewers(owner, viewers):
    practice(owner, viewers, visibility="group", group=group())

    assert seen_by(viewers) == {"author", "colleague", "in the group", "coordinator", "admin"}


def test_a_draft_is_for_its_makers(owner, viewers):
    practice(owner, viewers, draft=True)

    assert seen_by(viewers) == {"author", "colleague", "admin"}


@pytest.mark.parametrize("state", STATES[1:])
def test_what_is_not_published_is_for_makers_and_reviewers(owner, viewers, state):
    practice(owner, viewers, **{state: True})

    assert seen_by(viewers) == {"author", "colleague", "coordinator", "admin"}


@pytest.mark.parametrize("state", STATES[1:])
def test_what_is_national_and_not_published_is_for_national_reviewers(owner, viewers, state):
    practice(owner, viewers, national=True, **{state: True})

    assert seen_by(viewers) == {"author", "colleague", "reviewer", "admin"}


@pytest.mark.parametrize("fields", [{}, {"visibility": "network"}, {"visibility": "group"}, {"draft": True}])
def test_the_search_finds_and_counts_nothing_that_is_not_visible(owner, viewers, fields):
    if fields.get("visibility") == "group":
        fields = fields | {"group": group()}
    practice(owner, viewers, **fields)

    for viewer in viewers.values():
        found = lookup.find(
            kinds=[KIND],
            query=queries.read(""),
            language="fi",
            audience=browsing.audience(viewer),
            now=NOW,
            limit=10,
        )
        visible = Practice.objects.visible_to(viewer).published().count()
        assert found.total <= visible
        assert bool(found.counts) == bool(found.total)
