"""People and their roles, for administrators."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.sent_forms import carry_out, render_form
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
    ending: tuple[int, LastDayForm] | None = None,
) -> HttpResponse:
    """With one of its forms as it was sent. `ending`: the role's key, and the form of its last day."""
    today = timezone.localdate()
    context = {
        "person": person,
        "role_form": role_form or _role_form(person),
        "join_form": join_form or _join_form(),
        "grants": [_grant_row(grant, ending, today=today) for grant in queries.grants_of(person)],
        "ending_form": ending and ending[1],
        "memberships": queries.memberships_of(person),
    }
    return render_form(request, "members/person.html", context)


def _grant_row(grant: RoleGrant, ending: tuple[int, LastDayForm] | None, *, today: date) -> dict[str, Any]:
    """A role, and the form that ends it while it has not ended."""
    is_sent = ending is not None and ending[0] == grant.pk
    form = ending[1] if ending and is_sent else _last_day_form(grant)
    can_end = is_sent or grant.ends_on is None or grant.ends_on >= today
    return {"grant": grant, "form": form if can_end else None, "is_sent": is_sent}


def _last_day_form(grant: RoleGrant, data: Mapping[str, Any] | None = None) -> LastDayForm:
    return LastDayForm(data, auto_id=f"id_%s_{grant.pk}")


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
        granted = carry_out(
            request,
            form,
            lambda: roles.grant(
                person_id=person.pk, **form.cleaned_data, actor=request.viewer, now=timezone.now()
            ),
            field=RoleForm.FIELD_OF,
        )
        if granted is not None:
            messages.success(request, _("The role was granted."))
            return redirect("members:person", person.pk)
    return _person_page(request, person, role_form=form)


@admins_only
@require_POST
def end_role(request: PageRequest, grant_id: int) -> HttpResponse:
    """After a last day, or without one from the next request on."""
    grant = get_object_or_404(RoleGrant.objects.select_related("person"), pk=grant_id)
    form = _last_day_form(grant, request.POST)
    if form.is_valid():
        ended = carry_out(
            request,
            form,
            lambda: roles.end(
                grant_id=grant.pk, **form.cleaned_data, actor=request.viewer, now=timezone.now()
            ),
            field="last_day",
        )
        if ended is not None:
            messages.success(request, _("The end of the role was saved."))
            return redirect("members:person", grant.person_id)
    return _person_page(request, grant.person, ending=(grant.pk, form))


@admins_only
@require_POST
def add_membership(request: PageRequest, person_id: int) -> HttpResponse:
    """Put the person into an organisation without asking."""
    person = get_object_or_404(Person, pk=person_id)
    form = _join_form(request.POST)
    if form.is_valid():
        added = carry_out(
            request,
            form,
            lambda: memberships.add(
                person_id=person.pk,
                organisation_id=form.cleaned_data["organisation"].pk,
                title=form.cleaned_data["title"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="organisation",
        )
        if added is not None:
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
