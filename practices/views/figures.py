"""Figures: how often a practice is read, and where the library has gaps."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.components import heat, heat_steps
from elo_portal.core.http import PageRequest, render_page
from members.models import Region
from practices import permissions
from practices.commands import viewing
from practices.queries import figures
from practices.queries.figures import Field

DOT = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
MACHINES = re.compile(
    r"bot|crawl|spider|slurp|preview|headless|monitor|curl|wget|python|java/", re.IGNORECASE
)
OWN = {"", "same-origin"}  # of Sec-Fetch-Site; old browsers say nothing


@login_not_required
@require_GET
@never_cache
def seen(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of one point on the page of a practice: whoever loads it has opened the page.

    So a page from a cache is counted too, a machine that loads no pictures is not, and the page itself
    waits for nothing. Makers get a page without it. Nothing is read or kept of the visitor.
    """
    is_own = request.headers.get("Sec-Fetch-Site", "") in OWN
    if is_own and not MACHINES.search(request.headers.get("User-Agent", "bot")):
        viewing.count_view(slug=slug, day=timezone.localdate())
    return HttpResponse(DOT, content_type="image/gif")


@dataclass(frozen=True)
class Cell:
    """A number that leads on: to its practices, to those of other regions, or to writing the first one."""

    field: Field
    heat: int
    url: str
    elsewhere: int


@for_visitors
@login_not_required
@require_safe
def coverage(request: PageRequest) -> HttpResponse:
    """Themes by target groups, for the country or one region. At most seven queries signed in."""
    regions = list(Region.objects.order_by("code"))
    region = next((one for one in regions if one.slug == request.GET.get("region")), None)
    found = figures.coverage(viewer=request.viewer, region=region)
    may_create = permissions.can_create(request.viewer)
    rows = [(theme, list(_cells(fields, region, found.most, may_create))) for theme, fields in found.rows]
    context = {
        "regions": regions,
        "region": region,
        "coverage": found,
        "rows": rows,
        "may_create": may_create,
    }
    return render_page(request, "practices/coverage.html", context)


def _cells(fields: list[Field], region: Region | None, most: int, may_create: bool) -> Iterator[Cell]:
    steps = heat_steps(most)
    for field in fields:
        elsewhere = field.everywhere - field.here
        url = _list_url(field, region if field.here else None)
        if not field.everywhere and may_create:
            url = reverse("practices:propose")
        yield Cell(field, heat(field.here, steps), url, elsewhere)


def _list_url(field: Field, region: Region | None) -> str:
    chosen = {"theme": field.theme.slug, "target_group": field.target_group.slug}
    chosen |= {"region": region.slug} if region else {}
    return f"{reverse('practices:list')}?{urlencode(chosen)}"
