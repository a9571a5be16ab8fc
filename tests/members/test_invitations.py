"""Commands about invitations: one token, one use, one address."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, OutgoingMail
from members import tokens
from members.commands import invitations, memberships
from members.models import Invitation, Membership
from members.queries.invitations import Fate, by_token
from tests.factories import NOW
from tests.members.factories import (
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    authority,
    viewer_of,
)
from tests.members.racing import second_while_first_is_open

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=14)


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def contact(organisation):
    return PersonFactory(contact_of=organisation)


def invite(organisation, actor, email="uusi@example.org", now=NOW):
    return invitations.invite(
        email=email, organisation_id=organisation.pk, language="sv", actor=viewer_of(actor), now=now
    )


def token_of(invitation):
    """As it stands in the newest mail; nowhere else."""
    mails = OutgoingMail.objects.filter(kind="members.invitation", about_id=invitation.pk)
    return mails.order_by("pk").last().params["token"]


def accept(invitation, person, now=NOW):
    return invitations.accept(token_hash=invitation.token_hash, actor=viewer_of(person), now=now)


def invited_person(email="uusi@example.org"):
    return PersonFactory(email=email, login=True)


def test_invite_stores_only_the_hash_and_mails_the_token(organisation, contact):
    invitation = invite(organisation, contact, email=" Uusi@Example.org ")

    mail = OutgoingMail.objects.get()
    token = mail.params["token"]
    assert (mail.address, mail.language, mail.expires_at) == ("uusi@example.org", "sv", LATER)
    assert len(token) == 43
    assert invitation.token_hash == tokens.digest(token)
    assert token not in str(Invitation.objects.values().get())
    assert by_token(token, now=NOW).fate is Fate.OPEN
    assert AuditEntry.objects.get(action="members.invite").actor_id == contact.pk


def test_invite_by_a_coordinator_of_the_region_and_by_nobody_else(organisation):
    invite(organisation, PersonFactory(coordinator_of=authority("04")))

    for other in (
        PersonFactory(member_of=organisation),
        PersonFactory(coordinator_of=authority("08")),
        PersonFactory(contact_of=OrganisationFactory()),
        PersonFactory(is_reviewer=True),
    ):
        with pytest.raises(PermissionDenied):
            invite(organisation, other, email="toinen@example.org")


def test_invite_twice_is_refused_until_the_first_has_ended(organisation, contact):
    invite(organisation, contact)

    with pytest.raises(invitations.AlreadyInvited):
        invite(organisation, contact, email="UUSI@example.org")

    assert invite(organisation, contact, now=LATER).pk


def test_invite_a_member_is_refused(organisation, contact):
    member = PersonFactory(member_of=organisation, email="jasen@example.org")

    with pytest.raises(invitations.AlreadyAMember):
        invite(organisation, contact, email=member.email.upper())


def test_invite_to_a_suspended_organisation_is_refused():
    suspended = OrganisationFactory(suspended=True)

    with pytest.raises(memberships.OrganisationNotActive):
        invite(suspended, PersonFactory(is_admin=True))


def test_invite_has_a_daily_limit(organisation, contact):
    InvitationFactory.create_batch(
        invitations.DAILY_LIMIT, organisation=organisation, invited_by=contact, created_at=NOW
    )

    with pytest.raises(invitations.TooManyInvitations):
        invite(organisation, contact)

    assert invite(organisation, contact, now=NOW + timedelta(days=1)).pk


def test_accept_makes_a_member_at_once(organisation, contact):
    invitation = invite(organisation, contact)
    person = invited_person()

    accept(invitation, person)

    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.accepted_by) == (NOW, person)
    membership = Membership.objects.get(person=person)
    assert (membership.state, membership.decided_by) == (Membership.State.APPROVED, contact)


def test_accept_approves_what_had_been_asked_before(organisation, contact):
    person = invited_person()
    asked = MembershipFactory(person=person, organisation=organisation, pending=True)

    accept(invite(organisation, contact), person)

    asked.refresh_from_db()
    assert asked.state == Membership.State.APPROVED


def test_accept_with_another_address_is_refused(organisation, contact):
    invitation = invite(organisation, contact)
    stranger = PersonFactory(login=True)

    with pytest.raises(invitations.InvitationForAnotherAddress):
        accept(invitation, stranger)

    assert not viewer_of(stranger).is_member


def test_accept_with_an_unconfirmed_address_is_refused(organisation, contact):
    invitation = invite(organisation, contact)
    person = invited_person()
    person.account.emailaddress_set.update(verified=False)

    with pytest.raises(invitations.InvitationForAnotherAddress):
        accept(invitation, person)


def test_accept_twice_is_refused(organisation, contact):
    invitation, person = invite(organisation, contact), invited_person()
    accept(invitation, person)

    with pytest.raises(invitations.InvitationNotValid):
        accept(invitation, person)


def test_accept_after_14_days_is_refused(organisation, contact):
    invitation, person = invite(organisation, contact), invited_person()

    with pytest.raises(invitations.InvitationNotValid):
        accept(invitation, person, now=LATER)
    assert accept(invitation, person, now=LATER - timedelta(seconds=1))


def test_accept_is_void_when_the_inviter_has_lost_the_right(organisation, contact):
    invitation = invite(organisation, contact)
    contact.role_grants.all().delete()

    with pytest.raises(invitations.InvitationNotValid):
        accept(invitation, invited_person())


def test_accept_is_void_when_the_inviter_is_deactivated(organisation, contact):
    invitation = invite(organisation, contact)
    contact.is_active = False
    contact.save()

    with pytest.raises(invitations.InvitationNotValid):
        accept(invitation, invited_person())


def test_accept_is_void_when_the_organisation_is_suspended(organisation, contact):
    invitation = invite(organisation, contact)
    organisation.state = organisation.State.SUSPENDED
    organisation.save()

    with pytest.raises(invitations.InvitationNotValid):
        accept(invitation, invited_person())


def test_revoke_kills_the_link(organisation, contact):
    invitation = invite(organisation, contact)

    invitations.revoke(invitation_id=invitation.pk, actor=viewer_of(contact), now=NOW)

    assert by_token(token_of(invitation), now=NOW).fate is Fate.VOID
    with pytest.raises(invitations.InvitationNotValid):
        accept(invitation, invited_person())
    with pytest.raises(invitations.InvitationIsClosed):
        invitations.resend(invitation_id=invitation.pk, actor=viewer_of(contact), now=NOW)


def test_resend_makes_a_new_link_and_kills_the_old_one(organisation, contact):
    invitation = invite(organisation, contact)
    old = token_of(invitation)
    colleague = PersonFactory()
    MembershipFactory(person=colleague, organisation=organisation)
    RoleGrantFactory(person=colleague, role="contact", organisation=organisation)
    later = NOW + timedelta(days=20)

    invitations.resend(invitation_id=invitation.pk, actor=viewer_of(colleague), now=later)

    invitation.refresh_from_db()
    assert by_token(old, now=later) is None
    assert by_token(token_of(invitation), now=later).fate is Fate.OPEN
    assert (invitation.expires_at, invitation.invited_by) == (later + timedelta(days=14), colleague)


def test_revoke_and_resend_by_strangers_are_denied(organisation, contact):
    invitation = invite(organisation, contact)
    stranger = viewer_of(PersonFactory(contact_of=OrganisationFactory()))

    with pytest.raises(PermissionDenied):
        invitations.revoke(invitation_id=invitation.pk, actor=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        invitations.resend(invitation_id=invitation.pk, actor=stranger, now=NOW)


@pytest.mark.parametrize(
    "ended", [{"accepted_at": NOW, "accepted": True}, {"revoked_at": NOW}, {"expires_at": NOW}]
)
def test_forget_old_deletes_14_days_after_the_end(ended):
    ended = dict(ended)
    if ended.pop("accepted", False):
        ended["accepted_by"] = PersonFactory()
    InvitationFactory(**{"expires_at": NOW + timedelta(days=365)} | ended)

    assert invitations.forget_old(now=NOW + timedelta(days=14)) == 0
    assert invitations.forget_old(now=NOW + timedelta(days=14, seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_accept_in_two_threads_works_once():
    organisation = OrganisationFactory()
    contact = PersonFactory(contact_of=organisation)
    person = PersonFactory(email="uusi@example.org", login=True)
    invitation = invite(organisation, contact)
    viewer = viewer_of(person)

    def accept_now():
        invitations.accept(token_hash=invitation.token_hash, actor=viewer, now=NOW)

    raised = second_while_first_is_open(accept_now, accept_now)

    assert isinstance(raised, invitations.InvitationNotValid)
    assert Membership.objects.filter(person=person).count() == 1
    assert AuditEntry.objects.filter(action="members.accept_invitation").count() == 1
