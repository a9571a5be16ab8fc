"""The review field by field: what is said, what has changed, what is remarked on it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from practices import content, permissions
from practices.cards import card
from practices.commands import remarks as commands
from practices.forms.reviews import RemarkForm
from practices.labels import WHOLE
from practices.models import Practice, Remark
from practices.queries import assignments, differing, reading, versions
from practices.queries import remarks as queries
from practices.queries.differing import Row


@dataclass(frozen=True)
class Part:
    """A field with its remarks and the form for another one."""

    row: Row | None  # None: the whole
    name: str
    label: Any
    remarks: list[Remark]
    form: RemarkForm

    @property
    def anchor(self) -> str:
        return self.row.anchor if self.row else "field-whole"


@keeps_input()
@require_http_methods(["GET", "POST"])
def fields(request: PageRequest, practice_id: int) -> HttpResponse:
    """For those who review it: every field beside what it said before, and a form for a remark on it."""
    practice = _for_reviewer(request, practice_id)
    posted = typed(request)
    form = RemarkForm(posted) if posted else None
    if request.method == "POST" and form is not None and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.remark(
                practice_id=practice.pk,
                field=form.cleaned_data["field"],
                text=form.cleaned_data["text"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="text",
        )
        if made is not None:
            messages.success(request, _("The comment is stored. The makers get one mail for all of them."))
            return redirect(f"{request.get_full_path()}#field-{made.field or 'whole'}")
    context = _context(request, practice, form)
    return render_form(request, "practices/fields.html", context)


def _for_reviewer(request: PageRequest, practice_id: int) -> Practice:
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    assignments.load_for([practice], viewer=request.viewer)
    if not (
        permissions.is_judge(request.viewer, practice) or permissions.is_scorer(request.viewer, practice)
    ):
        raise Http404
    return practice


def _context(request: PageRequest, practice: Practice, posted: RemarkForm | None) -> dict[str, Any]:
    now = content.whole(practice)
    before = versions.seen_before(practice, viewer=request.viewer, now=timezone.now())
    language = request.GET.get("language") or get_language() or ""
    if language not in now["texts"]:
        language = practice.source_language
    rows = differing.rows(practice, before.contents if before else None, now, language=language)
    remarks = queries.by_field(practice)
    parts = [_part(None, remarks, posted), *(_part(row, remarks, posted) for row in rows)]
    is_decided_here = permissions.can_review(request.viewer, practice)
    return {
        "practice": practice,
        "card": card(practice),
        "before": before,
        "parts": [part for part in parts if _is_shown(part)],
        "changed": [row for row in rows if row.is_changed],
        "form": posted,
        "may_remark": permissions.can_remark(request.viewer, practice),
        "language": language,
        "languages": differing.languages(now),
        "person_id": request.viewer.person_id,
        "back": reverse("practices:review" if is_decided_here else "practices:national", args=[practice.pk]),
        "is_decided_here": is_decided_here,
    }


def _part(row: Row | None, remarks: queries.ByField, posted: RemarkForm | None) -> Part:
    name = row.field if row else ""
    is_posted = posted is not None and posted["field"].value() == name
    blank = RemarkForm(initial={"field": name}, auto_id=f"id_%s_{name or 'whole'}")
    form = posted if is_posted and posted else blank
    return Part(row, name, row.label if row else WHOLE, list(remarks.get(name, [])), form)


def _is_shown(part: Part) -> bool:
    return part.row is None or not part.row.is_empty or bool(part.remarks)


@require_POST
def settle(request: PageRequest, remark_id: int) -> HttpResponse:
    """Whoever reviews is content with the answer."""
    remark = get_object_or_404(Remark, pk=remark_id)
    practice = _for_reviewer(request, remark.practice_id)
    commands.settle(remark_id=remark.pk, actor=request.viewer, now=timezone.now())
    return redirect(f"{reverse('practices:fields', args=[practice.pk])}#field-{remark.field or 'whole'}")


@require_POST
def take_remark_back(request: PageRequest, remark_id: int) -> HttpResponse:
    """Remove one's own remark that nobody has answered."""
    remark = get_object_or_404(Remark, pk=remark_id, author=request.viewer.person_id)
    try:
        commands.take_back(remark_id=remark.pk, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The comment was removed."))
    return redirect("practices:fields", remark.practice_id)
