"""For administrators: organisations, people and their roles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from members import permissions
from members.commands import organisations as organisation_commands
from members.commands import people as people_commands
from members.commands import roles as role_commands
from members.forms.administration import OrganisationFilterForm, OrganisationForm, PersonFilterForm, RoleForm
from members.models import Organisation, Person, RoleGrant
from members.queries import invitations as invitation_queries
from members.queries import organisations as organisation_queries
from members.queries import people as people_queries

PER_PAGE = 50


def _require_admin(request: PageRequest) -> None:
    if not permissions.can_administer(request.viewer):
        raise PermissionDenied


@require_safe
def start(request: PageRequest) -> HttpResponse:
    """Where things stand, and where they are tended."""
    _require_admin(request)
    waiting = invitation_queries.open_invitation_count(now=timezone.now())
    context = {"counts": people_queries.counts(open_invitations=waiting)}
    return render_page(request, "members/administration.html", context)


@require_safe
def organisation_list(request: PageRequest) -> HttpResponse:
    _require_admin(request)
    form = OrganisationFilterForm(request.GET)
    found = organisation_queries.organisations(wanted=form.wanted(), today=timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "members/organisations.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def organisation_edit(request: PageRequest, organisation_id: int | None = None) -> HttpResponse:
    """A new organisation, or one with its people."""
    _require_admin(request)
    stored = get_object_or_404(Organisation, pk=organisation_id) if organisation_id else None
    form = OrganisationForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values(stored)
            if stored is None:
                saved = organisation_commands.create(values=values, actor=request.viewer)
            else:
                saved = organisation_commands.save(
                    organisation_id=stored.pk, values=values, actor=request.viewer
                )
            messages.success(request, _("The organisation was saved."))
            return redirect("members:organisation", saved.pk)
        except DomainError as refusal:
            form.add_error("business_id", str(refusal))
    organisation = Organisation.objects.get(pk=organisation_id) if organisation_id else None
    people = organisation_queries.members_of(organisation, today=timezone.localdate()) if organisation else []
    context = {"form": form, "organisation": organisation, "people": people}
    return render_page(request, "members/organisation.html", context, status=422 if form.errors else 200)


@require_POST
def organisation_state(request: PageRequest, organisation_id: int) -> HttpResponse:
    """Suspend, or take back."""
    _require_admin(request)
    get_object_or_404(Organisation, pk=organisation_id)
    move = (
        organisation_commands.suspend
        if request.POST.get("action") == "suspend"
        else organisation_commands.reactivate
    )
    try:
        move(organisation_id=organisation_id, actor=request.viewer)
        messages.success(request, _("The organisation was saved."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("members:organisation", organisation_id)


@require_safe
def person_list(request: PageRequest) -> HttpResponse:
    _require_admin(request)
    form = PersonFilterForm(request.GET)
    found = people_queries.people(wanted=form.wanted(), today=timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "members/people.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def person(request: PageRequest, person_id: int) -> HttpResponse:
    """A person with memberships and roles; a role is granted here."""
    _require_admin(request)
    person = get_object_or_404(Person, pk=person_id)
    today = timezone.localdate()
    form = RoleForm(
        request.POST or None,
        authorities=people_queries.grantable_authorities(today=today),
        initial={"starts_on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            role_commands.grant(
                **form.cleaned_data, person_id=person.pk, actor=request.viewer, now=timezone.now()
            )
            messages.success(request, _("The role was granted."))
            return redirect("members:person", person.pk)
        except DomainError as refusal:
            form.add_error("role", str(refusal))
    context = {
        "person": person,
        "form": form,
        "grants": people_queries.grants_of(person),
        "memberships": people_queries.memberships_of(person),
        "today": today,
    }
    return render_page(request, "members/person.html", context, status=422 if form.errors else 200)


@require_POST
def end_role(request: PageRequest, grant_id: int) -> HttpResponse:
    """It stops counting at the next request."""
    _require_admin(request)
    grant = get_object_or_404(RoleGrant, pk=grant_id)
    try:
        role_commands.end(grant_id=grant.pk, actor=request.viewer, now=timezone.now())
        messages.success(request, _("The role has ended."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("members:person", grant.person_id)


@require_POST
def person_state(request: PageRequest, person_id: int) -> HttpResponse:
    """Deactivate, or take back."""
    _require_admin(request)
    get_object_or_404(Person, pk=person_id)
    try:
        if request.POST.get("action") == "deactivate":
            people_commands.deactivate(person_id=person_id, actor=request.viewer, now=timezone.now())
        else:
            people_commands.reactivate(person_id=person_id, actor=request.viewer)
        messages.success(request, _("The person was saved."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("members:person", person_id)
