"""Pages of those who manage members: requests and invitations."""

import pytest
from django.urls import reverse

from members.models import Invitation, Membership
from tests.members.factories import (
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
)

pytestmark = pytest.mark.django_db
State = Membership.State


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def coordinator(client):
    person = PersonFactory(coordinator_of=authority("04"), login=True)
    client.force_login(person.account)
    return person


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data)


def sign_in_as(client, **roles):
    person = PersonFactory(login=True, **roles)
    client.force_login(person.account)
    return person


@pytest.mark.parametrize("count", [1, 3])
def test_membership_list_needs_the_same_queries_for_one_and_for_three(
    client, coordinator, count, django_assert_num_queries
):
    for _ in range(count):
        MembershipFactory(pending=True, organisation=OrganisationFactory())

    # session, login, viewer, count for the pages, memberships, their regions
    with django_assert_num_queries(6):
        response = client.get(reverse("members:memberships"))

    assert len(response.context_data["page"]) == count


def test_membership_list_shows_those_of_my_regions_and_organisations_the_oldest_first(client, organisation):
    sign_in_as(client, contact_of=organisation, coordinator_of=authority("08"))
    mine = MembershipFactory(pending=True, organisation=organisation)
    near = MembershipFactory(pending=True, organisation=OrganisationFactory(regions=["15"]))
    MembershipFactory(pending=True, organisation=OrganisationFactory(regions=["06"]))
    MembershipFactory(pending=True, organisation=OrganisationFactory(regions=["15"], suspended=True))
    MembershipFactory(organisation=organisation)

    response = client.get(reverse("members:memberships"))

    assert list(response.context_data["page"]) == [mine, near]


@pytest.mark.parametrize("roles", [{}, {"is_reviewer": True}])
def test_the_pages_are_closed_to_those_who_manage_nobody(client, organisation, roles):
    sign_in_as(client, member_of=organisation, **roles)

    for name in ("members:memberships", "members:invitations"):
        assert client.get(reverse(name)).status_code == 403


def test_the_pages_ask_visitors_to_sign_in(client):
    for name in ("members:memberships", "members:invitations", "members:settings", "members:admin"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_login"))


def test_approve_confirms_and_says_so(client, coordinator, organisation):
    membership = MembershipFactory(pending=True, organisation=organisation)

    response = post(client, "members:approve_membership", membership.pk)

    membership.refresh_from_db()
    assert response.headers["Location"] == reverse("members:memberships")
    assert (membership.state, membership.decided_by) == (State.APPROVED, coordinator)


def test_decline_asks_for_the_reason_and_keeps_the_membership_waiting_without(
    client, coordinator, organisation
):
    membership = MembershipFactory(pending=True, organisation=organisation)

    assert client.get(reverse("members:decline_membership", args=[membership.pk])).status_code == 200
    response = post(client, "members:decline_membership", membership.pk, reason=" ")
    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == ["reason"]
    post(client, "members:decline_membership", membership.pk, reason="Ei meillä.")

    membership.refresh_from_db()
    assert (membership.state, membership.reason) == (State.DECLINED, "Ei meillä.")


def test_a_membership_elsewhere_does_not_exist_for_me(client, coordinator):
    elsewhere = MembershipFactory(pending=True, organisation=OrganisationFactory(regions=["15"]))
    decided = MembershipFactory(organisation=OrganisationFactory())

    for membership in (elsewhere, decided):
        assert post(client, "members:approve_membership", membership.pk).status_code == 404
        assert post(client, "members:decline_membership", membership.pk, reason="x").status_code == 404

    elsewhere.refresh_from_db()
    assert elsewhere.state == State.PENDING


def test_approve_takes_a_post_only(client, coordinator, organisation):
    membership = MembershipFactory(pending=True, organisation=organisation)

    assert client.get(reverse("members:approve_membership", args=[membership.pk])).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_invitation_list_needs_the_same_queries_for_one_and_for_three(
    client, coordinator, count, django_assert_num_queries
):
    for _ in range(count):
        InvitationFactory()

    # session, login, viewer, count for the pages, invitations, regions of their organisations, organisations for
    # the form
    with django_assert_num_queries(7):
        response = client.get(reverse("members:invitations"))

    assert len(response.context_data["page"]) == count


def test_invite_from_the_page(client, organisation):
    contact = sign_in_as(client, contact_of=organisation)

    response = post(
        client, "members:invitations", email="uusi@example.org", organisation=organisation.pk, language="sv"
    )

    invitation = Invitation.objects.get()
    assert response.status_code == 302
    assert (invitation.email, invitation.language, invitation.invited_by) == (
        "uusi@example.org",
        "sv",
        contact,
    )


def test_invite_to_anothers_organisation_is_not_offered(client, organisation):
    sign_in_as(client, contact_of=organisation)
    other = OrganisationFactory()

    response = post(
        client, "members:invitations", email="uusi@example.org", organisation=other.pk, language="fi"
    )

    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == ["organisation"]
    assert not Invitation.objects.exists()


def test_invite_twice_shows_the_refusal_beside_the_address(client, organisation):
    sign_in_as(client, contact_of=organisation)
    fields = {"email": "uusi@example.org", "organisation": organisation.pk, "language": "fi"}
    post(client, "members:invitations", **fields)

    response = post(client, "members:invitations", **fields)

    assert list(response.context_data["form"].errors) == ["email"]
    assert 'value="uusi@example.org"' in response.content.decode()


def test_resend_and_revoke_from_the_page(client, coordinator):
    invitation = InvitationFactory()
    old = invitation.token_hash

    post(client, "members:change_invitation", invitation.pk, action="resend")
    invitation.refresh_from_db()
    assert invitation.token_hash != old
    post(client, "members:change_invitation", invitation.pk, action="revoke")
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_an_invitation_elsewhere_does_not_exist_for_me(client, coordinator):
    elsewhere = InvitationFactory(organisation=OrganisationFactory(regions=["15"]))

    response = post(client, "members:change_invitation", elsewhere.pk, action="revoke")

    elsewhere.refresh_from_db()
    assert response.status_code == 404
    assert elsewhere.revoked_at is None
