"""Which practices a measure of a group's plan builds on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elo_portal.core.http import PageRequest, render_page
from members.models import ActionPlan
from members.permissions import can_tend_group
from members.queries.plans import plans as plan_queries
from practices.commands import plans as commands
from practices.models import Practice
from practices.queries import comparing
from practices.queries.plans import tied

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def measure_practices(request: PageRequest, slug: str, year: int, measure_id: int) -> HttpResponse:
    """Search and choose; what is chosen stays on top. Eight queries at most."""
    found = plan_queries.measure(measure_id, slug=slug, year=year, viewer=request.viewer)
    measure = get_object_or_404(found)
    group = measure.plan.group
    if measure.plan.state == ActionPlan.State.CLOSED:
        raise Http404
    if not can_tend_group(request.viewer, group):
        raise PermissionDenied
    if request.method == "POST":
        chosen = _slugs(request.POST)
        ids = Practice.objects.visible_to(request.viewer).filter(slug__in=chosen).values_list("pk", flat=True)
        commands.tie(measure_id=measure.pk, practice_ids=list(ids), actor=request.viewer, now=timezone.now())
        messages.success(request, _("The practices of the measure are saved."))
        return redirect("members:measure", slug, year, measure.pk)
    slugs = _slugs(request.GET)
    if "choose" not in request.GET:
        slugs = [one.practice.slug or "" for one in tied([measure.pk], viewer=request.viewer)]
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    offered = comparing.choosable(
        slugs,
        text=text,
        region_ids=[region.pk for region in group.regions.all()],
        viewer=request.viewer,
        now=timezone.now(),
    )
    context = {"measure": measure, "plan": measure.plan, "group": group, "slugs": slugs, "text": text}
    return render_page(request, "practices/measure_practices.html", context | {"offered": offered})


def _slugs(sent: QueryDict) -> list[str]:
    """What may be a slug: the database takes no NUL."""
    return [one for one in sent.getlist("practice") if one and "\x00" not in one]
