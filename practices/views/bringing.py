"""Practices come in from a file, in the browser: tried first, then for good."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from elo_portal.core.http import PageRequest, render_page
from practices import permissions
from practices.columns import COLUMNS, REQUIRED
from practices.commands import importing
from practices.commands.importing import Outcome
from practices.forms import file_rows
from practices.forms.bringing import FileOfPracticesForm
from practices.queries.known import known

SHOWN = 200  # bad cells; who has more mends these first


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: PageRequest) -> HttpResponse:
    """All rows or none; every bad one is named with its column. Without the button for good nothing is written."""
    if not permissions.can_bring_in(request.viewer):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = FileOfPracticesForm(request.POST, request.FILES) if is_sent else FileOfPracticesForm()
    context = {"form": form, "columns": [(column, column in REQUIRED) for column in COLUMNS]}
    if not is_sent:
        return render_page(request, "practices/bring_in.html", context)
    if not form.is_valid():
        return render_page(request, "practices/bring_in.html", context, status=422)
    given = form.cleaned_data
    rows, problems = file_rows.check(
        given["file"], known=known(), may_create_organisations=given["create_organisations"]
    )
    if problems:
        context |= {
            "problems": problems[:SHOWN],
            "problem_count": len(problems),
            "row_count": len({problem.row for problem in problems}),
        }
        return render_page(request, "practices/bring_in.html", context, status=422)
    is_trial = request.POST.get("do") != "bring_in"
    outcome = importing.import_practices(
        rows=rows,
        source=given["source"],
        publish=given["publish"],
        actor=request.viewer,
        now=timezone.now(),
        is_trial=is_trial,
    )
    if is_trial:
        return render_page(request, "practices/bring_in.html", context | {"figures": _figures(outcome)})
    messages.success(request, _("The practices are here.") + " " + _in_words(outcome))
    return redirect("practices:bring_in")


def _figures(outcome: Outcome) -> list[tuple[str, int]]:
    return [
        (_("New practices"), outcome.created),
        (_("Changed practices"), outcome.updated),
        (_("As they were"), outcome.unchanged),
        (_("Published now"), outcome.published),
        (_("New organisations"), outcome.organisations),
    ]


def _in_words(outcome: Outcome) -> str:
    return ", ".join(f"{name}: {count}" for name, count in _figures(outcome)) + "."
