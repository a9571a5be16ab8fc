"""Search over everything."""

from dataclasses import dataclass
from typing import Any, get_args

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.shared_pages import for_members
from elo_portal.pages import finding
from elo_portal.pages.finding import Kind, Sought
from practices.queries import insiders, wanting
from practices.queries.browsing import Wanted
from practices.queries.wanting import Asking

MOST_CHARACTERS = 200
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Tab:
    label: str | Promise
    url: str
    is_current: bool


@for_visitors
@for_members
@login_not_required
@require_safe
def search(request: PageRequest) -> HttpResponse:
    """Practices and events together. At most twelve queries signed in, none where nothing is asked."""
    data, sought = request.GET, _sought(request.GET)
    context: dict[str, Any] = {"sought": sought, "results": None, "all_url": _url(data, kind="")}
    if sought.text:
        results = finding.everything(viewer=request.viewer, sought=sought, now=timezone.now())
        context |= {
            "results": results,
            "page": Paginator(range(results.total), finding.PER_PAGE).page(results.page),
            "tabs": _tabs(data, sought, results),
            "exact_url": _url(data, exact="1"),
            "inexact_url": _url(data, exact=""),
            "meant_url": _url(data, q=results.answer.meant),
            "asking": _asking(sought, results),
        }
    return render_page(request, "pages/search.html", context, insiders=insiders.of_lists)


def _sought(data: QueryDict) -> Sought:
    """Nothing in an address can be wrong: what makes no sense is left out."""
    page, kind = data.get("page", ""), data.get("kind", "")
    return Sought(
        text=" ".join(data.get("q", "").replace("\x00", "").split())[:MOST_CHARACTERS],
        is_exact=data.get("exact") == "1",
        kind=next((known for known in get_args(Kind) if known == kind), ""),
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() else 1,
    )


def _asking(sought: Sought, results: finding.Results) -> Asking:
    """Searches are kept and wished for among the practices: nothing where only events are looked for."""
    if sought.kind == "events":
        return Asking("")
    answer = results.answer
    text = answer.text if answer.is_corrected else sought.text
    return Asking(wanting.written(Wanted(text=text, is_exact=sought.is_exact)))


def _tabs(data: QueryDict, sought: Sought, results: finding.Results) -> list[Tab]:
    names = {
        "": (_("Everything"), sum(results.counts.values())),
        "practices": (_("Practices"), results.counts["practices"]),
        "events": (_("Events"), results.counts["events"]),
    }
    return [
        Tab(f"{name} ({count})", _url(data, kind=kind), sought.kind == kind)
        for kind, (name, count) in names.items()
    ]


def _url(data: QueryDict, **changes: str) -> str:
    """The same address with these values; an empty one is taken away."""
    changed = data.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"
