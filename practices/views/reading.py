"""One practice."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page
from practices import citations, linked_data, permissions, queries, slots
from practices.cards import card
from practices.commands import review
from practices.levels import COST, EVIDENCE, MATURITY
from practices.models import Practice
from practices.queries import adoptions, attachments, conversations
from practices.queries import reading as read
from practices.sections import facts, reading


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
    return render_page(request, "practices/detail.html", context)


def page_context(request: PageRequest, practice: Practice) -> dict[str, Any]:
    """What a practice shows to this viewer, and what the viewer may do with it. At most twelve queries."""
    viewer, now = request.viewer, timezone.now()
    shown = reading(practice.text)
    relatives = read.relatives(practice, viewer=viewer)
    use = adoptions.of_practice(practice, viewer=viewer)
    transitions = read.history(practice) if permissions.can_see_history(viewer, practice) else []
    latest = transitions[0] if transitions else None
    return {
        "practice": practice,
        "card": card(practice),
        "reading": shown,
        "facts": facts(practice),
        "maturity": MATURITY.get(practice.maturity or 0),
        "evidence": EVIDENCE.get(practice.evidence_level) if practice.evidence_level is not None else None,
        "cost": COST.get(practice.cost),
        "other_languages": list(_other_languages(practice)),
        "contact": read.contact_of(practice, viewer=viewer, now=now),
        "original": relatives.original,
        "variants": relatives.variants,
        "trail": slots.trail.contents([practice.pk], viewer=viewer, now=now).get(practice.pk, []),
        "use": use,
        "proposed": MATURITY.get(use.proposed or 0),
        "files": attachments.of_practice(practice, viewer=viewer),
        "citation": citations.citation(practice, practice.text) if practice.published_at else "",
        "transitions": transitions,
        "latest": latest,
        "due_at": queries.due_at(practice),
        "may": {
            "write": permissions.can_write(viewer, practice),
            "take_back": permissions.can_take_back(viewer, practice),
            "reopen": permissions.can_reopen(viewer, practice),
            "review": permissions.can_review(viewer, practice),
            "withdraw": permissions.can_withdraw(viewer, practice),
            "undo": latest is not None and review.can_undo(viewer, practice, latest, now=now),
            "create": permissions.can_create(viewer),
            "adopt": permissions.can_adopt(viewer, practice),
            "confirm_maturity": permissions.can_confirm_maturity(viewer, practice),
        },
    }


def _other_languages(practice: Practice) -> Iterator[dict[str, str]]:
    for code in practice.readable_texts:
        if code != practice.text.language and practice.slug:
            with override(code):
                yield {"code": code, "url": reverse("practices:detail", args=[practice.slug])}
