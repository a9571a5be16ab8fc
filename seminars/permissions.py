"""Who may do what with events: no query, if `host` and `co_hosts` are loaded."""

from elo_portal.core.viewers import Viewer
from members.models import Authority
from seminars.models import Event, Registration


def can_schedule(viewer: Viewer, authority: Authority) -> bool:
    """Make an event of this authority: its coordinators, and administrators."""
    return viewer.is_admin or authority.pk in viewer.authority_ids


def can_schedule_something(viewer: Viewer) -> bool:
    """Whether there is an authority for which this viewer may make events."""
    return viewer.is_admin or viewer.is_coordinator


def can_edit(viewer: Viewer, event: Event) -> bool:
    """The coordinators of the host and of the co-hosts, and administrators."""
    return can_change_hosts(viewer, event) or any(
        authority.pk in viewer.authority_ids for authority in event.co_hosts.all()
    )


def can_change_hosts(viewer: Viewer, event: Event) -> bool:
    """Say who else hosts, or hand the event over: not a co-host's business."""
    return viewer.is_admin or event.host_id in viewer.authority_ids


def can_see(viewer: Viewer, event: Event) -> bool:
    """What `EventQuerySet.visible_to` says, for one loaded event."""
    if event.status != Event.Status.DRAFT and _is_in_audience(viewer, event):
        return True
    return can_edit(viewer, event)


def _is_in_audience(viewer: Viewer, event: Event) -> bool:
    if event.visibility == Event.Visibility.PUBLIC:
        return True
    if event.visibility == Event.Visibility.NETWORK:
        return viewer.is_member
    return event.group_id in viewer.group_ids


def can_register(viewer: Viewer, event: Event) -> bool:
    """Every active person who has signed in and sees the event. Whether it is possible now is the command's matter."""
    return viewer.is_authenticated and can_see(viewer, event)


def can_see_participants(viewer: Viewer, event: Event) -> bool:
    """Names, addresses and wishes of those who come: only those who arrange the event."""
    return can_edit(viewer, event)


def can_change_registration(viewer: Viewer, registration: Registration) -> bool:
    """One's own attendance and note."""
    return viewer.is_authenticated and registration.person_id == viewer.person_id


def can_cancel_registration(viewer: Viewer, registration: Registration) -> bool:
    """One's own, and every one for those who arrange the event."""
    return can_change_registration(viewer, registration) or can_see_participants(viewer, registration.event)
