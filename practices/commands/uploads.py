"""A draft from a file that was filled in elsewhere."""

from datetime import datetime

from django.db import transaction

from elo_portal.core.viewers import Viewer
from practices.commands import drafts
from practices.content import Values
from practices.models import Practice


@transaction.atomic
def start_from_file(
    *, owner_id: int, language: str, values: Values, actor: Viewer, now: datetime
) -> Practice:
    """A new draft with these texts. Raises PermissionDenied."""
    practice = drafts.start(
        owner_id=owner_id, language=language, title=str(values.get("title", "")), actor=actor, now=now
    )
    drafts.save(practice_id=practice.pk, language=language, values=values, actor=actor, now=now)
    return practice
