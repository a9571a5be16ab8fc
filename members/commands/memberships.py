"""Memberships: ask, confirm, decline, add, end."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail, outbox
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.mail import ledger
from elo_portal.core.viewers import Viewer
from members import mails, permissions
from members.models import Membership, Organisation, Person, RoleGrant
from members.queries.memberships import confirmers

State = Membership.State


class AlreadyAsked(DomainError):
    message = _("The person already belongs to this organisation, or has asked to join it.")


class OrganisationNotActive(DomainError):
    message = _("This organisation takes no members at the moment.")


class NoLongerWaiting(DomainError):
    message = _("Somebody has decided on this membership already.")


class ReasonMissing(DomainError):
    message = _("Write the reason, so that the person knows what to do next.")


class AlreadyEnded(DomainError):
    message = _("This membership has ended already.")


@transaction.atomic
def ask(*, organisation_id: int, title: str, actor: Viewer, now: datetime) -> Membership:
    """Ask to belong to an organisation; those who may confirm it get a mail.

    Whoever has confirmed an address of a domain that the organisation calls its own is in at once.

    Raises PermissionDenied, OrganisationNotActive, AlreadyAsked.
    """
    if not actor.is_authenticated:
        raise PermissionDenied
    person = Person.objects.select_for_update().get(pk=actor.person_id, is_active=True)
    organisation = active_organisation(organisation_id)
    membership = _create(
        person, organisation, title=title, now=now, approved=is_own_domain(person, organisation)
    )
    audit.record(actor=actor, action="members.ask", target=membership)
    if membership.state == State.PENDING:
        _tell_confirmers(membership, now=now)
    return membership


@transaction.atomic
def add(*, person_id: int, organisation_id: int, title: str, actor: Viewer, now: datetime) -> Membership:
    """Put a person into an organisation without asking. Administrators only.

    Raises PermissionDenied, OrganisationNotActive, AlreadyAsked.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    person = Person.objects.select_for_update().get(pk=person_id)
    organisation = active_organisation(organisation_id)
    membership = _create(
        person, organisation, title=title, now=now, approved=True, decided_by_id=actor.person_id
    )
    audit.record(actor=actor, action="members.add", target=membership)
    return membership


def active_organisation(organisation_id: int) -> Organisation:
    """The organisation, with its regions. Raises OrganisationNotActive."""
    organisation = (
        Organisation.objects.active().filter(pk=organisation_id).prefetch_related("regions").first()
    )
    if organisation is None:
        raise OrganisationNotActive
    return organisation


def is_own_domain(person: Person, organisation: Organisation) -> bool:
    """Whether the person has confirmed an address at exactly one of the organisation's domains."""
    domain = person.email.lower().rpartition("@")[2]
    return (
        domain in organisation.email_domains
        and EmailAddress.objects.filter(
            user_id=person.account_id, email=person.email.lower(), verified=True
        ).exists()
    )


def _create(
    person: Person,
    organisation: Organisation,
    *,
    title: str,
    now: datetime,
    approved: bool,
    decided_by_id: int | None = None,
) -> Membership:
    with refusing(AlreadyAsked, on=Membership.ONE_LIVE):
        membership = Membership.objects.create(
            person=person,
            organisation=organisation,
            title=title,
            state=State.APPROVED if approved else State.PENDING,
            asked_at=now,
            decided_at=now if approved else None,
            decided_by_id=decided_by_id,
            starts_on=timezone.localdate(now),
        )
    if person.named_organisation:
        person.named_organisation = ""
        person.save(update_fields=["named_organisation"])
    return membership


def _tell_confirmers(membership: Membership, *, now: datetime) -> None:
    people = confirmers(membership.organisation, today=timezone.localdate(now)).exclude(
        pk=membership.person_id
    )
    mail.queue_many(
        ledger.row_for(
            mails.MemberWaiting,
            to=person,
            about=membership,
            dedupe_key=f"members.waiting:{membership.pk}:{person.pk}",
            now=now,
        )
        for person in people
    )


@transaction.atomic
def approve(*, membership_id: int, actor: Viewer, now: datetime) -> Membership:
    """Confirm a membership that waits; the person gets a mail.

    Raises PermissionDenied, NoLongerWaiting.
    """
    membership = _lock_waiting(membership_id, actor)
    _decide(membership, State.APPROVED, actor=actor, now=now)
    audit.record(actor=actor, action="members.approve", target=membership, fields=["state"])
    mail.queue(
        mails.MembershipApproved,
        to=membership.person,
        about=membership,
        dedupe_key=f"members.approved:{membership.pk}",
        now=now,
    )
    return membership


