"""Figures for the makers of practices and for regions: counts, never about who."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Region
from practices.models import Adoption, DailyViews, Practice, Thanks

COUNTED = timedelta(days=30)


@dataclass(frozen=True)
class Figures:
    """They stand together: much read is not yet in use."""

    views: int  # in the last 30 days
    in_use: int  # organisations
    thanks: int


def of_practices(ids: Iterable[int], *, today: date) -> dict[int, Figures]:
    """One query."""
    views = DailyViews.objects.filter(practice=OuterRef("pk"), day__gt=today - COUNTED)
    in_use = Adoption.objects.in_use().filter(practice=OuterRef("pk"))
    thanks = Thanks.objects.filter(practice=OuterRef("pk"))
    found = Practice.objects.filter(pk__in=ids).annotate(
        view_count=_one(views.order_by().values("practice").annotate(n=Sum("count"))),
        use_count=_one(in_use.order_by().values("practice").annotate(n=Count("organisation", distinct=True))),
        thanks_count=_one(thanks.order_by().values("practice").annotate(n=Count("pk"))),
    )
    rows = found.values_list("pk", "view_count", "use_count", "thanks_count")
    return {pk: Figures(views, in_use, thanks) for pk, views, in_use, thanks in rows}


@dataclass(frozen=True)
class RegionFigures:
    """How much the practices of the region are read, and what is in use there."""

    views: int  # of practices made there, in the last 30 days
    in_use: int  # adoptions in the region
    organisations: int  # that have taken something up


def of_region(region: Region, *, today: date) -> RegionFigures:
    """One query."""
    views = DailyViews.objects.filter(practice__regions=OuterRef("pk"), day__gt=today - COUNTED)
    used = Adoption.objects.in_use().filter(region=OuterRef("pk")).order_by().values("region")
    row = (
        Region.objects.filter(pk=region.pk)
        .annotate(
            views=_one(views.order_by().values("practice__regions").annotate(n=Sum("count"))),
            in_use=_one(used.annotate(n=Count("pk"))),
            users=_one(used.annotate(n=Count("organisation", distinct=True))),
        )
        .values_list("views", "in_use", "users")
        .get()
    )
    return RegionFigures(*row)


def _one(counted: object) -> Coalesce:
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Field:
    """Practices with this theme for this target group: in the region, and in the whole library."""

    theme: Term
    target_group: Term
    here: int
    everywhere: int


@dataclass(frozen=True)
class Coverage:
    target_groups: list[Term]
    rows: list[tuple[Term, list[Field]]]
    most: int

    @property
    def gaps(self) -> int:
        return sum(not field.here for _theme, fields in self.rows for field in fields)


def coverage(*, viewer: Viewer, region: Region | None) -> Coverage:
    """What the viewer sees of the library, by theme and target group. Two queries, however large it is."""
    terms = list(Term.objects.of("theme", "target_group").filter(is_active=True))
    themes = [term for term in terms if term.vocabulary == "theme"]
    groups = [term for term in terms if term.vocabulary == "target_group"]
    counts = _counts(themes, groups, viewer, region)
    rows = [
        (theme, [Field(theme, group, *counts.get((theme.pk, group.pk), (0, 0))) for group in groups])
        for theme in themes
    ]
    most = max((field.here for _theme, fields in rows for field in fields), default=0)
    return Coverage(groups, rows, most)


def _counts(
    themes: list[Term], groups: list[Term], viewer: Viewer, region: Region | None
) -> Mapping[tuple[int, int], tuple[int, int]]:
    # A practice has a term once, so a pair of terms has a practice once: nothing to make distinct.
    seen = Practice.objects.visible_to(viewer).published().order_by().values("pk")
    here = Practice.regions.through.objects.filter(region=region).values("practice_id")
    rows = (
        Practice.terms.through.objects.filter(
            term__in=[one.pk for one in themes],
            practice__terms__in=[one.pk for one in groups],
            practice__in=seen,
        )
        .order_by()
        .values("term", "practice__terms")
        .annotate(
            everywhere=Count("practice"),
            here=Count("practice", filter=Q(practice__in=here) if region else None),
        )
        .values_list("term", "practice__terms", "here", "everywhere")
    )
    return {(theme, group): (here, everywhere) for theme, group, here, everywhere in rows}
