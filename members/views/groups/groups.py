"""The page of an ELO group; its purpose, expected composition and sub-groups."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members import permissions
from members.commands.groups import purposes as commands
from members.forms.groups.purposes import ExpectedForm, PurposeForm, SubGroupForm
from members.queries import groups as queries
from members.queries.groups import pages
from members.queries.groups.documents import documents
from members.queries.groups.meetings import with_next_meeting
from members.queries.plans import clock as clock_queries
from members.queries.plans import plans as plan_queries
from members.views.groups.tending import form_page, tended_or_404


@for_visitors
@login_not_required
@require_safe
def group(request: PageRequest, slug: str) -> HttpResponse:
    """A group: what it is for, its mandate and resources, who sits in it, what it shares."""
    now = timezone.now()
    found = get_object_or_404(with_next_meeting(queries.groups(), now=now), slug=slug)
    reads = permissions.can_read_group(request.viewer, found)
    context = {
        "group": found,
        "page": pages.page(found, viewer=request.viewer, now=now),
        "plan": plan_queries.of_group(found, today=timezone.localdate(now)),
        "clock": clock_queries.clock(found, timezone.localdate(now).year, viewer=request.viewer, now=now),
        "reads": reads,
        "documents": documents(found, viewer=request.viewer),
        "meeting": next(iter(found.meetings.all()), None) if reads else None,
        "tends": permissions.can_tend_group(request.viewer, found),
    }
    return render_page(request, "members/groups/group.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: PageRequest, slug: str) -> HttpResponse:
    """Say in each language what the group is for."""
    found = tended_or_404(request, slug)
    names = ("purpose_fi", "purpose_sv", "purpose_en")
    form = PurposeForm(typed(request), initial={name: getattr(found, name) for name in names})
    return form_page(
        request,
        found,
        form,
        lambda: commands.write_purpose(group_id=found.pk, purpose=form.values(), actor=request.viewer),
        title=_("Purpose of the group"),
        done=_("The purpose is saved."),
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def expected(request: PageRequest, slug: str) -> HttpResponse:
    """Choose whose point of view should be heard."""
    found = tended_or_404(request, slug)
    form = ExpectedForm(typed(request), chosen=[term.pk for term in found.expected.all()])
    return form_page(
        request,
        found,
        form,
        lambda: commands.expect(
            group_id=found.pk,
            term_ids=[term.pk for term in form.cleaned_data["expected"]],
            actor=request.viewer,
        ),
        title=_("Expected composition"),
        done=_("The expected composition is saved."),
    )


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def sub_group(request: PageRequest, slug: str) -> HttpResponse:
    """Begin a sub-group; it opens."""
    found = tended_or_404(request, slug)
    form = SubGroupForm(typed(request), regions=list(found.regions.all()))
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.found_sub_group(
                parent_id=found.pk,
                names=form.names(),
                purpose=form.purpose(),
                region_ids=form.region_ids(),
                actor=request.viewer,
            ),
            field={commands.NameTaken: "name_fi"},
        )
        if made is not None:
            messages.success(request, _("The sub-group is there. Add its seats next."))
            return redirect("members:group", made.slug)
    context = {"group": found, "form": form, "title": _("New sub-group")}
    return render_form(request, "members/groups/form.html", context)
