"""Who may do what in an ELO group. `group.regions` must be prefetched where a group is asked about."""

from elo_portal.core.viewers import Viewer
from members.models import Group


def can_tend_group(viewer: Viewer, group: Group) -> bool:
    """Chair, vice chair and secretary of it or of its parent, coordinators of one of its regions, administrators."""
    if viewer.is_admin or not viewer.led_group_ids.isdisjoint({group.pk, group.parent_id}):
        return True
    return any(region.pk in viewer.region_ids for region in group.regions.all())


def can_tend_some_group(viewer: Viewer) -> bool:
    """Whether there is any group to tend: for menus and links."""
    return viewer.is_admin or bool(viewer.led_group_ids) or bool(viewer.region_ids)


def can_read_group(viewer: Viewer, group: Group) -> bool:
    """What is for the group alone: whoever holds a seat or is a deputy, and those who tend it."""
    return group.pk in viewer.group_ids or can_tend_group(viewer, group)
