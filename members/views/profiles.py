"""The page of an organisation, and how those who tend it change it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members import permissions
from members.commands import profiles as commands
from members.forms.profiles import ProfileForm, ServiceForm
from members.models import Organisation, Service
from members.queries import profiles as queries


@for_visitors
@login_not_required
@require_safe
def profile(request: PageRequest, organisation_id: int) -> HttpResponse:
    """What an organisation does, offers, and when to guide a client there."""
    organisation = get_object_or_404(queries.readable(request.viewer), pk=organisation_id)
    context = {
        "profile": queries.profile(organisation, viewer=request.viewer, now=timezone.now()),
        "organisation": organisation,
        "may_tend": permissions.can_tend_organisation(request.viewer, organisation),
    }
    return render_page(request, "members/profiles/profile.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def edit_profile(request: PageRequest, organisation_id: int) -> HttpResponse:
    """What the page says of the organisation; its services stand beside."""
    organisation = _tended(request, organisation_id)
    form = ProfileForm(typed(request), organisation=organisation)
    if request.method == "POST" and form.is_valid():
        saved = carry_out(
            request,
            form,
            lambda: commands.save_profile(
                organisation_id=organisation.pk,
                values=form.values(),
                actor=request.viewer,
                now=timezone.now(),
            ),
        )
        if saved is not None:
            messages.success(request, _("The page is saved."))
            return redirect("members:profile", organisation.pk)
    services = list(queries.services_of(organisation))
    context = {"organisation": organisation, "form": form, "services": services}
    return render_form(request, "members/profiles/edit.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_service(request: PageRequest, organisation_id: int) -> HttpResponse:
    """Add a service."""
    return _service_page(request, _tended(request, organisation_id), None)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def service(request: PageRequest, service_id: int) -> HttpResponse:
    """Change a service."""
    found, organisation = _service(request, service_id)
    return _service_page(request, organisation, found)


@require_POST
def remove_service(request: PageRequest, service_id: int) -> HttpResponse:
    found, _organisation = _service(request, service_id)
    commands.remove_service(service_id=found.pk, actor=request.viewer, now=timezone.now())
    messages.success(request, _("The service is removed."))
    return redirect("members:edit_profile", found.organisation_id)


@require_POST
def move_service(request: PageRequest, service_id: int) -> HttpResponse:
    """One place up or down."""
    found, _organisation = _service(request, service_id)
    is_up = request.POST.get("do") == "up"
    commands.move_service(service_id=found.pk, is_up=is_up, actor=request.viewer)
    return redirect("members:edit_profile", found.organisation_id)


def _service_page(request: PageRequest, organisation: Organisation, found: Service | None) -> HttpResponse:
    choices = queries.service_choices(organisation, found)
    form = ServiceForm(typed(request), choices=choices, service=found)
    if request.method == "POST" and form.is_valid():
        saved = carry_out(request, form, lambda: _store(request, form, organisation, found))
        if saved is not None:
            messages.success(request, _("The service is saved."))
            return redirect("members:edit_profile", organisation.pk)
    context = {"organisation": organisation, "service": found, "form": form}
    return render_form(request, "members/profiles/service.html", context)


def _store(
    request: PageRequest, form: ServiceForm, organisation: Organisation, found: Service | None
) -> Service:
    now, values = timezone.now(), form.values()
    if found is None:
        return commands.add_service(
            organisation_id=organisation.pk, values=values, actor=request.viewer, now=now
        )
    return commands.save_service(service_id=found.pk, values=values, actor=request.viewer, now=now)


def _tended(request: PageRequest, organisation_id: int) -> Organisation:
    """One whose page the viewer may not read is not there; one that they read but do not tend is closed to them."""
    organisation = get_object_or_404(queries.readable(request.viewer), pk=organisation_id)
    if not permissions.can_tend_organisation(request.viewer, organisation):
        raise PermissionDenied
    return organisation


def _service(request: PageRequest, service_id: int) -> tuple[Service, Organisation]:
    """Its form has no readers: for those who do not tend the page it is not there."""
    found = get_object_or_404(queries.with_services(), pk=service_id)
    organisation = get_object_or_404(queries.readable(request.viewer), pk=found.organisation_id)
    if not permissions.can_tend_organisation(request.viewer, organisation):
        raise Http404
    return found, organisation
