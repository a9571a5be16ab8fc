"""A group's mandate, resources and projects, written by its leaders."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import typed
from members.commands.groups import mandates as commands
from members.forms.groups.mandates import MandateForm, ProjectForm, ResourcesForm
from members.models import Mandate, Project, YearlyResources
from members.queries.groups.pages import givers
from members.views.groups.tending import form_page, tended_or_404


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: PageRequest, slug: str, mandate_id: int | None = None) -> HttpResponse:
    """Write down a new mandate, or correct one."""
    found = tended_or_404(request, slug)
    stored = get_object_or_404(Mandate, pk=mandate_id, group=found) if mandate_id is not None else None
    form = MandateForm(
        typed(request),
        authorities=givers(found, today=timezone.localdate()),
        initial=MandateForm.initial_of(stored) if stored else None,
    )
    return form_page(
        request,
        found,
        form,
        lambda: commands.record_mandate(
            group_id=found.pk, values=form.values(), actor=request.viewer, mandate_id=mandate_id
        ),
        title=_("Mandate") if stored else _("New mandate"),
        done=_("The mandate is saved."),
        field={
            commands.GiverNeeded: "authority_id",
            commands.TaskNeeded: "scope",
            commands.EndsBeforeItBegins: "ends_on",
            commands.MandatesOverlap: "starts_on",
        },
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def resources(request: PageRequest, slug: str, year: int) -> HttpResponse:
    """What the group has in a year."""
    found = tended_or_404(request, slug)
    if year not in commands.YEARS:
        return redirect("members:group", found.slug)
    stored = YearlyResources.objects.filter(group=found, year=year).first()
    form = ResourcesForm(typed(request), initial=ResourcesForm.initial_of(stored) if stored else None)
    return form_page(
        request,
        found,
        form,
        lambda: commands.record_resources(
            group_id=found.pk, year=year, values=form.values(), actor=request.viewer
        ),
        title=_("Resources %(year)s") % {"year": year},
        done=_("The resources are saved."),
        years=[one for one in (year - 1, year + 1) if one in commands.YEARS],
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def project(request: PageRequest, slug: str, project_id: int | None = None) -> HttpResponse:
    """Name a project, or correct it."""
    found = tended_or_404(request, slug)
    stored = get_object_or_404(Project, pk=project_id, group=found) if project_id is not None else None
    year = timezone.localdate().year
    initial: dict[str, Any] = {"first_year": year, "last_year": year}
    form = ProjectForm(typed(request), initial=ProjectForm.initial_of(stored) if stored else initial)
    return form_page(
        request,
        found,
        form,
        lambda: commands.record_project(
            group_id=found.pk, values=form.values(), actor=request.viewer, project_id=project_id
        ),
        title=_("Project") if stored else _("New project"),
        done=_("The project is saved."),
        field={commands.EndsBeforeItBegins: "last_year"},
        project=stored,
    )


@require_POST
def remove_project(request: PageRequest, slug: str, project_id: int) -> HttpResponse:
    """Take off one that was named by mistake."""
    found = tended_or_404(request, slug)
    stored = get_object_or_404(Project, pk=project_id, group=found)
    commands.remove_project(group_id=found.pk, project_id=stored.pk, actor=request.viewer)
    messages.success(request, _("The project was removed."))
    return redirect("members:group", found.slug)
