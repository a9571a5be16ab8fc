"""What people looked for in vain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q, QuerySet

from elo_portal.core.search import several
from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.indexing import KIND
from practices.models import Wish
from practices.queries import browsing, saved_searches, wanting


@dataclass(frozen=True)
class Wished:
    """The same wish of several people. `texts`: what they said with it, the latest first. `total`: what it finds now."""

    query: str
    words: str
    count: int
    latest: datetime
    texts: tuple[str, ...]
    total: int

    @property
    def url(self) -> str:
        return wanting.list_url(self.query)


def grouped(*, viewer: Viewer) -> QuerySet[Any, Any]:
    """A row a query, the most wished for first; none for those whom it does not concern. One query."""
    wishes = Wish.objects.all() if permissions.can_see_wishes(viewer) else Wish.objects.none()
    said = ArrayAgg("text", filter=~Q(text=""), order_by=("-at",), default=[])
    return (
        wishes.order_by()
        .values("query")
        .annotate(count=Count("pk"), latest=Max("at"), texts=said)
        .order_by("-count", "-latest", "query")
    )


def in_words(rows: Iterable[dict[str, Any]], *, viewer: Viewer) -> Iterator[Wished]:
    """The same with what they ask for, and what each finds now. Four queries, none without any."""
    found = list(rows)
    if not found:
        return
    options = browsing.load_options()
    questions = saved_searches.asked((row["query"] for row in found), options)
    totals = several.totals(questions, kinds=[KIND], audience=browsing.audience(viewer))
    for row, total in zip(found, totals, strict=True):
        sought = wanting.read(row["query"], options)
        yield Wished(
            query=row["query"],
            words=wanting.in_words(sought, options) or row["query"],
            count=row["count"],
            latest=row["latest"],
            texts=tuple(row["texts"]),
            total=total,
        )
