"""Invitations: send, send again, take back, accept, forget."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.mail import ledger
from elo_portal.core.mail.ledger import Address
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from members import mails, permissions, tokens
from members.commands import memberships
from members.models import Invitation, Membership, Person
from members.models.invitations import VALID_FOR
from members.queries.invitations import Fate, fate

DAILY_LIMIT = 50  # a person, so that nobody makes the portal a sender of unwanted mail
KEPT_AFTERWARDS = timedelta(days=14)


class AlreadyInvited(DomainError):
    message = _(
        "This address has an open invitation to the organisation. You can send it again from the list."
    )


class AlreadyAMember(DomainError):
    message = _("The person with this address belongs to the organisation already.")


class TooManyInvitations(DomainError):
    message = _(
        "You have sent many invitations today. Go on tomorrow, or ask the administrators to import a list."
    )


class InvitationIsClosed(DomainError):
    message = _("This invitation has been accepted or revoked.")


class InvitationNotValid(DomainError):
    message = _("This invitation no longer works. Ask for a new one.")


class InvitationForAnotherAddress(DomainError):
    message = _("This invitation was sent to another address. Sign in with that address to accept it.")


@transaction.atomic
def invite(*, email: str, organisation_id: int, language: str, actor: Viewer, now: datetime) -> Invitation:
    """Invite an address to an organisation by mail. The token stands in the mail only.

    Raises PermissionDenied, OrganisationNotActive, TooManyInvitations, AlreadyAMember, AlreadyInvited.
    """
    organisation = memberships.active_organisation(organisation_id)
    if not permissions.can_invite(actor, organisation):
        raise PermissionDenied
    sent_today = Invitation.objects.filter(invited_by=actor.person_id, created_at__gt=now - timedelta(days=1))
    if sent_today.count() >= DAILY_LIMIT:
        raise TooManyInvitations
    email = email.strip().lower()
    person = Person.objects.with_address(email).first()
    approved = Membership.objects.live().filter(state=Membership.State.APPROVED)
    if person and approved.filter(person=person, organisation=organisation).exists():
        raise AlreadyAMember
    earlier = Invitation.objects.filter(organisation=organisation, email=email, expires_at__lte=now)
    earlier.filter(accepted_at__isnull=True, revoked_at__isnull=True).update(revoked_at=now)
    token = tokens.new_token()
    with refusing(AlreadyInvited, on=Invitation.ONE_OPEN):
        invitation = Invitation.objects.create(
            email=email,
            language=language,
            organisation=organisation,
            token_hash=tokens.digest(token),
            invited_by_id=actor.person_id,
            created_at=now,
            expires_at=now + VALID_FOR,
        )
    _send(invitation, token, now=now)
    audit.record(actor=actor, action="members.invite", target=invitation)
    return invitation


@transaction.atomic
def invite_imported(*, wanted: Sequence[tuple[Person, int]], actor: Viewer, now: datetime) -> int:
    """Invite each person to an organisation (by id) by mail, as `invite` does, and return how many.

    Those who have a login, are shut out or have an open invitation there are left out. People of an import may
    be members already, and no daily limit counts. At most five queries. Raises PermissionDenied.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    without = {
        (person.email.lower(), organisation_id): person
        for person, organisation_id in wanted
        if person.account_id is None and person.is_active
    }
    if not without:
        return 0
    pending = Invitation.objects.filter(
        email__in={email for email, _organisation in without},
        organisation__in={organisation for _email, organisation in without},
        accepted_at__isnull=True,
        revoked_at__isnull=True,
    )
    pending.filter(expires_at__lte=now).update(revoked_at=now)
    asked = set(pending.filter(expires_at__gt=now).values_list("email", "organisation"))
    sent = {tokens.new_token(): one for one in without if one not in asked}
    invitations = [
        Invitation(
            email=email,
            language=without[email, organisation_id].language,
            organisation_id=organisation_id,
            token_hash=tokens.digest(token),
            invited_by_id=actor.person_id,
            created_at=now,
            expires_at=now + VALID_FOR,
        )
        for token, (email, organisation_id) in sent.items()
    ]
    Invitation.objects.bulk_create(invitations)
    mail.queue_many(_row(one, token, now=now) for one, token in zip(invitations, sent, strict=True))
    audit.record_all(actor=actor, action="members.invite", targets=[(one, ()) for one in invitations])
    return len(invitations)


