"""The administrators' pages are closed to everybody else."""

import pytest
from django.urls import reverse

from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
)

pytestmark = pytest.mark.django_db


CLOSED = [
    ("members:admin", [], "get"),
    ("members:organisations", [], "get"),
    ("members:organisation_new", [], "post"),
    ("members:organisation", [1], "post"),
    ("members:organisation_state", [1], "post"),
    ("members:people", [], "get"),
    ("members:person", [1], "get"),
    ("members:person_state", [1], "post"),
    ("members:grant_role", [1], "post"),
    ("members:add_membership", [1], "post"),
    ("members:end_membership", [1], "post"),
    ("members:end_role", [1], "post"),
]


@pytest.mark.parametrize("who", ["member", "contact", "coordinator", "reviewer"])
def test_everything_is_closed_to_others(client, who):
    organisation = OrganisationFactory()
    roles = {
        "member": {"member_of": organisation},
        "contact": {"contact_of": organisation},
        "coordinator": {"coordinator_of": authority("04")},
        "reviewer": {"is_reviewer": True},
    }
    client.force_login(PersonFactory(login=True, **roles[who]).account)

    for name, args, method in CLOSED:
        assert getattr(client, method)(reverse(name, args=args)).status_code == 403, name


def test_what_does_not_exist_is_not_found(client, admin):
    for name, args, method in CLOSED:
        if args:
            assert getattr(client, method)(reverse(name, args=[999_999])).status_code == 404, name


def test_start_counts(client, admin):
    OrganisationFactory(suspended=True)
    MembershipFactory(pending=True)
    PersonFactory(named_organisation="Nuorten talo")

    counts = client.get(reverse("members:admin")).context_data["counts"]

    assert (counts.organisations, counts.suspended_organisations) == (1, 1)
    assert (counts.waiting_memberships, counts.people_without_organisation) == (1, 1)
