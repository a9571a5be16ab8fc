"""Every component of the design in every state, for those who build."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page


@require_safe
def components(request: PageRequest) -> HttpResponse:
    if not request.viewer.is_admin:
        raise PermissionDenied
    return render_page(request, "pages/components.html", {})
