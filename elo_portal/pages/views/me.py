"""My page: what is mine and what comes next."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page
from elo_portal.pages import work


@require_safe
def my_page(request: PageRequest) -> HttpResponse:
    context = {"mine": work.mine(viewer=request.viewer, now=timezone.now())}
    return render_page(request, "pages/me.html", context)
