"""A practice as a PDF."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest
from practices import papers
from practices.queries import reading


@login_not_required
@require_safe
def practice_pdf(request: PageRequest, slug: str) -> HttpResponse:
    """To those who may see its page."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), slug=slug)
    if not practice.text.title:
        raise Http404
    response = HttpResponse(papers.practice_pdf(practice, now=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{practice.slug}.pdf"'
    return response
