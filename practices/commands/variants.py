"""Saying of a draft that it is a variant of a published practice, or not after all."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.commands import moving
from practices.models import Practice


class VariantOfThis(DomainError):
    message = _("That practice is itself a variant of this one.")


@transaction.atomic
def base_on(*, practice_id: int, original: str, actor: Viewer, now: datetime) -> Practice:
    """`original` is the slug of a published practice that the actor may see; empty: it is no variant.

    Raises PermissionDenied, NotPossibleNow, Practice.DoesNotExist, VariantOfThis.
    """
    practice = moving.lock(practice_id)
    if not permissions.is_maker(actor, practice):
        raise PermissionDenied
    if practice.status not in permissions.SUBMITTABLE:
        raise moving.NotPossibleNow(practice)
    seen = Practice.objects.visible_to(actor).published()
    based_on = seen.get(slug=original) if original else None
    if based_on is not None and _descends(based_on, practice):
        raise VariantOfThis
    if based_on == practice.based_on:
        return practice
    practice.based_on, practice.updated_at = based_on, now
    practice.save(update_fields=["based_on", "updated_at"])
    audit.record(actor=actor, action="practices.base_on", target=practice, fields=["based_on"])
    return practice


def _descends(one: Practice, practice: Practice) -> bool:
    """Whether it is the practice itself or goes back to it. A query a generation."""
    passed: set[int] = set()
    ancestor: Practice | None = one
    while ancestor is not None and ancestor.pk not in passed:
        if ancestor.pk == practice.pk:
            return True
        passed.add(ancestor.pk)
        ancestor = ancestor.based_on
    return False
