"""Work lists: what waits for a reviewer, what a maker has written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from elo_portal.core import dates
from elo_portal.core.joined import joined
from elo_portal.core.viewers import Viewer
from practices.cards import Card, card
from practices.models import Assignment, Practice, PracticeText, Transition
from practices.models.practices import made_by
from practices.queries import assignments, freshness, published
from practices.queries.assignments import Holder

REVIEWED_WITHIN = timedelta(days=21)


def waiting_for_review(*, viewer: Viewer) -> QuerySet[Practice]:
    """In review and the viewer's to decide on, one's own and then the oldest first. One query.

    Also what the viewer has been asked for from elsewhere; nothing about which the viewer has a conflict.
    """
    if not viewer.is_authenticated:
        return Practice.objects.none()
    own = Assignment.objects.filter(reviewer=viewer.person_id, step=Assignment.Step.REGIONAL)
    conflicts = own.filter(has_conflict=True).values("practice_id")
    waiting = Practice.objects.submitted().exclude(_touched_by(viewer)).exclude(pk__in=conflicts)
    if not viewer.is_admin:
        near = Q(pk__in=_in_regions(viewer.region_ids))
        if viewer.is_coordinator or viewer.is_reviewer:
            near |= Q(pk__in=own.open().values("practice_id"))
        if viewer.is_reviewer:
            near |= Q(is_national=True)
        waiting = waiting.filter(near)
    is_own = Exists(own.open().filter(practice=OuterRef("pk")))
    return waiting.order_by(is_own.desc(), "submitted_at", "pk")


@dataclass(frozen=True)
class Waiting:
    """A practice that waits for a decision, by when its makers should have one, and who has it."""

    card: Card
    practice_id: int
    due: str  # "3 days late", "today", the day
    is_late: bool
    holder: Holder


def waiting(*, viewer: Viewer, today: date) -> list[Waiting]:
    """The rows of `waiting_for_review` with their time, the viewer's own first. One query."""
    practices = assignments.joined(published.for_cards(waiting_for_review(viewer=viewer)))
    return _own_first(_row(practice, viewer, today) for practice in practices)


def waiting_and_newest(
    *, viewer: Viewer, today: date, waiting: int, newest: int
) -> tuple[list[Waiting], list[Card]]:
    """The first rows of both lists, for one page. One query."""
    rows, cards, _uncared = for_desk(viewer=viewer, today=today, waiting=waiting, newest=newest, neglected=0)
    return rows, cards


@dataclass(frozen=True)
class Neglected:
    """A published practice that nobody answers for."""

    card: Card
    flagged_at: datetime | None
    has_no_contact: bool  # else nobody has confirmed that it still holds


def for_desk(
    *, viewer: Viewer, today: date, waiting: int, newest: int, neglected: int
) -> tuple[list[Waiting], list[Card], list[Neglected]]:
    """What waits, the newest, and what nobody answers for: the first rows of each. One query."""
    to_review = waiting_for_review(viewer=viewer).values("pk")[:waiting]
    latest = published.latest(viewer).values("pk")[:newest]
    uncared = freshness.neglected(viewer=viewer).values("pk")[:neglected]
    found = Practice.objects.filter(Q(pk__in=to_review) | Q(pk__in=latest) | Q(pk__in=uncared))
    practices = list(assignments.joined(published.for_cards(found)).order_by("submitted_at", "pk"))
    submitted = [practice for practice in practices if practice.status == Practice.Status.SUBMITTED]
    rows = _own_first(_row(practice, viewer, today) for practice in submitted)
    shown = [practice for practice in practices if practice.status == Practice.Status.PUBLISHED]
    cards = sorted(map(card, shown), key=lambda one: (one.published_at, one.pk), reverse=True)
    lost = [practice for practice in shown if freshness.is_neglected(practice, viewer=viewer)]
    lost.sort(key=lambda one: (one.flagged_at is None, one.flagged_at, one.pk))
    return (
        rows,
        cards[:newest],
        [Neglected(card(one), one.flagged_at, one.contact_id is None) for one in lost[:neglected]],
    )


def _row(practice: Practice, viewer: Viewer, today: date) -> Waiting:
    holder = assignments.joined_holder(practice, viewer=viewer)
    due = due_at(practice, holder)
    due_on = timezone.localdate(due) if due else today
    return Waiting(card(practice), practice.pk, dates.until(due_on, today=today), due_on < today, holder)


def _own_first(rows: Iterable[Waiting]) -> list[Waiting]:
    """Those before which the viewer has taken on or been asked for; else as they come."""
    return sorted(rows, key=lambda row: not row.holder.is_mine)


def due_at(practice: Practice, holder: Holder | None = None) -> datetime | None:
    """When the makers should have an answer: as whoever has it was told, else 21 days after the submission."""
    if holder is not None and holder.assignment is not None:
        return holder.assignment.due_at
    return practice.submitted_at + REVIEWED_WITHIN if practice.submitted_at else None


def mine(*, viewer: Viewer) -> QuerySet[Practice]:
    """What the viewer may write on: of the own organisations, and as a co-author. One query."""
    if not viewer.is_authenticated:
        return Practice.objects.none()
    made = Practice.objects.filter(made_by(viewer)).select_related("owner", "author")
    return joined(
        made.order_by("-updated_at", "-pk"),
        texts=PracticeText.objects.all(),
        transitions=Transition.objects.order_by("-at", "-pk"),
    )


def _touched_by(viewer: Viewer) -> Q:
    """Made by the viewer or the viewer's organisations, now or once: not theirs to decide on."""
    written = Practice.co_authors.through.objects.filter(person=viewer.person_id)
    named = Q(author=viewer.person_id) | Q(contact=viewer.person_id)
    return named | Q(pk__in=written.values("practice_id")) | made_by(viewer)


def _in_regions(region_ids: Iterable[int]) -> QuerySet[object]:  # type: ignore[type-var]
    return Practice.regions.through.objects.filter(region__in=region_ids).values("practice_id")
