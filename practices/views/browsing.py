"""The library: search, choose, read on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.components import Tile, heat
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.shared_pages import for_members
from elo_portal.core.viewers import Insiders
from practices import permissions
from practices.queries import browsing, wanting, wider
from practices.queries.browsing import AT_LEAST, GROUPS, ORDERS, Option, Options, Results, Wanted, Words
from practices.queries.wanting import Asking, wanted
from practices.queries.wider import Nearest

HEAT_STEPS = (1, 3, 6, 12)
SHOWN_AT_ONCE = 7  # options of a group; the others are folded away
OPEN_AT_FIRST = frozenset({"target_group", "development_target", "maturity"})


@dataclass(frozen=True)
class Choice:
    option: Option
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A group of choices; of those "at least" only one can be chosen."""

    name: str
    heading: Words
    shown: list[Choice]
    folded: list[Choice]
    is_open: bool
    is_single: bool


@dataclass(frozen=True)
class Chip:
    label: Words
    url: str


@for_visitors
@for_members
@login_not_required
@require_safe
def practice_list(request: PageRequest) -> HttpResponse:
    """Everything that the viewer may see, narrowed by words and choices. At most twelve queries signed in."""
    sought = wanted(request.GET, is_typing=request.htmx.trigger_name == "q")
    options = browsing.load_options()
    if wanting.renewed(sought, options) != sought:
        return redirect(reverse("practices:list") + _url(_renewed(request.GET, options)), permanent=True)
    results = browsing.browse(viewer=request.viewer, wanted=sought, options=options, now=timezone.now())
    chips = list(_chips(request.GET, sought, options))
    is_found = bool(results.total)
    near = (
        Nearest()
        if is_found
        else wider.nearest(viewer=request.viewer, wanted=sought, options=options, query=results.answer.query)
    )
    asked = replace(sought, text=results.answer.text if results.answer.is_corrected else sought.text)
    context = {
        "wanted": sought,
        "results": results,
        "orders": ORDERS,
        "facets": [_facet(group, sought, options, results) for group in GROUPS if group != "region"],
        "tiles": list(_tiles(request.GET, sought, options, results)),
        "national": _national(sought, options, results),
        "chosen_regions": [slug for slug in sought.chosen["region"] if slug != "national"],
        "chips": chips,
        "page": Paginator(range(results.total), browsing.PER_PAGE).page(results.page),
        "clear_url": _url(_without(request.GET, *GROUPS)),
        "exact_url": _url(_with(request.GET, "exact", "1")),
        "inexact_url": _url(_without(request.GET, "exact")),
        "meant_url": _url(_with(request.GET, "q", results.answer.meant)),
        "feed_url": reverse("practices:feed") + _url(_without(request.GET, "sort")),
        "export_urls": _export_urls(request),
        "may_propose": permissions.can_create(request.viewer),
        "nearest": near,
        "asking": Asking(wanting.written(wanting.known(asked, options))),
    }
    return render_page(request, "practices/list.html", context, partial="found", insiders=Insiders)


def _facet(group: str, sought: Wanted, options: Options, results: Results) -> Facet:
    chosen = sought.chosen[group]
    choices = [
        Choice(option, _count(group, option, options, results), option.slug in chosen)
        for option in options.groups[group]
    ]
    if group in AT_LEAST:  # at least the lowest level is no choice
        choices = choices[1:]
    elif group not in {"development_target", "language"}:
        choices.sort(key=lambda choice: (not choice.is_chosen, -choice.count))
    at_once = max(SHOWN_AT_ONCE, sum(choice.is_chosen for choice in choices))
    return Facet(
        name=group,
        heading=GROUPS[group],
        shown=choices[:at_once],
        folded=choices[at_once:],
        is_open=bool(chosen) or group in OPEN_AT_FIRST,
        is_single=group in AT_LEAST,
    )


def _count(group: str, option: Option, options: Options, results: Results) -> int:
    facets = options.facets(group, (option.slug,))
    return sum(results.counts.get(facet, 0) for facet in facets)


def _national(sought: Wanted, options: Options, results: Results) -> Choice:
    option = options.groups["region"][0]
    return Choice(option, results.counts.get(option.facet, 0), option.slug in sought.chosen["region"])


def _tiles(data: QueryDict, sought: Wanted, options: Options, results: Results) -> Iterator[Tile]:
    by_slug = {option.slug: option for option in options.groups["region"]}
    for region in options.regions:
        count = results.counts.get(by_slug[region.slug].facet, 0)
        is_chosen = region.slug in sought.chosen["region"]
        url = _url(_toggled(data, "region", region.slug))
        yield Tile(region.code, region.name, url, count, heat(count, HEAT_STEPS), is_chosen)


def _chips(data: QueryDict, sought: Wanted, options: Options) -> Iterator[Chip]:
    for group, slugs in sought.chosen.items():
        for option in options.groups[group]:
            if option.slug in slugs:
                label = f"{GROUPS[group]}: {option.name}" if group in AT_LEAST else option.name
                yield Chip(label, _url(_toggled(data, group, option.slug)))


def _renewed(data: QueryDict, options: Options) -> QueryDict:
    """With words of today for those that were merged."""
    changed = _without(data)
    for group in GROUPS:
        if slugs := data.getlist(group):
            changed.setlist(group, list(options.current(group, slugs)))
    return changed


def _toggled(data: QueryDict, group: str, slug: str) -> QueryDict:
    changed = _without(data)
    slugs = data.getlist(group)
    changed.setlist(group, [one for one in slugs if one != slug] + ([] if slug in slugs else [slug]))
    return changed


def _with(data: QueryDict, name: str, value: str) -> QueryDict:
    changed = _without(data)
    changed[name] = value
    return changed


def _export_urls(request: PageRequest) -> dict[str, str]:
    """What is found, for spreadsheets: for the network."""
    if not request.viewer.is_member:
        return {}
    query = _url(_without(request.GET))
    return {"CSV": reverse("practices:export_csv") + query, "XLSX": reverse("practices:export_xlsx") + query}


def _without(data: QueryDict, *names: str) -> QueryDict:
    changed = data.copy()
    for name in ("page", *names):
        changed.pop(name, None)
    return changed


def _url(data: QueryDict) -> str:
    return f"?{data.urlencode()}"
