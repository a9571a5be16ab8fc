"""The plan as a PDF."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest
from members import plan_papers
from members.views.plans.finding import visible_plan


@login_not_required
@require_safe
def plan_pdf(request: PageRequest, slug: str, year: int) -> HttpResponse:
    """To those who may see its page, in the language of the address. Three queries."""
    plan = visible_plan(request, slug, year)
    response = HttpResponse(plan_papers.plan_pdf(plan, now=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{year}.pdf"'
    return response
