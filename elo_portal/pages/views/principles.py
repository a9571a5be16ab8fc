"""The principles of organising guidance: what they mean, who works on them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.pages.principles import by_group, principles_with_counts
from practices import queries as practice_queries
from practices.principles import SOURCE
from practices.queries import carriers
from seminars import queries as seminar_queries


@for_visitors
@login_not_required
@require_safe
def principle_list(request: PageRequest) -> HttpResponse:
    context = {"groups": by_group(principles_with_counts(viewer=request.viewer)), "source": SOURCE}
    return render_page(request, "pages/principles.html", context)


@for_visitors
@login_not_required
@require_safe
def principle_detail(request: PageRequest, slug: str) -> HttpResponse:
    """What the principle means, the practices that carry it and the organisations that work on it."""
    viewer = request.viewer
    principles = principles_with_counts(viewer=viewer)
    found = next((one for one in principles if one.term.slug == slug), None)
    if found is None:
        raise Http404
    context = {
        "principle": found,
        "near": [one for one in principles if one.principle.group == found.principle.group and one != found],
        "practices": practice_queries.with_term(found.term, viewer=viewer, limit=12),
        "carriers": carriers.carriers(found.term, viewer=viewer),
        "events": seminar_queries.with_term(found.term, viewer=viewer, now=timezone.now(), limit=6),
        "source": SOURCE,
    }
    return render_page(request, "pages/principle.html", context)
