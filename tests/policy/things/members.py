"""Organisations, people, memberships, roles and invitations."""

from allauth.mfa.models import Authenticator

from members import subscriptions, tokens
from tests.factories import NOW
from tests.members.devices import Device
from tests.members.factories import InvitationFactory, MembershipFactory, RoleGrantFactory
from tests.policy.world import Thing, World, thing

TOKEN, REVOKED_TOKEN = "kutsu-tanne", "peruttu-kutsu"


@thing("organisation here")
def organisation_here(world: World) -> Thing:
    return Thing({"organisation_id": world.here.pk}, world.here)


@thing("colleague")
def colleague(world: World) -> Thing:
    return Thing({"person_id": world.people["colleague"].pk}, world.people["colleague"])


@thing("waiting membership here")
def waiting_membership(world: World) -> Thing:
    return Thing({"membership_id": MembershipFactory(organisation=world.here, pending=True).pk})


@thing("membership of the author")
def membership_of_author(world: World) -> Thing:
    return Thing({"membership_id": world.people["author"].memberships.get().pk})


@thing("passkey of a newcomer")
def passkey(world: World) -> Thing:
    made = Authenticator.objects.create(
        user=world.people["newcomer"].account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Puhelin", "credential": Device().create()},
    )
    return Thing({"pk": made.pk})


@thing("role")
def role(world: World) -> Thing:
    return Thing({"grant_id": RoleGrantFactory().pk})


@thing("invitation to here")
def invitation(world: World) -> Thing:
    made = InvitationFactory(
        organisation=world.here, invited_by=world.people["contact"], token_hash=tokens.digest(TOKEN)
    )
    return Thing({"invitation_id": made.pk, "token": TOKEN})


@thing("revoked invitation")
def revoked_invitation(world: World) -> Thing:
    made = InvitationFactory(
        organisation=world.here,
        invited_by=world.people["contact"],
        token_hash=tokens.digest(REVOKED_TOKEN),
        revoked_at=NOW,
    )
    return Thing({"invitation_id": made.pk, "token": REVOKED_TOKEN})


@thing("digest of the author")
def digest(world: World) -> Thing:
    address = subscriptions.unsubscribe_url(world.people["author"].pk)
    return Thing({"token": address.rstrip("/").rpartition("/")[2]})


@thing("organisation there")
def organisation_there(world: World) -> Thing:
    return Thing({"organisation_id": world.there.pk}, world.there)
