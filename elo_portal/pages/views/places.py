"""Regions, their groups, and the network as a whole."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.pages import queries
from members.queries.groups import national_group
from practices import permissions
from practices import queries as practice_queries
from practices.queries import figures, sharing
from seminars import queries as seminar_queries


@for_visitors
@login_not_required
@require_safe
def region_list(request: PageRequest) -> HttpResponse:
    """The map of regions, and the same as a list."""
    context = {
        "tiles": queries.region_tiles(viewer=request.viewer),
        "rows": queries.region_rows(viewer=request.viewer, now=timezone.now()),
        "national": national_group(now=timezone.now()),
    }
    return render_page(request, "pages/regions.html", context)


@for_visitors
@login_not_required
@require_safe
def region_detail(request: PageRequest, slug: str) -> HttpResponse:
    """A region: its authority now and before, its ELO group, practices and events."""
    region = get_object_or_404(queries.regions_with_places(viewer=request.viewer), slug=slug)
    now, viewer = timezone.now(), request.viewer
    place = queries.place(region, now=now)
    tiles = queries.region_tiles(viewer=viewer, current=region.pk)
    context = {
        "region": region,
        "place": place,
        "organisations": list(region.organisations.all()),
        "shared": sharing.of_region(region, viewer=viewer),
        "figures": figures.of_region(region, today=timezone.localdate(now)),
        "speaks_for": [
            one.group for one in place.groups if permissions.can_speak_for(viewer, one.group.pk, [region.pk])
        ],
        "tiles": tiles,
        "practices": practice_queries.of_region(region, viewer=viewer, limit=6),
        "practice_count": next(tile.count for tile in tiles if tile.is_current),
        "events": seminar_queries.of_region(region, viewer=viewer, now=now, limit=6),
    }
    return render_page(request, "pages/region.html", context)


@for_visitors
@login_not_required
@require_safe
def network(request: PageRequest) -> HttpResponse:
    """How the network works and who is in it."""
    now = timezone.now()
    context = {
        "national": national_group(now=timezone.now()),
        "authorities": queries.authorities(now=now),
        "organisation_types": queries.organisation_counts(),
    }
    return render_page(request, "pages/network.html", context)
