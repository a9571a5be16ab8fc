"""The annual clock: as a picture and a list, as a calendar, and what those who tend the group do with it."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members import calendar_files, permissions
from members.commands.plans import clock as commands
from members.forms.plans.clock import ClockItemForm
from members.forms.plans.texts import languages_of
from members.models import ClockItem
from members.queries.plans import clock as queries
from members.queries.plans.plans import group_of
from members.views.plans.finding import group_to_tend

YEARS = range(2010, 2101)
BESIDE: Mapping[type[DomainError], str] = {commands.NoSuchDay: "day"}


@for_visitors
@login_not_required
@require_safe
def clock(request: PageRequest, slug: str, year: int) -> HttpResponse:
    """A year of the group. Two queries, and the events."""
    _check(year)
    group = get_object_or_404(group_of(slug))
    context = {
        "group": group,
        "clock": queries.clock(group, year, viewer=request.viewer, now=timezone.now()),
        "tends": permissions.can_tend_group(request.viewer, group),
    }
    return render_page(request, "members/plans/clock.html", context)


@login_not_required
@require_safe
def clock_feed(request: PageRequest, slug: str) -> HttpResponse:
    """This year and the next: calendars read it again and again. Two queries."""
    group = get_object_or_404(group_of(slug))
    now = timezone.now()
    items = queries.for_calendar(group, today=timezone.localdate(now))
    return HttpResponse(
        calendar_files.annual_clock(group, items, now=now),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{group.slug}.ics"'},
    )


@require_POST
def begin_clock(request: PageRequest, slug: str, year: int) -> HttpResponse:
    """Fill an empty year with what groups usually do."""
    _check(year)
    group = group_to_tend(request, slug)
    try:
        commands.begin_usual_year(group_id=group.pk, year=year, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The usual year is there. Change what is different in your group."))
    return redirect("members:clock", slug, year)


@require_POST
def copy_clock(request: PageRequest, slug: str, year: int) -> HttpResponse:
    _check(year + 1)
    group = group_to_tend(request, slug)
    try:
        commands.copy_to_next_year(group_id=group.pk, year=year, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("members:clock", slug, year)
    messages.success(request, _("The clock is copied. Nothing of it is done yet."))
    return redirect("members:clock", slug, year + 1)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new_clock_item(request: PageRequest, slug: str, year: int) -> HttpResponse:
    _check(year)
    group = group_to_tend(request, slug)
    form = ClockItemForm(typed(request), languages=languages_of(group))
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.add(group_id=group.pk, year=year, values=form.values(), actor=request.viewer),
            field=BESIDE,
        )
        if made is not None:
            messages.success(request, _("It is on the clock."))
            return redirect("members:clock", slug, year)
    context = {"form": form, "group": group, "year": year, "item": None}
    return render_form(request, "members/plans/edit_clock_item.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def clock_item(request: PageRequest, slug: str, item_id: int) -> HttpResponse:
    item = _item(request, slug, item_id)
    form = ClockItemForm(typed(request), item=item, languages=languages_of(item.group))
    if request.method == "POST" and form.is_valid():
        saved = carry_out(
            request,
            form,
            lambda: commands.save(item_id=item.pk, values=form.values(), actor=request.viewer),
            field=BESIDE,
        )
        if saved is not None:
            messages.success(request, _("It is on the clock."))
            return redirect("members:clock", slug, item.year)
    context = {"form": form, "group": item.group, "year": item.year, "item": item}
    return render_form(request, "members/plans/edit_clock_item.html", context)


@require_POST
def mark_clock_item(request: PageRequest, slug: str, item_id: int) -> HttpResponse:
    """`done` = 1: done today; else not done after all."""
    item = _item(request, slug, item_id)
    is_done = request.POST.get("done") == "1"
    commands.mark(item_id=item.pk, is_done=is_done, actor=request.viewer, now=timezone.now())
    return redirect("members:clock", slug, item.year)


@require_POST
def remove_clock_item(request: PageRequest, slug: str, item_id: int) -> HttpResponse:
    item = _item(request, slug, item_id)
    commands.remove(item_id=item.pk, actor=request.viewer)
    messages.success(request, _("It was taken off the clock."))
    return redirect("members:clock", slug, item.year)


def _item(request: PageRequest, slug: str, item_id: int) -> ClockItem:
    group = group_to_tend(request, slug)
    item = get_object_or_404(ClockItem, pk=item_id, group=group)
    item.group = group
    return item


def _check(year: int) -> None:
    if year not in YEARS:
        raise Http404
