"""The files of a practice: handed out after the rights check, attached, described, removed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core import kept_input
from elo_portal.core.errors import DomainError
from elo_portal.core.files.serving import handed_out
from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from practices import permissions
from practices.cards import card
from practices.commands import attachments as commands
from practices.fields import step_of
from practices.forms.attachments import AttachForm, DescribeForm
from practices.models import Attachment, Practice
from practices.queries import reading

STEP = step_of("links")  # where the form of the practice speaks of files


@login_not_required
@require_safe
def download(request: PageRequest, attachment_id: int) -> FileResponse:
    """The bytes, if the practice may be seen and the virus check is past. Asked anew each time."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.viewer), pk=attachment_id)
    return handed_out(attachment.file, name=attachment.name, media_type=attachment.media_type)


@keeps_input()
@require_http_methods(["GET", "POST"])
def attachments(request: PageRequest, practice_id: int) -> HttpResponse:
    """All files of a practice, for its makers, and the form for one more."""
    practice = _own(request, practice_id)
    kept = kept_input.kept(request)
    data = request.POST if request.method == "POST" else None
    form = AttachForm(data, request.FILES or None, initial=_initial(request, practice, kept))
    if request.method == "POST" and form.is_valid():
        attachment = carry_out(
            request,
            form,
            lambda: commands.add(
                practice_id=practice.pk,
                checked=form.cleaned_data["file"],
                **form.said(),
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="file",
        )
        if attachment is not None:
            messages.success(request, _("Attached: %(title)s") % {"title": attachment.title})
            return redirect("practices:attachments", practice.pk)
    return render_form(request, "practices/attachments.html", _context(practice, form))


@keeps_input()
@require_http_methods(["GET", "POST"])
def attachment(request: PageRequest, attachment_id: int) -> HttpResponse:
    """What is said of one file."""
    found = get_object_or_404(Attachment, pk=attachment_id)
    practice = _own(request, found.practice_id)
    data = typed(request)
    form = DescribeForm(data, initial=DescribeForm.initial_of(found), is_image=found.is_image)
    if request.method == "POST" and form.is_valid():
        done = carry_out(
            request,
            form,
            lambda: commands.describe(
                attachment_id=found.pk, **form.said(), actor=request.viewer, now=timezone.now()
            ),
        )
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("practices:attachments", practice.pk)
    context = {"attachment": found, "practice": practice, "card": card(practice), "form": form}
    return render_form(request, "practices/attachment.html", context)


@require_POST
def remove(request: PageRequest, attachment_id: int) -> HttpResponse:
    """Take a file away for good."""
    found = get_object_or_404(Attachment, pk=attachment_id)
    practice = _own(request, found.practice_id)
    try:
        commands.remove(attachment_id=found.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed: %(title)s") % {"title": found.title})
    return redirect("practices:attachments", practice.pk)


def _own(request: PageRequest, practice_id: int) -> Practice:
    """Files of others' drafts do not exist for them; neither does this page of a practice in review."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    if not permissions.is_maker(request.viewer, practice):
        raise Http404
    return practice


def _initial(request: PageRequest, practice: Practice, kept: Any) -> dict[str, str]:
    """The session cannot keep a file: only what was typed beside it comes back."""
    typed = {name: kept[name] for name in ("title", "language", "alt_text") if name in kept} if kept else {}
    return {"language": practice.source_language, **typed}


def _context(practice: Practice, form: AttachForm) -> dict[str, Any]:
    return {
        "practice": practice,
        "card": card(practice),
        "files": list(practice.attachments.order_by("pk")),
        "form": form,
        "step": STEP,
        "is_writable": practice.status in permissions.WRITABLE,
    }
