"""What practices show on the pages of groups, plans and organisations."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from elo_portal.core.viewers import Viewer
from members import slots
from members.slots import MeasureLink, SharedWork, Work
from practices.cards import card
from practices.models import Practice
from practices.queries import published, sharing
from practices.queries.plans import tied


@slots.shared_work.fill
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


@slots.measure_links.fill
def practices_of_measures(
    measure_ids: Collection[int], *, viewer: Viewer, now: datetime
) -> dict[int, list[MeasureLink]]:
    """Practices that the measures build on. Two queries, one if there are none."""
    found: dict[int, list[MeasureLink]] = defaultdict(list)
    for one in tied(measure_ids, viewer=viewer):
        text = one.practice.text
        url = reverse("practices:detail", args=[one.practice.slug])
        found[one.measure_id].append(MeasureLink(title=text.title, url=url, language=text.language))
    return dict(found)


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
