"""Roles: grant and end."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members import permissions
from members.commands.administrators import require_another
from members.models import Authority, Membership, Organisation, Person, RoleGrant

Role = RoleGrant.Role


class AlreadyHasRole(DomainError):
    message = _("The person has this role already during that time.")


class PersonNotActive(DomainError):
    message = _("Reactivate the person before granting a role.")


class AuthorityHasEnded(DomainError):
    message = _("This authority ends before the role would. Choose its successor or an earlier last day.")


class NotAMember(DomainError):
    message = _("Only a confirmed member of the organisation can be its contact person.")


class EndsBeforeItBegins(DomainError):
    message = _("Check the dates: the last day is before the first.")


class RoleHasEnded(DomainError):
    message = _("This role has ended already.")


class ScopeDoesNotFit(DomainError):
    message = _(
        "A coordinator needs an authority, a contact person an organisation, the other roles neither."
    )


@transaction.atomic
def grant(
    *,
    person_id: int,
    role: str,
    starts_on: date,
    actor: Viewer,
    now: datetime,
    ends_on: date | None = None,
    authority: Authority | None = None,
    organisation: Organisation | None = None,
) -> RoleGrant:
    """Give a person a role from a day to a day (the last one that counts, or open).

    Raises PermissionDenied, ScopeDoesNotFit, EndsBeforeItBegins, PersonNotActive, AuthorityHasEnded,
    NotAMember, AlreadyHasRole.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    person = Person.objects.select_for_update().get(pk=person_id)
    if not person.is_active:
        raise PersonNotActive
    new = RoleGrant(
        person=person,
        role=role,
        authority=authority,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by_id=actor.person_id,
    )
    _check(new)
    with refusing(AlreadyHasRole, on=RoleGrant.ONCE):
        new.save()
    audit.record(actor=actor, action="members.grant_role", target=new, fields=["role"])
    return new


def _check(new: RoleGrant) -> None:
    if (new.role == Role.COORDINATOR) != (new.authority is not None) or (new.role == Role.CONTACT) != (
        new.organisation is not None
    ):
        raise ScopeDoesNotFit
    if new.ends_on and new.ends_on < new.starts_on:
        raise EndsBeforeItBegins
    if new.authority and new.authority.valid_until:
        last_day = new.ends_on or date.max
        if last_day > new.authority.valid_until or new.starts_on > new.authority.valid_until:
            raise AuthorityHasEnded
    if (
        new.organisation
        and not Membership.objects.filter(
            person=new.person,
            organisation=new.organisation,
            state=Membership.State.APPROVED,
            ends_on__isnull=True,
        ).exists()
    ):
        raise NotAMember
    begins_in_time = Q(starts_on__lte=new.ends_on) if new.ends_on else Q()
    same = RoleGrant.objects.filter(
        begins_in_time,
        person=new.person,
        role=new.role,
        authority=new.authority,
        organisation=new.organisation,
    )
    if same.unended(new.starts_on).exists():
        raise AlreadyHasRole


@transaction.atomic
def end(*, grant_id: int, actor: Viewer, now: datetime, last_day: date | None = None) -> RoleGrant:
    """End a role after `last_day`; without one it stops counting at the next request.

    The last administrator stays: nobody would be left to appoint another.
    Raises PermissionDenied, LastAdministrator, RoleHasEnded, EndsBeforeItBegins.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    current = RoleGrant.objects.get(pk=grant_id)
    if current.role == Role.ADMIN:
        require_another(person_id=current.person_id, now=now, grant_id=current.pk)
    current = RoleGrant.objects.select_for_update().filter(pk=grant_id).first() or _gone()
    today = timezone.localdate(now)
    if current.ends_on and current.ends_on < today:
        raise RoleHasEnded
    audit.record(actor=actor, action="members.end_role", target=current, fields=["ends_on"])
    if last_day is None or last_day < today:
        current.stop(today=today)
    elif last_day < current.starts_on:
        raise EndsBeforeItBegins
    else:
        current.ends_on = last_day
        current.save(update_fields=["ends_on"])
    return current


def _gone() -> RoleGrant:
    raise RoleHasEnded
