"""The seven development targets."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.pages import queries
from practices import queries as practice_queries
from practices.queries import carriers
from seminars import queries as seminar_queries


@for_visitors
@login_not_required
@require_safe
def target_list(request: PageRequest) -> HttpResponse:
    context = {"targets": queries.targets_with_counts(viewer=request.viewer)}
    return render_page(request, "pages/targets.html", context)


@for_visitors
@login_not_required
@require_safe
def target_detail(request: PageRequest, slug: str) -> HttpResponse:
    """What the target means, and the practices and events that carry it."""
    targets = queries.targets_with_counts(viewer=request.viewer)
    target = next((target for target in targets if target.term.slug == slug), None)
    if target is None:
        raise Http404
    context = {
        "target": target,
        "targets": targets,
        "practices": practice_queries.with_term(target.term, viewer=request.viewer, limit=12),
        "carriers": carriers.carriers(target.term, viewer=request.viewer),
        "events": seminar_queries.with_term(target.term, viewer=request.viewer, now=timezone.now(), limit=6),
    }
    return render_page(request, "pages/target.html", context)
