"""Organisations commit themselves to the shared practice of their region."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from practices.commands import commitments as commands
from practices.forms.sharing import CommitForm
from practices.models import Commitment
from practices.queries import sharing


@keeps_input()
@require_http_methods(["GET", "POST"])
def commit(request: PageRequest, shared_id: int) -> HttpResponse:
    """For contact persons, and on behalf of an organisation for coordinators. Nobody to commit for: 404."""
    shared = get_object_or_404(sharing.readable(viewer=request.viewer), pk=shared_id)
    organisations = sharing.may_commit(shared, viewer=request.viewer)
    if not organisations:
        raise Http404
    form = CommitForm(
        typed(request),
        organisations=organisations,
        initial={"starts_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        done = carry_out(
            request,
            form,
            lambda: commands.commit(
                shared_id=shared.pk, **form.cleaned_data, actor=request.viewer, now=timezone.now()
            ),
        )
        if done is not None:
            messages.success(request, _("The commitment is recorded. It shows on the page of the region."))
            return redirect("practices:shared", shared.pk)
    context = {"shared": shared, "text": shared.practice.text, "form": form}
    return render_form(request, "practices/commit.html", context)


@require_POST
def withdraw_commitment(request: PageRequest, commitment_id: int) -> HttpResponse:
    """Take the promise back."""
    commitment = get_object_or_404(Commitment, pk=commitment_id)
    try:
        commands.withdraw(commitment_id=commitment.pk, actor=request.viewer, now=timezone.now())
    except PermissionDenied:
        raise Http404 from None
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The commitment is withdrawn."))
    return redirect("practices:shared", commitment.shared_id)
