"""Practices tied to measures."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from elo_portal.core.viewers import Viewer
from practices.models import Practice, PracticeText, TiedPractice


def tied(measure_ids: Collection[int], *, viewer: Viewer) -> QuerySet[TiedPractice]:
    """Those that the viewer sees and that are published, in the order in which they were tied. Two queries."""
    texts = PracticeText.objects.only("practice", "language", "title", "summary")
    seen = Practice.objects.visible_to(viewer).published()
    found = TiedPractice.objects.filter(measure__in=measure_ids, practice__in=seen)
    found = found.select_related("practice").prefetch_related(Prefetch("practice__texts", queryset=texts))
    return found.order_by("at", "pk")