def _send(invitation: Invitation, token: str, *, now: datetime) -> None:
    mail.queue_many([_row(invitation, token, now=now)])


def _row(invitation: Invitation, token: str, *, now: datetime) -> OutgoingMail:
    return ledger.row_for(
        mails.InvitationMail,
        to=Address(invitation.email, invitation.language),
        about=invitation,
        dedupe_key=f"members.invitation:{invitation.token_hash}",
        params={"token": token},
        expires_at=invitation.expires_at,
        now=now,
    )


@transaction.atomic
def resend(*, invitation_id: int, actor: Viewer, now: datetime) -> Invitation:
    """Send the invitation once more with a new link; the old link dies, and 14 days begin anew.

    Raises PermissionDenied, InvitationIsClosed.
    """
    invitation = _lock_open(invitation_id, actor)
    token = tokens.new_token()
    invitation.token_hash = tokens.digest(token)
    invitation.expires_at = now + VALID_FOR
    invitation.invited_by_id = actor.person_id  # type: ignore[assignment]
    invitation.save(update_fields=["token_hash", "expires_at", "invited_by"])
    _send(invitation, token, now=now)
    audit.record(actor=actor, action="members.resend_invitation", target=invitation)
    return invitation


@transaction.atomic
def revoke(*, invitation_id: int, actor: Viewer, now: datetime) -> None:
    """Take the invitation back: its link is dead at once. Raises PermissionDenied, InvitationIsClosed."""
    invitation = _lock_open(invitation_id, actor)
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    audit.record(actor=actor, action="members.revoke_invitation", target=invitation)


def _lock_open(invitation_id: int, actor: Viewer) -> Invitation:
    invitation = _locked().get(pk=invitation_id)
    if not permissions.can_withdraw_invitation(actor, invitation):
        raise PermissionDenied
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationIsClosed
    return invitation


def _locked() -> QuerySet[Invitation]:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .prefetch_related("organisation__regions")
    )


@transaction.atomic
def accept(*, token_hash: str, actor: Viewer, now: datetime) -> Invitation:
    """Use the invitation: the person is a member at once. The row is locked, so it works once.

    The person must have confirmed the invited address; whoever sent the invitation must still be
    allowed to. Raises PermissionDenied, InvitationNotValid, InvitationForAnotherAddress.
    """
    if not actor.is_authenticated:
        raise PermissionDenied
    invitation = _locked().filter(token_hash=token_hash).first()
    if invitation is None or fate(invitation, now=now) is not Fate.OPEN:
        raise InvitationNotValid
    person = Person.objects.select_for_update().get(pk=actor.person_id)
    owned = EmailAddress.objects.filter(user_id=person.account_id, email=invitation.email, verified=True)
    if person.account_id is None or not owned.exists():
        raise InvitationForAnotherAddress
    memberships.confirm_by_invitation(
        person=person, organisation=invitation.organisation, invited_by_id=invitation.invited_by_id, now=now
    )
    invitation.accepted_at = now
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(actor=actor, action="members.accept_invitation", target=invitation)
    return invitation


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Delete invitations 14 days after they ended in whichever way; return how many."""
    before = now - KEPT_AFTERWARDS
    ended = Q(accepted_at__lt=before) | Q(revoked_at__lt=before) | Q(expires_at__lt=before)
    deleted, _rows = Invitation.objects.filter(ended).delete()
    return deleted
