"""Reading who comes: other people's data, so each reading is written down."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from elo_portal.core import audit
from elo_portal.core.viewers import Viewer
from seminars import permissions, queries
from seminars.models import Event, Registration


@transaction.atomic
def read(*, actor: Viewer, event: Event, purpose: str, now: datetime) -> list[Registration]:
    """Everyone who registered, with person and organisations, in the order of arrival.

    `purpose` ("page", "csv") stands in the audit row. Raises PermissionDenied. Four queries.
    """
    if not permissions.can_see_participants(actor, event):
        raise PermissionDenied
    audit.record(actor=actor, action="seminars.read_participants", target=event, purpose=purpose)
    return list(queries.participants(event, now=now))
