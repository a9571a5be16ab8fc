"""What practices show on the pages of members' organisations."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from elo_portal.core.viewers import Viewer
from members import slots
from members.slots import Work
from practices.cards import card
from practices.models import Practice
from practices.queries import published


@slots.published.fill
def practices_of(
    organisation_ids: Collection[int], *, viewer: Viewer, now: datetime
) -> dict[int, list[Work]]:
    """The latest that each organisation has published and the viewer may see. One query."""
    found: dict[int, list[Work]] = defaultdict(list)
    place = Window(RowNumber(), partition_by=F("owner"), order_by=[F("published_at").desc(), F("pk").desc()])
    ours = Practice.objects.visible_to(viewer).published().filter(owner__in=organisation_ids)
    newest = ours.order_by().annotate(place=place).filter(place__lte=slots.MOST).values("pk")
    rows = Practice.objects.filter(pk__in=newest).order_by("-published_at", "-pk")
    for practice in published.for_cards(rows):
        one = card(practice)
        day = timezone.localdate(one.published_at) if one.published_at else None
        found[practice.owner_id].append(Work(one.title, one.url, one.language, day, one.kind))
    return dict(found)
