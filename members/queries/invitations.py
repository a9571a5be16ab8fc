"""Invitations: the list of those who manage members, and what a link leads to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from elo_portal.core import viewers
from elo_portal.core.viewers import Viewer
from members import permissions, tokens
from members.models import Invitation
from members.queries.memberships import manageable_organisations


class Fate(StrEnum):
    """Whether an invitation still works."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    VOID = "void"  # revoked, or whoever sent it may no longer invite


@dataclass(frozen=True)
class FoundInvitation:
    invitation: Invitation
    fate: Fate


def invitations(*, viewer: Viewer) -> QuerySet[Invitation]:
    """Those to organisations whose members the viewer manages, the newest first. Two queries."""
    return (
        Invitation.objects.filter(organisation__in=manageable_organisations(viewer).order_by())
        .select_related("organisation", "invited_by")
        .prefetch_related("organisation__regions")
        .order_by("-created_at", "-pk")
    )


def open_invitation_count(*, now: datetime) -> int:
    """One query."""
    return Invitation.objects.open(now=now).count()


def by_token(token: str, *, now: datetime) -> FoundInvitation | None:
    """What the link leads to; None for a token that nobody was given. At most four queries."""
    return by_digest(tokens.digest(token), now=now)


def by_digest(digest: str, *, now: datetime) -> FoundInvitation | None:
    """The same by what is stored of the token."""
    found = (
        Invitation.objects.select_related("organisation__type", "invited_by")
        .prefetch_related("organisation__regions")
        .filter(token_hash=digest)
        .first()
    )
    return FoundInvitation(found, fate(found, now=now)) if found else None


def fate(invitation: Invitation, *, now: datetime) -> Fate:
    """Whether it still works; the organisation's regions must be prefetched. At most two queries."""
    if invitation.accepted_at is not None:
        return Fate.ACCEPTED
    if invitation.revoked_at is not None:
        return Fate.VOID
    if invitation.expires_at <= now:
        return Fate.EXPIRED
    inviter = viewers.of_person(invitation.invited_by_id, now=now)
    is_active = invitation.organisation.state == invitation.organisation.State.ACTIVE
    return Fate.OPEN if is_active and permissions.can_invite(inviter, invitation.organisation) else Fate.VOID
