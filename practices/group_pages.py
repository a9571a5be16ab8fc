"""What practices show on the pages of groups' plans."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.urls import reverse

from elo_portal.core.viewers import Viewer
from members.slots import MeasureLink, measure_links
from practices.queries.plans import tied


@measure_links.fill
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
