"""Practices come in from a file, in the browser: read and tried first, then for good."""

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from practices import permissions
from practices.columns import COLUMNS, REQUIRED
from practices.commands import file_imports
from practices.forms import file_rows
from practices.forms.bringing import ConfirmForm, FileOfPracticesForm
from practices.models import FileImport

AT_ONCE_BYTES = 200_000  # some hundred rows, a few seconds; what is larger, or packed, waits for a worker
LATEST = 10
FIGURES = ("created", "updated", "unchanged", "published", "organisations")


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: PageRequest) -> HttpResponse:
    """Upload a file: it is kept and read by a worker, a small one at once. Six queries to show."""
    if not permissions.can_bring_in(request.viewer):
        raise PermissionDenied
    is_sent = request.method == "POST"
    files = request.FILES if is_sent else None
    form = FileOfPracticesForm(typed(request), files)
    if is_sent and form.is_valid():
        given = form.cleaned_data
        found = file_imports.receive(
            file=given["file"],
            name=given["file"].name,
            source=given["source"],
            publish=given["publish"],
            create_organisations=given["create_organisations"],
            language=get_language() or request.viewer.language,
            actor=request.viewer,
            now=timezone.now(),
        )
        _at_once(found)
        return redirect("practices:brought", found.pk)
    mine = FileImport.objects.visible_to(request.viewer).order_by("-pk")[:LATEST]
    columns = [(column, column in REQUIRED) for column in COLUMNS]
    return render_form(request, "practices/bring_in.html", {"form": form, "columns": columns, "mine": mine})


@require_http_methods(["GET", "HEAD", "POST"])
def brought(request: PageRequest, import_id: int) -> HttpResponse:
    """How far one's own file is; bring it in, or drop it."""
    found = get_object_or_404(FileImport.objects.visible_to(request.viewer), pk=import_id)
    is_sent = request.method == "POST"
    if is_sent and request.POST.get("do") == "drop":
        return _drop(request, found)
    form = ConfirmForm(request.POST if is_sent else None, needs_a_look=found.needs_a_look)
    if is_sent and form.is_valid():
        confirmed = carry_out(
            request,
            form,
            lambda: file_imports.confirm(
                import_id=found.pk,
                has_checked=bool(form.cleaned_data.get("has_checked")),
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="has_checked" if found.needs_a_look else None,
        )
        if confirmed:
            _at_once(confirmed)
            return redirect("practices:brought", found.pk)
    context = {"found": found, "form": form, "figures": _figures(found)}
    return render_page(
        request, "practices/brought.html", context, partial="progress", status=422 if is_sent else 200
    )


def _drop(request: PageRequest, found: FileImport) -> HttpResponse:
    try:
        file_imports.drop(import_id=found.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("practices:brought", found.pk)
    messages.success(request, _("The file was deleted. Nothing was brought in."))
    return redirect("practices:bring_in")


def _at_once(found: FileImport) -> None:
    """The same that a worker does, for what takes no longer than a page may."""
    if found.size <= AT_ONCE_BYTES and Path(found.name).suffix.lower() != ".xlsx":
        file_imports.run(import_id=found.pk, read=file_rows.read, now=timezone.now())


def _figures(found: FileImport) -> list[tuple[str, int]]:
    names = (
        _("New practices"),
        _("Changed practices"),
        _("As they were"),
        _("Published now"),
        _("New organisations"),
    )
    figures = found.figures
    return [(name, figures[key]) for key, name in zip(FIGURES, names, strict=True) if figures]
