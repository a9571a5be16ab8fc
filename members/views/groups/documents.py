"""Documents of a group: handed out after the rights check, brought by those who tend it; the papers of a year."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core import kept_input
from elo_portal.core.files.serving import handed_out
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import typed
from members import archive, permissions
from members.commands.groups import archiving
from members.commands.groups import documents as commands
from members.commands.groups.mandates import YEARS
from members.forms.groups.documents import DescribeDocumentForm, DocumentForm, VersionForm
from members.models import Document
from members.queries.groups import documents as queries
from members.queries.groups import groups
from members.views.groups.tending import form_page, tended_or_404


@login_not_required
@require_safe
def document(request: PageRequest, slug: str, document_id: int) -> HttpResponse:
    """What it is, and its versions: the old ones for the group."""
    group = get_object_or_404(groups(), slug=slug)
    found = get_object_or_404(queries.document(group, document_id, viewer=request.viewer))
    reads = permissions.can_read_group(request.viewer, group)
    latest = queries.latest(found)
    if not reads and latest is None:
        raise Http404
    context = {
        "group": group,
        "document": found,
        "latest": latest,
        "versions": found.versions.all() if reads else [latest],
        "tends": permissions.can_tend_group(request.viewer, group),
    }
    return render_page(request, "members/groups/document.html", context)


@login_not_required
@require_safe
def download(request: PageRequest, slug: str, document_id: int, number: int) -> FileResponse:
    """The bytes, if the document may be seen and the virus check is past; an old version to the group alone."""
    group = get_object_or_404(groups(), slug=slug)
    found = get_object_or_404(queries.document(group, document_id, viewer=request.viewer))
    readable = [one for one in found.versions.all() if one.is_readable]
    if not permissions.can_read_group(request.viewer, group):
        readable = readable[:1]
    version = next((one for one in readable if one.number == number), None)
    if version is None:
        raise Http404
    return handed_out(version.file, name=version.name, media_type=version.media_type)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request: PageRequest, slug: str) -> HttpResponse:
    """Bring one. The session cannot keep a file: only what was typed beside it comes back."""
    group = tended_or_404(request, slug)
    kept = kept_input.kept(request)
    names = DescribeDocumentForm.base_fields
    form = DocumentForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial={name: kept[name] for name in names if name in kept} if kept else None,
    )
    return form_page(
        request,
        group,
        form,
        lambda: commands.add(
            group_id=group.pk,
            values=form.values(),
            checked=form.cleaned_data["file"],
            actor=request.viewer,
            now=timezone.now(),
        ),
        title=_("New document"),
        done=_("The document was added."),
        field="file",
        to=lambda made: redirect("members:group_document", group.slug, made.pk),
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: PageRequest, slug: str, document_id: int) -> HttpResponse:
    """Bring a new version; the old ones stay for the group."""
    group = tended_or_404(request, slug)
    stored = get_object_or_404(Document, pk=document_id, group=group)
    form = VersionForm(request.POST if request.method == "POST" else None, request.FILES or None)
    return form_page(
        request,
        group,
        form,
        lambda: commands.renew(
            document_id=stored.pk,
            checked=form.cleaned_data["file"],
            actor=request.viewer,
            now=timezone.now(),
        ),
        title=_("New version"),
        done=_("The new version was added."),
        field="file",
        to=lambda _made: redirect("members:group_document", group.slug, stored.pk),
        lead=stored.title,
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def edit_document(request: PageRequest, slug: str, document_id: int) -> HttpResponse:
    """Its title, who sees it, its diary number."""
    group = tended_or_404(request, slug)
    stored = get_object_or_404(Document, pk=document_id, group=group)
    form = DescribeDocumentForm(typed(request), initial=DescribeDocumentForm.initial_of(stored))
    return form_page(
        request,
        group,
        form,
        lambda: commands.describe(
            document_id=stored.pk, values=form.values(), actor=request.viewer, now=timezone.now()
        ),
        title=_("Document"),
        done=_("The document is saved."),
        field={commands.TitleNeeded: "title"},
        to=lambda _made: redirect("members:group_document", group.slug, stored.pk),
    )


@require_safe
def year_package(request: PageRequest, slug: str, year: int) -> HttpResponse:
    """The papers of a year as a ZIP, for those who tend the group."""
    group = tended_or_404(request, slug)
    if year not in YEARS:
        raise Http404
    papers = archiving.hand_out(group_id=group.pk, year=year, actor=request.viewer)
    response = HttpResponse(archive.package(papers, now=timezone.now()), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{group.slug}-{year}.zip"'
    return response
