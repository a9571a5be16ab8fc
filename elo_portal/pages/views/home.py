"""The home page, and the choices that belong to no page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request, pgettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.context import THEMES
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.shared_pages import for_members
from elo_portal.pages import queries
from practices import queries as practice_queries
from practices.queries import insiders
from seminars import queries as seminar_queries

YEAR = 365 * 24 * 3600
HINTS = (
    pgettext_lazy("search", "remote guidance"),
    pgettext_lazy("search", "transition"),
    pgettext_lazy("search", "recognition of competence"),
    pgettext_lazy("search", "integration"),
)


@login_not_required
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the home page in the browser's language."""
    return HttpResponseRedirect(f"/{get_language_from_request(request)}/")


@for_visitors
@for_members
@login_not_required
@require_safe
def home(request: PageRequest) -> HttpResponse:
    """Search, the seven targets, what is coming, what is new, where."""
    now, viewer = timezone.now(), request.viewer
    newest, evidenced = practice_queries.newest_and_best_evidenced(viewer=viewer, newest=4, best=3)
    context = {
        "hints": [str(hint) for hint in HINTS],
        "strip": [target.link for target in queries.targets_with_counts(viewer=viewer)],
        "tiles": queries.region_tiles(viewer=viewer),
        "events": seminar_queries.upcoming(viewer=viewer, now=now, limit=4),
        "practices": newest,
        "evidenced": evidenced,
    }
    return render_page(request, "pages/home.html", context, insiders=insiders.of_lists)


@csrf_exempt  # a cached page holds no token, and a forged choice of colours harms nobody
@login_not_required
@require_POST
def choose_theme(request: PageRequest) -> HttpResponse:
    """Light, dark, or as the device says: remembered in a cookie, back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("pages:home")
    response = HttpResponseRedirect(back)
    if request.POST.get("theme") in THEMES:
        response.set_cookie(
            "theme", request.POST["theme"], max_age=YEAR, samesite="Lax", secure=request.is_secure()
        )
    return response
