"""For those who manage members: requests that wait, invitations."""

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
from members.commands import invitations as invitation_commands
from members.commands import memberships as membership_commands
from members.forms.own import InvitationForm
from members.queries.invitations import invitations
from members.queries.memberships import manageable_organisations, pending_memberships

PER_PAGE = 50


@require_safe
def membership_list(request: PageRequest) -> HttpResponse:
    """Requests that the viewer may answer, the oldest first."""
    _require_manager(request)
    page = Paginator(pending_memberships(viewer=request.viewer), PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "members/memberships.html", {"page": page})


@require_POST
def decide(request: PageRequest, membership_id: int) -> HttpResponse:
    """Confirm, or decline with a reason."""
    membership = get_object_or_404(pending_memberships(viewer=request.viewer), pk=membership_id)
    now = timezone.now()
    try:
        if request.POST.get("decision") == "approve":
            membership_commands.approve(membership_id=membership.pk, actor=request.viewer, now=now)
            messages.success(request, _("%(name)s is now a member.") % {"name": membership.person.name})
        else:
            reason = request.POST.get("reason", "")[:500]
            membership_commands.decline(
                membership_id=membership.pk, reason=reason, actor=request.viewer, now=now
            )
            messages.success(request, _("The request was declined, and the person is told why."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("members:memberships")


@require_http_methods(["GET", "POST"])
def invitation_list(request: PageRequest) -> HttpResponse:
    """Invite one; those sent, the newest first."""
    _require_manager(request)
    organisations = manageable_organisations(request.viewer)
    form = InvitationForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        try:
            invitation_commands.invite(
                email=form.cleaned_data["email"],
                organisation_id=form.cleaned_data["organisation"].pk,
                language=form.cleaned_data["language"],
                actor=request.viewer,
                now=timezone.now(),
            )
            messages.success(request, _("The invitation leaves at once."))
            return redirect("members:invitations")
        except DomainError as refusal:
            form.add_error("email", str(refusal))
    page = Paginator(invitations(viewer=request.viewer), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "now": timezone.now()}
    return render_page(request, "members/invitations.html", context, status=422 if form.errors else 200)


@require_POST
def change_invitation(request: PageRequest, invitation_id: int) -> HttpResponse:
    """Send it again with a new link, or take it back."""
    invitation = get_object_or_404(invitations(viewer=request.viewer), pk=invitation_id)
    try:
        if request.POST.get("action") == "revoke":
            invitation_commands.revoke(invitation_id=invitation.pk, actor=request.viewer, now=timezone.now())
            messages.success(request, _("The invitation was taken back."))
        else:
            invitation_commands.resend(invitation_id=invitation.pk, actor=request.viewer, now=timezone.now())
            messages.success(request, _("The invitation leaves again with a new link."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("members:invitations")


def _require_manager(request: PageRequest) -> None:
    if not permissions.can_manage_some_members(request.viewer):
        raise PermissionDenied
