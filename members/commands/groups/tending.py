"""Finding the group that a command is about, and asking whether the actor tends it."""

from django.core.exceptions import PermissionDenied

from elo_portal.core.viewers import Viewer
from members import permissions
from members.models import Group


def tended(group_id: int, actor: Viewer, *, lock: bool = True) -> Group:
    """The stored group, locked, with its regions. Raises PermissionDenied, Group.DoesNotExist."""
    found = Group.objects.prefetch_related("regions")
    if lock:
        found = found.select_for_update(of=("self",), no_key=True)
    group = found.get(pk=group_id)
    if not permissions.can_tend_group(actor, group):
        raise PermissionDenied
    return group
