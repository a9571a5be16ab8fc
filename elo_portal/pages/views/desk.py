"""The desk: what waits for me, by when, why. Nothing that cannot be acted on."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page
from elo_portal.pages import work


@require_safe
def desk(request: PageRequest) -> HttpResponse:
    if not request.viewer.has_desk:
        raise PermissionDenied
    context = {"desk": work.desk(viewer=request.viewer, now=timezone.now())}
    return render_page(request, "pages/desk.html", context)
