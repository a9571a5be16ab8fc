"""People and their roles, for administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from members.commands import memberships, people, roles
from members.forms.administration import AddToOrganisationForm, LastDayForm, PersonFilterForm, RoleForm
from members.models import Membership, Person, RoleGrant
from members.queries import people as queries
from members.queries.organisations import choosable_organisations
from members.views.access import admins_only

PER_PAGE = 50


@admins_only
@require_safe
def person_list(request: PageRequest) -> HttpResponse:
    """All people, narrowed by name or address, role and state."""
    form = PersonFilterForm(request.GET)
    found = queries.people(wanted=form.wanted(), today=timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "members/people.html", {"form": form, "page": page}, partial="results")


@admins_only
@require_safe
def person(request: PageRequest, person_id: int) -> HttpResponse:
    """A person with memberships and roles."""
    return _person_page(request, get_object_or_404(Person, pk=person_id))


def _person_page(
    request: PageRequest,
    person: Person,
    *,
    role_form: RoleForm | None = None,
    join_form: AddToOrganisationForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "person": person,
        "role_form": role_form or _role_form(person),
        "join_form": join_form or _join_form(),
        "grants": queries.grants_of(person),
        "memberships": queries.memberships_of(person),
        "today": today,
    }
    is_refused = (role_form and role_form.errors) or (join_form and join_form.errors)
    return render_page(request, "members/person.html", context, status=422 if is_refused else 200)


def _role_form(person: Person, data: object = None) -> RoleForm:
    today = timezone.localdate()
    return RoleForm(
        data,
        authorities=queries.grantable_authorities(today=today),
        organisations=queries.organisations_of(person, today=today),
        initial={"starts_on": today},
        prefix="role",
    )


def _join_form(data: object = None) -> AddToOrganisationForm:
    return AddToOrganisationForm(data, organisations=choosable_organisations(), prefix="join")


@admins_only
@require_POST
def grant_role(request: PageRequest, person_id: int) -> HttpResponse:
    """A role from a day to a day."""
    person = get_object_or_404(Person, pk=person_id)
    form = _role_form(person, request.POST)
    if form.is_valid():
        try:
            roles.grant(person_id=person.pk, **form.cleaned_data, actor=request.viewer, now=timezone.now())
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The role was granted."))
            return redirect("members:person", person.pk)
    return _person_page(request, person, role_form=form)


@admins_only
@require_POST
def end_role(request: PageRequest, grant_id: int) -> HttpResponse:
    """After a last day, or without one from the next request on."""
    grant = get_object_or_404(RoleGrant, pk=grant_id)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(LastDayForm.base_fields["last_day"].error_messages["invalid"]))
        return redirect("members:person", grant.person_id)
    last_day = form.cleaned_data["last_day"]
    try:
        roles.end(grant_id=grant.pk, actor=request.viewer, now=timezone.now(), last_day=last_day)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The end of the role was saved."))
    return redirect("members:person", grant.person_id)


@admins_only
@require_POST
def add_membership(request: PageRequest, person_id: int) -> HttpResponse:
    """Put the person into an organisation without asking."""
    person = get_object_or_404(Person, pk=person_id)
    form = _join_form(request.POST)
    if form.is_valid():
        try:
            memberships.add(
                person_id=person.pk,
                organisation_id=form.cleaned_data["organisation"].pk,
                title=form.cleaned_data["title"],
                actor=request.viewer,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("organisation", str(refusal))
        else:
            messages.success(request, _("The person belongs to the organisation now."))
            return redirect("members:person", person.pk)
    return _person_page(request, person, join_form=form)


@admins_only
@require_POST
def end_membership(request: PageRequest, membership_id: int) -> HttpResponse:
    """From the next request on."""
    membership = get_object_or_404(Membership, pk=membership_id)
    try:
        memberships.end(membership_id=membership.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The membership has ended."))
    return redirect("members:person", membership.person_id)


@admins_only
@require_POST
def person_state(request: PageRequest, person_id: int) -> HttpResponse:
    """Deactivate, or take back."""
    get_object_or_404(Person, pk=person_id)
    shuts_out = request.POST.get("action") == "deactivate"
    try:
        if shuts_out:
            people.deactivate(person_id=person_id, actor=request.viewer, now=timezone.now())
        else:
            people.reactivate(person_id=person_id, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("The person can no longer sign in.") if shuts_out else _("The person can sign in again.")
        messages.success(request, done)
    return redirect("members:person", person_id)
