"""Mails about sign-in, invitations and memberships."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from elo_portal.core import dates, mail
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from members import permissions
from members.models import Invitation, Membership
from members.queries.invitations import Fate, fate

State = Membership.State


@mail.kind
class SignInMail(mail.Kind[Model]):
    """Codes and notices about the login itself: written by members.sign_in, about no object."""

    name = "members.sign_in"
    stream = OutgoingMail.Stream.SIGN_IN
    template = "members/mail/sign_in"
    is_sensitive = True

    def may_receive(self, viewer: Viewer, about: Model) -> bool:
        return True  # what is said about an address goes to that address

    def context(
        self, about: Model, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {"subject": params["subject"], "paragraphs": params["paragraphs"], "code": params["code"]}


@mail.kind
class InvitationMail(mail.Kind[Invitation]):
    """Asks an address to join; the link's token is nowhere else and goes with the mail."""

    name = "members.invitation"
    model = Invitation
    template = "members/mail/invitation"
    is_sensitive = True

    def still_due(self, about: Invitation, *, now: datetime) -> bool:
        return fate(about, now=now) is Fate.OPEN

    def may_receive(self, viewer: Viewer, about: Invitation) -> bool:
        return True  # bound to the address

    def context(
        self, about: Invitation, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        last_day = dates.day(about.expires_at, weekday=False)
        return {"invitation": about, "token": params["token"], "day": last_day}


@mail.kind
class MemberWaiting(mail.Kind[Membership]):
    """To those who may confirm it."""

    name = "members.waiting"
    model = Membership
    template = "members/mail/waiting"

    def still_due(self, about: Membership, *, now: datetime) -> bool:
        return about.state == State.PENDING

    def may_receive(self, viewer: Viewer, about: Membership) -> bool:
        return permissions.can_decide_membership(viewer, about)

    def context(
        self, about: Membership, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {"membership": about}


class MembershipDecided(mail.Kind[Membership]):
    """To the person who asked."""

    model = Membership

    def may_receive(self, viewer: Viewer, about: Membership) -> bool:
        return viewer.person_id == about.person_id

    def context(
        self, about: Membership, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {"membership": about}


@mail.kind
class MembershipApproved(MembershipDecided):
    name = "members.approved"
    template = "members/mail/approved"

    def still_due(self, about: Membership, *, now: datetime) -> bool:
        return about.state == State.APPROVED and about.ends_on is None


@mail.kind
class MembershipDeclined(MembershipDecided):
    name = "members.declined"
    template = "members/mail/declined"

    def still_due(self, about: Membership, *, now: datetime) -> bool:
        return about.state == State.DECLINED
