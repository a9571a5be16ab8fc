"""For those who manage members: requests that wait, invitations."""

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
from members.commands import invitations as invitation_commands
from members.commands import memberships as membership_commands
from members.forms.managing import DeclineForm, InvitationForm
from members.models import Membership
from members.queries.invitations import invitations
from members.queries.memberships import manageable_organisations, pending_memberships
from members.views.access import managers_only

PER_PAGE = 50


@managers_only
@require_safe
def membership_list(request: PageRequest) -> HttpResponse:
    """Requests that the viewer may answer, the oldest first."""
    page = Paginator(pending_memberships(viewer=request.viewer), PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "members/memberships.html", {"page": page})


@managers_only
@require_POST
def approve(request: PageRequest, membership_id: int) -> HttpResponse:
    """Confirm a membership."""
    membership = _get_membership(request, membership_id)
    try:
        membership_commands.approve(membership_id=membership.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s is now a member.") % {"name": membership.person.name})
    return redirect("members:memberships")


@keeps_input()
@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: PageRequest, membership_id: int) -> HttpResponse:
    """Decline a membership; the reason is asked on a page of its own."""
    membership = _get_membership(request, membership_id)
    form = DeclineForm(typed(request))
    if request.method == "POST" and form.is_valid():
        declined = carry_out(
            request,
            form,
            lambda: membership_commands.decline(
                membership_id=membership.pk,
                reason=form.cleaned_data["reason"],
                actor=request.viewer,
                now=timezone.now(),
            ),
        )
        if declined is not None:
            messages.success(request, _("The request was declined, and the person is told why."))
            return redirect("members:memberships")
    return render_form(request, "members/decline.html", {"membership": membership, "form": form})


def _get_membership(request: PageRequest, membership_id: int) -> Membership:
    """One that the viewer may not decide on does not exist for them."""
    return get_object_or_404(pending_memberships(viewer=request.viewer), pk=membership_id)


@keeps_input()
@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_list(request: PageRequest) -> HttpResponse:
    """Invite one; those sent, the newest first."""
    now = timezone.now()
    form = InvitationForm(typed(request), organisations=manageable_organisations(request.viewer))
    if request.method == "POST" and form.is_valid():
        sent = carry_out(
            request,
            form,
            lambda: invitation_commands.invite(
                email=form.cleaned_data["email"],
                organisation_id=form.cleaned_data["organisation"].pk,
                language=form.cleaned_data["language"],
                actor=request.viewer,
                now=now,
            ),
            field="email",
        )
        if sent is not None:
            messages.success(request, _("The invitation leaves at once."))
            return redirect("members:invitations")
    page = Paginator(invitations(viewer=request.viewer), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "now": now}
    return render_form(request, "members/invitations.html", context)


@managers_only
@require_POST
def change_invitation(request: PageRequest, invitation_id: int) -> HttpResponse:
    """Send it again with a new link, or take it back."""
    invitation = get_object_or_404(invitations(viewer=request.viewer), pk=invitation_id)
    revokes = request.POST.get("action") == "revoke"
    change = invitation_commands.revoke if revokes else invitation_commands.resend
    try:
        change(invitation_id=invitation.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        taken_back = _("The invitation was taken back.")
        messages.success(
            request, taken_back if revokes else _("The invitation leaves again with a new link.")
        )
    return redirect("members:invitations")
