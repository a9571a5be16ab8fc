"""There is always somebody who can administer."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core.errors import DomainError
from members.models import RoleGrant


class LastAdministrator(DomainError):
    message = _("This is the last administrator. Make someone else an administrator first.")


def require_another(*, person_id: int, now: datetime, grant_id: int | None = None) -> None:
    """Raise LastAdministrator unless an active one with a login remains when this person goes.

    With `grant_id` only that grant goes. All administrators' grants are locked, in one order, so that two
    administrators cannot end each other at the same moment. Two queries; inside a transaction.
    """
    today = timezone.localdate(now)
    grants = list(
        RoleGrant.objects.valid_on(today)
        .filter(role=RoleGrant.Role.ADMIN)
        .select_for_update(of=("self",))
        .order_by("pk")
        .values_list("pk", "person_id")
    )
    gone = {pk for pk, holder in grants if (pk == grant_id if grant_id else holder == person_id)}
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=today)
    left = RoleGrant.objects.filter(
        lasting,
        pk__in={pk for pk, _holder in grants} - gone,
        person__is_active=True,
        person__account__is_active=True,
    )
    if gone and not left.exists():
        raise LastAdministrator
