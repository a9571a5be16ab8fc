"""Organisations, for administrators."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members.commands import organisations as commands
from members.forms.administration import OrganisationFilterForm, OrganisationForm
from members.models import Organisation
from members.queries import organisations as queries
from members.views.access import admins_only

PER_PAGE = 50


@admins_only
@require_safe
def organisation_list(request: PageRequest) -> HttpResponse:
    """All organisations, narrowed by name, type, region and state."""
    form = OrganisationFilterForm(request.GET)
    found = queries.organisations(wanted=form.wanted(), today=timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render_page(request, "members/organisations.html", context, partial="results")


@keeps_input()
@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_new(request: PageRequest) -> HttpResponse:
    """Add one."""
    form = OrganisationForm(typed(request))
    if request.method == "POST" and form.is_valid():
        organisation = carry_out(
            request,
            form,
            lambda: commands.create(values=form.values(), actor=request.viewer),
            field="business_id",
        )
        if organisation is not None:
            messages.success(request, _("The organisation was added."))
            return redirect("members:organisation", organisation.pk)
    context: dict[str, Any] = {"form": form, "organisation": None, "people": []}
    return render_form(request, "members/organisation.html", context)


@keeps_input()
@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: PageRequest, organisation_id: int) -> HttpResponse:
    """One with its people; its details are changed here."""
    stored = get_object_or_404(queries.with_relations(), pk=organisation_id)
    form = OrganisationForm(typed(request), instance=copy(stored))  # the form writes into it
    if request.method == "POST" and form.is_valid():
        saved = carry_out(
            request,
            form,
            lambda: commands.save(organisation_id=stored.pk, values=form.values(), actor=request.viewer),
            field="business_id",
        )
        if saved is not None:
            messages.success(request, _("The organisation was saved."))
            return redirect("members:organisation", stored.pk)
    context = {
        "form": form,
        "organisation": stored,
        "people": queries.members_of(stored, today=timezone.localdate()),
    }
    return render_form(request, "members/organisation.html", context)


@admins_only
@require_POST
def organisation_state(request: PageRequest, organisation_id: int) -> HttpResponse:
    """Suspend, or take back."""
    get_object_or_404(Organisation, pk=organisation_id)
    suspends = request.POST.get("action") == "suspend"
    try:
        if suspends:
            commands.suspend(organisation_id=organisation_id, actor=request.viewer)
        else:
            commands.reactivate(organisation_id=organisation_id, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("The organisation was suspended.") if suspends else _("The organisation is a member again.")
        messages.success(request, done)
    return redirect("members:organisation", organisation_id)
