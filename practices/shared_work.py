"""What the library shows on the pages of groups: the practices that they share."""

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse

from elo_portal.core.viewers import Viewer
from members.slots import SharedWork, shared_work
from practices.queries import sharing


@shared_work.fill
def shared_practices(
    group_ids: Collection[int], *, viewer: Viewer, now: datetime
) -> dict[int, list[SharedWork]]:
    """Those in force, of practices that the viewer sees. At most two queries."""
    return {
        group_id: [
            SharedWork(
                title=one.title,
                language=one.language,
                url=reverse("practices:shared", args=[one.pk]),
                agreed_on=one.since,
                committed=one.coverage.committed,
                members=one.coverage.members,
                percent=one.coverage.percent,
            )
            for one in found
        ]
        for group_id, found in sharing.of_groups(group_ids, viewer=viewer).items()
    }
