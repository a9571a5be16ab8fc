"""Handing out the papers of a year: who took them is written down."""

from django.db import transaction

from elo_portal.core import audit
from elo_portal.core.viewers import Viewer
from members.commands.groups.tending import tended
from members.queries.groups.archiving import Papers, papers


@transaction.atomic
def hand_out(*, group_id: int, year: int, actor: Viewer) -> Papers:
    """Everything that is archived of the group in that year. Raises PermissionDenied; Group.DoesNotExist."""
    group = tended(group_id, actor, lock=False)
    audit.record(actor=actor, action="members.archive_group", target=group, purpose=str(year))
    return papers(group, year=year)
