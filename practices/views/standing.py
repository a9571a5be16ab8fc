"""Where it stands: for the makers, who has it, until when, what is remarked, what was scored."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elo_portal.core.http import PageRequest
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from practices import permissions
from practices.cards import card
from practices.commands import remarks as commands
from practices.forms.reviews import AnswerForm
from practices.labels import field_label
from practices.models import Practice, Remark
from practices.queries import assignments, due_at, national, reading
from practices.queries import remarks as queries


@keeps_input()
@require_http_methods(["GET", "POST"])
def standing(request: PageRequest, practice_id: int) -> HttpResponse:
    """The makers read the remarks field by field and answer each. Nobody else has this page."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    if not permissions.is_maker(request.viewer, practice):
        raise Http404
    posted = typed(request)
    form = AnswerForm(posted) if posted else None
    if request.method == "POST" and form is not None and form.is_valid():
        remark = get_object_or_404(Remark, pk=form.cleaned_data["remark"], practice=practice)
        done = carry_out(
            request,
            form,
            lambda: commands.answer(
                remark_id=remark.pk,
                text=form.cleaned_data["text"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="text",
        )
        if done is not None:
            messages.success(request, _("Your answer is stored. The reviewer is told by mail."))
            return redirect(f"{request.path}#remark-{remark.pk}")
    context = _context(request, practice, form)
    return render_form(request, "practices/standing.html", context)


def _context(request: PageRequest, practice: Practice, posted: AnswerForm | None) -> dict[str, Any]:
    assignments.load_for([practice], viewer=request.viewer)
    is_waiting = practice.status == Practice.Status.SUBMITTED
    holder = assignments.holder(practice, viewer=request.viewer) if is_waiting else None
    groups = [
        {"label": field_label(field), "rows": [_row(one, request, posted) for one in rows]}
        for field, rows in queries.by_field(practice).items()
    ]
    return {
        "practice": practice,
        "card": card(practice),
        "holder": holder,
        "due_at": due_at(practice, holder),
        "groups": groups,
        "form": posted,
        "national": national.overview(practice, viewer=request.viewer),
        "may_write": permissions.can_write(request.viewer, practice),
    }


def _row(remark: Remark, request: PageRequest, posted: AnswerForm | None) -> dict[str, Any]:
    is_posted = posted is not None and str(posted["remark"].value()) == str(remark.pk)
    blank = AnswerForm(initial={"remark": remark.pk, "text": remark.answer}, auto_id=f"id_%s_{remark.pk}")
    return {
        "remark": remark,
        "form": posted if is_posted else blank,
        "is_open": is_posted,
        "may_answer": permissions.can_answer_remark(request.viewer, remark),
    }
