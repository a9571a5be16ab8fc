"""One practice."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.components import Tile, heat, heat_steps
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.shared_pages import for_members
from elo_portal.core.viewers import Viewer
from members.models import Region
from practices import citations, linked_data, permissions, queries, slots
from practices.cards import card
from practices.care import care_of
from practices.commands import review
from practices.levels import COST, EVIDENCE, MATURITY
from practices.models import Practice, Transition
from practices.queries import (
    adoptions,
    answering,
    assignments,
    attachments,
    conversations,
    figures,
    insiders,
    sharing,
)
from practices.queries import reading as read
from practices.sections import facts, reading
from practices.trails import trail

SUBMITTED = Practice.Status.SUBMITTED
SHOWN = {Practice.Status.PUBLISHED, Practice.Status.ARCHIVED}


@for_visitors
@for_members
@login_not_required
@require_safe
def practice_detail(request: PageRequest, slug: str) -> HttpResponse:
    """The page of a practice: to its makers and reviewers in every state, to others when it is published."""
    visible = conversations.counted(read.readable(viewer=request.viewer), viewer=request.viewer)
    practice = get_object_or_404(visible, slug=slug)
    context = page_context(request, practice) | {
        "linked": linked_data.of_practice(practice, practice.text),
        "may_comment": permissions.can_comment(request.viewer, practice),
        "may_ask": permissions.can_ask(request.viewer, practice),
    }
    return render_page(
        request, "practices/detail.html", context, insiders=lambda: insiders.of_practice(practice)
    )


def page_context(request: PageRequest, practice: Practice) -> dict[str, Any]:
    """What a practice shows to this viewer, and what the viewer may do with it. At most eight queries.

    `practice` is one of `queries.reading.readable`.
    """
    viewer, now = request.viewer, timezone.now()
    assignments.load_for([practice], viewer=viewer)
    return {
        "practice": practice,
        "card": card(practice),
        **_told(practice, viewer=viewer, now=now),
        **_used(practice, viewer=viewer, now=now),
        **_decided(practice, viewer=viewer, now=now),
    }


def _told(practice: Practice, *, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """What its makers say of it, and who they are."""
    level = practice.evidence_level
    return {
        "reading": reading(practice.text),
        "facts": facts(practice),
        "maturity": MATURITY.get(practice.maturity or 0),
        "evidence": EVIDENCE.get(level) if level is not None else None,
        "cost": COST.get(practice.cost),
        "care": care_of(practice, authors=answering.authors_of(practice, viewer=viewer)),
        "contact": read.contact_of(practice, viewer=viewer, now=now),
        "files": attachments.of_practice(practice, viewer=viewer),
        "citation": citations.citation(practice, practice.text) if practice.published_at else "",
    }


def _used(practice: Practice, *, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """What has become of it: variants, use elsewhere, decisions of groups, its way in the order of time."""
    relatives = read.relatives(practice, viewer=viewer)
    use = adoptions.of_practice(practice, viewer=viewer)
    shared = sharing.of_practice(practice, viewer=viewer)
    is_on_map = use.by_region and practice.status in SHOWN
    regions = list(Region.objects.order_by("code")) if is_on_map else []
    is_maker = permissions.is_maker(viewer, practice)
    return {
        "original": relatives.original,
        "variants": relatives.variants,
        "trail": trail(
            slots.trail.contents([practice.pk], viewer=viewer, now=now).get(practice.pk, []),
            use,
            relatives.variants,
            shared,
            is_member=viewer.is_member,
            region_count=len(regions),
            today=timezone.localdate(now),
        ),
        "shared": shared,
        "tiles": _tiles(regions, use),
        "figures": _figures(practice, now) if is_maker else None,
        "is_counted": practice.status == Practice.Status.PUBLISHED and not is_maker,
        "use": use,
        "proposed": MATURITY.get(use.proposed or 0),
    }


def _decided(practice: Practice, *, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Where it stands, and what the viewer may do about it. No query."""
    holder = assignments.holder(practice, viewer=viewer) if practice.status == SUBMITTED else None
    transitions = read.history(practice) if permissions.can_see_history(viewer, practice) else []
    latest = transitions[0] if transitions else None
    return {
        "transitions": transitions,
        "latest": latest,
        "holder": holder,
        "due_at": queries.due_at(practice, holder),
        "may": _may(practice, latest, viewer=viewer, now=now),
    }


def _may(practice: Practice, latest: Transition | None, *, viewer: Viewer, now: datetime) -> dict[str, bool]:
    is_published = practice.status == Practice.Status.PUBLISHED
    starts_national = permissions.can_start_national(viewer, practice)
    return {
        "write": permissions.can_write(viewer, practice),
        "take_back": permissions.can_take_back(viewer, practice),
        "reopen": permissions.can_reopen(viewer, practice),
        "review": permissions.can_review(viewer, practice),
        "answer": permissions.is_maker(viewer, practice),
        "propose_national": permissions.can_propose_national(viewer, practice),
        "see_national": is_published and (starts_national or permissions.is_scorer(viewer, practice)),
        "withdraw": permissions.can_withdraw(viewer, practice),
        "confirm": permissions.can_confirm(viewer, practice),
        "renew": permissions.can_renew(viewer, practice),
        "undo": latest is not None and review.can_undo(viewer, practice, latest, now=now),
        "create": permissions.can_create(viewer),
        "adopt": permissions.can_adopt(viewer, practice),
        "compare": viewer.is_member and is_published,
        "confirm_maturity": permissions.can_confirm_maturity(viewer, practice),
    }


def _tiles(regions: list[Region], use: adoptions.Overview) -> list[Tile]:
    """Where it is in use; empty when nowhere."""
    if not regions:
        return []
    steps = heat_steps(max(use.by_region.values()))
    return [
        Tile(one.code, one.name, reverse("pages:region", args=[one.slug]), count, heat(count, steps))
        for one in regions
        for count in [use.by_region.get(one.pk, 0)]
    ]


def _figures(practice: Practice, now: datetime) -> figures.Figures | None:
    return figures.of_practices([practice.pk], today=timezone.localdate(now)).get(practice.pk)
