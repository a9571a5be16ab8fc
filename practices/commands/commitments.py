"""Organisations promise to work the shared way of their region, and take the promise back."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.models import Organisation
from practices import permissions
from practices.models import Commitment, SharedPractice


class NotInForce(DomainError):
    message = _("This is not in force as a shared practice, so nobody can commit themselves to it.")


class NotOfTheRegion(DomainError):
    message = _("Only member organisations of the region can commit themselves.")


class AlreadyCommitted(DomainError):
    message = _("This organisation has committed itself already.")


class AlreadyWithdrawn(DomainError):
    message = _("This commitment has been withdrawn already.")


@transaction.atomic
def commit(
    *, shared_id: int, organisation_id: int, starts_on: date, note: str = "", actor: Viewer, now: datetime
) -> Commitment:
    """An organisation of the region works the shared way from a day on.

    Raises PermissionDenied, NotInForce, NotOfTheRegion, AlreadyCommitted; SharedPractice.DoesNotExist,
    Organisation.DoesNotExist.
    """
    shared = SharedPractice.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    one = shared.get(pk=shared_id)
    organisation = Organisation.objects.active().prefetch_related("regions").get(pk=organisation_id)
    if not permissions.can_commit_for(actor, organisation):
        raise PermissionDenied
    if one.state != SharedPractice.State.IN_FORCE:
        raise NotInForce
    if not organisation.regions.filter(groups=one.group_id).exists():
        raise NotOfTheRegion
    commitment = Commitment(
        shared=one,
        organisation=organisation,
        starts_on=starts_on,
        note=markup.clean(note),
        made_by_id=actor.person_id,
        at=now,
    )
    with refusing(AlreadyCommitted, on=Commitment.ONE_LIVE):
        commitment.save()
    audit.record(actor=actor, action="practices.commit", target=commitment)
    return commitment


@transaction.atomic
def withdraw(*, commitment_id: int, actor: Viewer, now: datetime) -> Commitment:
    """Take a promise back; it stays visible as withdrawn.

    Raises PermissionDenied, AlreadyWithdrawn; Commitment.DoesNotExist.
    """
    locked = Commitment.objects.select_for_update(of=("self",)).select_related("organisation")
    commitment = locked.prefetch_related("organisation__regions").get(pk=commitment_id)
    if not permissions.can_commit_for(actor, commitment.organisation):
        raise PermissionDenied
    if commitment.withdrawn_on is not None:
        raise AlreadyWithdrawn
    commitment.withdrawn_on = timezone.localdate(now)
    commitment.save(update_fields=["withdrawn_on"])
    audit.record(actor=actor, action="practices.withdraw_commitment", target=commitment)
    return commitment