@transaction.atomic
def decline(*, membership_id: int, reason: str, actor: Viewer, now: datetime) -> Membership:
    """Decline a membership that waits; the person gets a mail with the reason, and may ask again.

    Raises PermissionDenied, NoLongerWaiting, ReasonMissing.
    """
    membership = _lock_waiting(membership_id, actor)
    if not reason.strip():
        raise ReasonMissing
    membership.reason = reason.strip()
    _decide(membership, State.DECLINED, actor=actor, now=now)
    audit.record(actor=actor, action="members.decline", target=membership, fields=["state", "reason"])
    mail.queue(
        mails.MembershipDeclined,
        to=membership.person,
        about=membership,
        dedupe_key=f"members.declined:{membership.pk}",
        now=now,
    )
    return membership


def _lock_waiting(membership_id: int, actor: Viewer) -> Membership:
    membership = lock(membership_id)
    if not permissions.can_decide_membership(actor, membership):
        raise PermissionDenied
    if membership.state != State.PENDING:
        raise NoLongerWaiting
    return membership


def lock(membership_id: int) -> Membership:
    """The stored membership, locked, with person, organisation and regions."""
    return (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person", "organisation")
        .prefetch_related("organisation__regions")
        .get(pk=membership_id)
    )


def _decide(membership: Membership, state: str, *, actor: Viewer, now: datetime) -> None:
    membership.state = state
    membership.decided_at = now
    membership.decided_by_id = actor.person_id
    if state == State.APPROVED:
        membership.starts_on = timezone.localdate(now)
    membership.save()


@transaction.atomic
def confirm_by_invitation(
    *, person: Person, organisation: Organisation, invited_by_id: int, now: datetime
) -> None:
    """Make the person a member at once, whether they had asked already or not.

    Called by the acceptance of an invitation, which has checked everything.
    """
    live = (
        Membership.objects.live().select_for_update().filter(person=person, organisation=organisation).first()
    )
    until_a_day = Membership.objects.filter(
        person=person,
        organisation=organisation,
        state=State.APPROVED,
        ends_on__gte=timezone.localdate(now),
    )
    if live is None and until_a_day.exists():
        return
    if live is None:
        _create(person, organisation, title="", now=now, approved=True, decided_by_id=invited_by_id)
    elif live.state == State.PENDING:
        live.state, live.decided_at, live.decided_by_id = State.APPROVED, now, invited_by_id
        live.save(update_fields=["state", "decided_at", "decided_by"])


@transaction.atomic
def end(*, membership_id: int, actor: Viewer, now: datetime) -> None:
    """End a membership from the next request on, and with it the contact person's role there.

    One that was never confirmed, or began only today, leaves no trace but the audit row.
    Raises PermissionDenied, AlreadyEnded.
    """
    membership = lock(membership_id)
    if not permissions.can_end_membership(actor, membership):
        raise PermissionDenied
    today = timezone.localdate(now)
    if membership.state == State.DECLINED or (membership.ends_on and membership.ends_on < today):
        raise AlreadyEnded
    audit.record(actor=actor, action="members.end_membership", target=membership, fields=["ends_on"])
    _end_contact_role(membership, actor=actor, now=now)
    yesterday = today - timedelta(days=1)
    if membership.state == State.PENDING or membership.starts_on > yesterday:
        membership.delete()
    else:
        membership.ends_on = yesterday
        membership.save(update_fields=["ends_on"])
    outbox.publish(
        "members.membership_ended",
        {"person_id": membership.person_id, "organisation_id": membership.organisation_id},
    )


def follow_days(membership: Membership, *, actor: Viewer, now: datetime) -> None:
    """After the days of a membership were changed: a contact person's role lasts no longer than it does.

    Whoever no longer belongs to the organisation today has left it, and the apps above hear of it.
    """
    today = timezone.localdate(now)
    ours = {"person": membership.person_id, "organisation": membership.organisation_id}
    if not Membership.objects.valid_on(today).filter(**ours).exists():
        _end_contact_role(membership, actor=actor, now=now)
        if membership.ends_on is not None and membership.ends_on < today:
            outbox.publish(
                "members.membership_ended",
                {"person_id": membership.person_id, "organisation_id": membership.organisation_id},
            )
    elif membership.ends_on is not None:
        grants = RoleGrant.objects.filter(role=RoleGrant.Role.CONTACT, **ours).select_for_update()
        for grant in grants.unended(membership.ends_on + timedelta(days=1)):
            grant.ends_on = membership.ends_on
            grant.save(update_fields=["ends_on"])
            audit.record(actor=actor, action="members.end_role", target=grant, fields=["ends_on"])


def _end_contact_role(membership: Membership, *, actor: Viewer, now: datetime) -> None:
    grants = RoleGrant.objects.filter(
        person=membership.person, role=RoleGrant.Role.CONTACT, organisation=membership.organisation
    )
    for grant in grants.unended(timezone.localdate(now)).select_for_update():
        audit.record(actor=actor, action="members.end_role", target=grant, fields=["ends_on"])
        grant.stop(today=timezone.localdate(now))
