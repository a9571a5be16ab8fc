"""How the machinery is doing: for administrators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.mail import ledger
from elo_portal.pages.operating import operating


@require_safe
def operations(request: PageRequest) -> HttpResponse:
    if not request.viewer.is_admin:
        raise PermissionDenied
    return render_page(request, "pages/operations.html", {"state": operating(now=timezone.now())})


@require_POST
def retry_mail(request: PageRequest, mail_id: int) -> HttpResponse:
    if not request.viewer.is_admin:
        raise PermissionDenied
    try:
        ledger.retry(mail_id=mail_id, actor=request.viewer, now=timezone.now())
        messages.success(request, _("The mail leaves again with the next tick."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("pages:operations")


@require_POST
def discard_mail(request: PageRequest, mail_id: int) -> HttpResponse:
    if not request.viewer.is_admin:
        raise PermissionDenied
    try:
        ledger.discard(mail_id=mail_id, actor=request.viewer)
        messages.success(request, _("The mail was discarded."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("pages:operations")
