"""Who is inside a group: sees what is its own. The same people as `permissions.can_read_group` lets in."""

from django.db.models import Q

from elo_portal.core.viewers import Viewer
from members.models.groups import Group


def inside(viewer: Viewer) -> Q:
    """A condition on rows that have a `group`. No query of its own."""
    if not viewer.is_authenticated:
        return Q(pk__in=())
    coordinated = Group.regions.through.objects.filter(region__in=viewer.region_ids)
    return (
        Q(group__in=viewer.group_ids | viewer.led_group_ids)
        | Q(group__parent__in=viewer.led_group_ids)
        | Q(group__in=coordinated.values("group_id"))
    )
