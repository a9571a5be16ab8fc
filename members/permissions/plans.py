"""Who may say how a measure gets on. `plan.group.regions` must be prefetched."""

from elo_portal.core.viewers import Viewer
from members.models import ActionPlan, Measure
from members.permissions.groups import can_tend_group


def can_update_measure(viewer: Viewer, measure: Measure) -> bool:
    """Those who tend the group, the person who owns it, contact persons of the organisation that owns it.

    Nobody before the plan is adopted or after it is closed.
    """
    if measure.plan.state != ActionPlan.State.ADOPTED:
        return False
    is_owner = viewer.person_id is not None and measure.owner_person_id == viewer.person_id
    return (
        is_owner
        or measure.owner_organisation_id in viewer.contact_organisation_ids
        or can_tend_group(viewer, measure.plan.group)
    )
