"""Reads that join the apps for one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from elo_portal.core.components import TargetLink, Tile, heat, heat_steps
from elo_portal.core.joined import joined
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Authority, EmploymentArea, Group, Municipality, Organisation, Region
from members.queries.groups import GroupWithSeats, with_seats
from members.targets import TARGET_MARKS, TargetMark
from practices.models import Practice


@dataclass(frozen=True)
class TargetCount:
    """One of the seven targets with its mark and the number of practices that the viewer sees."""

    term: Term
    mark: TargetMark
    count: int

    @property
    def url(self) -> str:
        return reverse("pages:target", args=[self.term.slug])

    @property
    def link(self) -> TargetLink:
        """For the strip of targets."""
        note = ngettext("%(count)s practice", "%(count)s practices", self.count) % {"count": self.count}
        return TargetLink(self.mark.number, str(self.mark.short_name), self.url, note)


@dataclass(frozen=True)
class RegionRow:
    """A region with what a list says of it."""

    region: Region
    authority: Authority | None
    group: Group | None
    practice_count: int


@dataclass(frozen=True)
class Place:
    """What stands beside a region's practices and events."""

    authority: Authority | None
    earlier: list[Authority]
    groups: list[GroupWithSeats]
    organisation_count: int
    municipality_count: int
    employment_areas: list[str]


def _counting(viewer: Viewer) -> Count:
    """The number of published practices that the viewer sees, beside each row of a related table."""
    seen = Practice.objects.visible_to(viewer).published().order_by().values("pk")
    return Count("practices", filter=Q(practices__in=seen), distinct=True)


def targets_with_counts(*, viewer: Viewer) -> list[TargetCount]:
    """The seven development targets in their order. One query."""
    terms = Term.objects.of("development_target").annotate(practice_count=_counting(viewer))
    return [
        TargetCount(term, TARGET_MARKS[term.slug], term.practice_count)  # type: ignore[attr-defined]
        for term in terms
        if term.slug in TARGET_MARKS
    ]


def region_tiles(*, viewer: Viewer, current: int | None = None) -> list[Tile]:
    """The regions with the practices that the viewer sees. One query."""
    regions = list(Region.objects.annotate(practice_count=_counting(viewer)).order_by("code"))
    steps = heat_steps(max(region.practice_count for region in regions))
    return [
        Tile(
            code=region.code,
            name=region.name,
            url=reverse("pages:region", args=[region.slug]),
            count=region.practice_count,
            heat=heat(region.practice_count, steps),
            is_current=region.pk == current,
        )
        for region in regions
    ]


def region_rows(*, viewer: Viewer, now: datetime) -> list[RegionRow]:
    """Every region with today's authority and its group. One query."""
    regions = joined(
        Region.objects.annotate(practice_count=_counting(viewer)).order_by("code"),
        authorities=Authority.objects.valid_on(timezone.localdate(now)),
        groups=Group.objects.filter(kind=Group.Kind.REGIONAL),
    )
    return [
        RegionRow(
            region,
            next(iter(region.authorities.all()), None),
            next(iter(region.groups.all()), None),
            region.practice_count,
        )
        for region in regions
    ]


def regions_with_places(*, viewer: Viewer) -> QuerySet[Region]:
    """What `place` needs of a region, and the organisations whose pages the viewer may read. One query."""
    members = Organisation.objects.active().filter(regions=OuterRef("pk"))
    pages = Organisation.objects.active().with_page_for(viewer).order_by("sort_key", "pk")
    municipalities = Municipality.objects.filter(region=OuterRef("pk"))
    return joined(
        Region.objects.annotate(
            organisation_count=_number(members), municipality_count=_number(municipalities)
        ),
        authorities=Authority.objects.order_by("-valid_from"),
        groups=Group.objects.order_by("kind", "pk"),
        employment_areas=EmploymentArea.objects.order_by("name_fi"),
        organisations=pages.only("name_fi", "name_sv", "name_en"),
    )


def _number(rows: QuerySet[Any]) -> Subquery:
    """How many rows there are for the outer one."""
    counted = rows.order_by().annotate(number=Func(F("pk"), function="COUNT")).values("number")
    return Subquery(counted, output_field=IntegerField())


def place(region: Region, *, now: datetime) -> Place:
    """Authorities now and before, groups and seats today, sizes. One query for one of `regions_with_places`.

    Names of people in seats are for the network: the template asks `viewer.is_member`.
    """
    today = timezone.localdate(now)
    authorities = list(region.authorities.all())
    return Place(
        authority=next((authority for authority in authorities if _is_valid(authority, today)), None),
        earlier=[authority for authority in authorities if not _is_valid(authority, today)],
        groups=with_seats(region.groups.all(), today=today),
        organisation_count=region.organisation_count,  # type: ignore[attr-defined]
        municipality_count=region.municipality_count,  # type: ignore[attr-defined]
        employment_areas=[area.name for area in region.employment_areas.all()],
    )


def _is_valid(authority: Authority, today: date) -> bool:
    return authority.valid_from <= today and (authority.valid_until is None or authority.valid_until >= today)


def authorities(*, now: datetime) -> list[Authority]:
    """The coordinating authorities of today with their regions. One query."""
    valid = Authority.objects.valid_on(timezone.localdate(now)).order_by("kind", "code")
    return list(joined(valid, regions=Region.objects.order_by("code")))


def organisation_counts() -> list[Term]:
    """Organisation types with `count` of member organisations, the most common first. Two queries."""
    active = Organisation.objects.active().order_by().values("type").annotate(count=Count("pk"))
    counts: Mapping[int, int] = {row["type"]: row["count"] for row in active}
    types = [term for term in Term.objects.of("organisation_type") if counts.get(term.pk)]
    for term in types:
        term.count = counts[term.pk]  # type: ignore[attr-defined]
    return sorted(types, key=lambda term: -counts[term.pk])
