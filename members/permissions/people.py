"""Who may do what to people and organisations.

`organisation.regions` must be prefetched where an organisation is asked about.
"""

from elo_portal.core.viewers import Viewer
from members.models import Invitation, Membership, Organisation


def can_administer(viewer: Viewer) -> bool:
    """Organisations, people and their roles: administrators."""
    return viewer.is_admin


def can_manage_members(viewer: Viewer, organisation: Organisation) -> bool:
    """Contact persons of the organisation, coordinators of one of its regions, administrators."""
    if viewer.is_admin or organisation.pk in viewer.contact_organisation_ids:
        return True
    return any(region.pk in viewer.region_ids for region in organisation.regions.all())


def can_manage_some_members(viewer: Viewer) -> bool:
    """Whether there may be anything to manage at all: for menus and list pages."""
    return viewer.is_admin or viewer.is_coordinator or viewer.is_contact


def can_decide_membership(viewer: Viewer, membership: Membership) -> bool:
    """Those who manage the organisation's members; nobody decides on their own membership, admins apart."""
    is_own = membership.person_id == viewer.person_id
    return (viewer.is_admin or not is_own) and can_manage_members(viewer, membership.organisation)


def can_end_membership(viewer: Viewer, membership: Membership) -> bool:
    """The person, and those who manage the organisation's members."""
    is_own = viewer.is_authenticated and membership.person_id == viewer.person_id
    return is_own or can_manage_members(viewer, membership.organisation)


def can_invite(viewer: Viewer, organisation: Organisation) -> bool:
    """Those who manage the organisation's members."""
    return can_manage_members(viewer, organisation)


def can_withdraw_invitation(viewer: Viewer, invitation: Invitation) -> bool:
    """Whoever may invite to the organisation may also resend and revoke what others sent."""
    return can_invite(viewer, invitation.organisation)


def needs_second_factor(viewer: Viewer) -> bool:
    """Coordinators and administrators, where REQUIRE_MFA is on."""
    return viewer.is_admin or viewer.is_coordinator
