"""Who may tend an organisation's page. `organisation.regions` must be prefetched where one is asked about."""

from elo_portal.core.viewers import Viewer
from members.models import Organisation
from members.permissions.people import can_manage_members


def can_tend_organisation(viewer: Viewer, organisation: Organisation) -> bool:
    """What it says of itself and of its services: its contact persons, coordinators of its regions, administrators."""
    return can_manage_members(viewer, organisation)
