"""Versions of a practice: the list, one of them under its permanent address, two side by side."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.sent_forms import render_form, typed
from practices import permissions
from practices.cards import LANGUAGE_NAMES, card
from practices.commands import versions as commands
from practices.forms.reviews import HidingForm
from practices.models import Practice, Version
from practices.queries import assignments, differing, reading
from practices.queries import versions as queries
from practices.sections import reading as sections_of


@login_not_required
@require_safe
def version_list(request: PageRequest, slug: str) -> HttpResponse:
    """Those that the viewer may read, the latest first."""
    practice = _practice(request, slug)
    context = {
        "practice": practice,
        "card": card(practice),
        "versions": queries.listed(practice, viewer=request.viewer),
        "sees_names": request.viewer.is_member,
    }
    return render_page(request, "practices/versions.html", context)


@login_not_required
@require_safe
def version(request: PageRequest, slug: str, number: int) -> HttpResponse:
    """What the practice said then. A version that has been hidden says only that: 410."""
    practice = _practice(request, slug)
    found = _readable(request, practice, number)
    if found.hidden_at is not None:
        context: dict[str, Any] = {
            "practice": practice,
            "card": card(practice),
            "version": found,
            "told": None,
        }
        return render_page(request, "practices/version.html", context, status=410)
    told = queries.told(
        found, source_language=practice.source_language, language=request.GET.get("language", "")
    )
    context = {
        "practice": practice,
        "card": card(practice),
        "version": found,
        "told": told,
        "reading": sections_of(told.text),
        "languages": [(code, LANGUAGE_NAMES[code]) for code in told.languages],
        "may_hide": _may_hide(request, practice),
        "is_latest": not practice.versions.filter(number__gt=number).exists(),
    }
    return render_page(request, "practices/version.html", context)


@login_not_required
@require_safe
def compare(request: PageRequest, slug: str) -> HttpResponse:
    """`?before=1&after=3`: two versions side by side, field by field; without numbers the last two."""
    practice = _practice(request, slug)
    listed = queries.listed(practice, viewer=request.viewer)
    versions = [one for one in listed if one.hidden_at is None]
    if not versions:
        raise Http404
    after = _chosen(versions, request.GET.get("after"), versions[0])
    older = [one for one in versions if one.number < after.number] or [after]
    before = _chosen(versions, request.GET.get("before"), older[0])
    language = request.GET.get("language") or get_language() or ""
    if language not in after.contents["texts"]:
        language = practice.source_language
    rows = differing.rows(practice, before.contents, after.contents, language=language)
    context = {
        "practice": practice,
        "card": card(practice),
        "versions": versions,
        "before": before,
        "after": after,
        "language": language,
        "languages": differing.languages(before.contents, after.contents),
        "rows": [row for row in rows if row.is_changed],
        "same_count": sum(not row.is_changed and not row.is_empty for row in rows),
    }
    return render_page(request, "practices/compare_versions.html", context)


@require_http_methods(["GET", "POST"])
def hide(request: PageRequest, slug: str, number: int) -> HttpResponse:
    """Remove the contents of an earlier version, with a reason."""
    practice = _practice(request, slug)
    found = _readable(request, practice, number)
    if not _may_hide(request, practice) or found.hidden_at is not None:
        raise Http404
    form = HidingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            commands.hide(
                version_id=found.pk,
                reason=form.cleaned_data["reason"],
                actor=request.viewer,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The version is hidden. Its contents have been removed for good."))
            return redirect("practices:versions", practice.slug)
    context = {"practice": practice, "card": card(practice), "version": found, "form": form}
    return render_form(request, "practices/hide_version.html", context)


def _practice(request: PageRequest, slug: str) -> Practice:
    practice = get_object_or_404(reading.readable(viewer=request.viewer), slug=slug)
    assignments.load_for([practice], viewer=request.viewer)
    return practice


def _readable(request: PageRequest, practice: Practice, number: int) -> Version:
    found = queries.readable(practice, number, viewer=request.viewer)
    if found is None:
        raise Http404
    return found


def _may_hide(request: PageRequest, practice: Practice) -> bool:
    viewer = request.viewer
    return permissions.is_maker(viewer, practice) or permissions.is_judge(viewer, practice)


def _chosen(versions: list[Version], number: str | None, default: Version) -> Version:
    return next((one for one in versions if str(one.number) == number), default)
