"""Maturity 4 and 5 are not claimed: the adoptions propose them and a reviewer confirms."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import indexing, permissions
from practices.commands import moving
from practices.models import Practice
from practices.queries import adoptions


class NoLongerProposed(DomainError):
    message = _("The adoptions do not propose this any more.")


@transaction.atomic
def confirm_maturity(*, practice_id: int, maturity: int, actor: Viewer, now: datetime) -> Practice:
    """Set the maturity that the adoptions propose. Raises PermissionDenied, NoLongerProposed."""
    practice = moving.lock(practice_id)
    if not permissions.can_confirm_maturity(actor, practice):
        raise PermissionDenied
    if adoptions.proposed_maturity(practice) != maturity:
        raise NoLongerProposed
    practice.maturity = maturity
    practice.save(update_fields=["maturity"])
    indexing.put(practice)
    audit.record(actor=actor, action="practices.confirm_maturity", target=practice, fields=["maturity"])
    return practice
