"""Published practices with all that other systems may read of them: no people."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Region
from practices.models import Partner, Practice, Version
from practices.models.practices import VOCABULARIES
from practices.queries.published import latest


def for_exchange(practices: QuerySet[Practice]) -> QuerySet[Practice]:
    """With owner, kind, group, texts, regions and terms: one query and three prefetches."""
    return practices.select_related("owner", "kind", "group").prefetch_related(
        "texts",
        Prefetch("regions", queryset=Region.objects.order_by("code")),
        Prefetch("terms", queryset=Term.objects.of(*VOCABULARIES)),
    )


def in_order(ids: Iterable[int], *, viewer: Viewer) -> list[Practice]:
    """The visible ones of these, in this order. Four queries."""
    wanted = list(ids)
    found = {one.pk: one for one in for_exchange(latest(viewer).filter(pk__in=wanted))}
    return [found[pk] for pk in wanted if pk in found]


def whole(slug: str, *, viewer: Viewer) -> Practice | None:
    """One with its partners and its versions, too: `practice.kept` says number, reason and moment. Six queries."""
    versions = Version.objects.exclude(reason=Version.Reason.SUBMITTED).order_by("number")
    found = for_exchange(latest(viewer).filter(slug=slug)).prefetch_related(
        Prefetch("partners", queryset=Partner.objects.select_related("organisation").order_by("pk")),
        Prefetch("versions", queryset=versions.only("practice", "number", "reason", "at"), to_attr="kept"),
    )
    return found.first()


def slug_of(practice_id: int | None, *, viewer: Viewer) -> str | None:
    """Of a published practice that the viewer sees. One query, none without an id."""
    if practice_id is None:
        return None
    return latest(viewer).filter(pk=practice_id).values_list("slug", flat=True).first()
