"""What waits for whom: the desk and the person's own page."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from elo_portal.core import dates
from elo_portal.core.viewers import Viewer
from members.models import Membership, Person
from members.queries.memberships import own_memberships, pending_memberships
from practices import queries as practice_queries
from practices.cards import Card
from practices.models import Practice
from practices.queries import Neglected, Waiting
from seminars import queries as seminar_queries
from seminars.models import Event, Registration

SHOWN = 8
NEWEST = 4


@dataclass(frozen=True)
class Task:
    """Something to do: by when, why, and where it is done."""

    title: str
    url: str
    action: str
    due: str
    note: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Desk:
    """Figures that lead to their lists, tasks in the order of their time, events to come."""

    review_count: int
    late_count: int
    membership_count: int
    tasks: list[Task]
    events: list[Event]
    newest: list[Card]


def desk(*, viewer: Viewer, now: datetime) -> Desk:
    """At most twelve queries, however much waits."""
    to_review, newest, neglected = practice_queries.for_desk(
        viewer=viewer, today=timezone.localdate(now), waiting=SHOWN + 1, newest=NEWEST, neglected=SHOWN
    )
    late = sum(row.is_late for row in to_review)
    waiting = pending_memberships(viewer=viewer)
    shown = list(waiting[: SHOWN + 1])
    tasks = [_review_task(row) for row in to_review[:SHOWN]]
    tasks += [_membership_task(membership) for membership in shown[:SHOWN]]
    tasks += [_neglected_task(one) for one in neglected]
    events = seminar_queries.managed_by(viewer=viewer) if viewer.is_coordinator or viewer.is_admin else None
    return Desk(
        review_count=_reviews(viewer).count() if len(to_review) > SHOWN else len(to_review),
        late_count=_late_reviews(viewer, now).count() if late > SHOWN else late,
        membership_count=waiting.count() if len(shown) > SHOWN else len(shown),
        tasks=tasks,
        events=list(events.filter(ends_at__gt=now)[:SHOWN]) if events is not None else [],
        newest=newest,
    )


def _reviews(viewer: Viewer) -> QuerySet[Practice]:
    return practice_queries.waiting_for_review(viewer=viewer)


def _late_reviews(viewer: Viewer, now: datetime) -> QuerySet[Practice]:
    return _reviews(viewer).filter(submitted_at__lt=now - practice_queries.REVIEWED_WITHIN)


def _review_task(row: Waiting) -> Task:
    return Task(
        title=row.card.title,
        url=reverse("practices:review", args=[row.practice_id]),
        action=_("Review"),
        due=row.due,
        note=_("A suggested practice waits for your answer."),
        is_late=row.is_late,
    )


def _membership_task(membership: Membership) -> Task:
    return Task(
        title=membership.person.name,
        url=reverse("members:memberships"),
        action=_("Confirm"),
        due=_("since %(day)s") % {"day": dates.day(membership.asked_at, weekday=False, year=False)},
        note=_("Asks to join: %(organisation)s") % {"organisation": membership.organisation.name},
    )


def _neglected_task(one: Neglected) -> Task:
    note, due = _("Nobody has confirmed for sixty days that this practice still holds: %(organisation)s"), ""
    if one.has_no_contact:
        note = _("This practice has no contact person: %(organisation)s")
    if one.flagged_at is not None:
        due = _("since %(day)s") % {"day": dates.day(one.flagged_at, weekday=False, year=False)}
    return Task(
        title=one.card.title,
        url=reverse("practices:fresh", args=[one.card.slug]),
        action=_("Look at it"),
        due=due,
        note=note % {"organisation": one.card.owner},
    )


@dataclass(frozen=True)
class Mine:
    """What is mine and what comes next."""

    person: Person
    practices: list[Practice]
    practice_count: int
    registrations: list[Registration]
    memberships: list[Membership]
    returned: list[Practice] = field(default_factory=list)
    asked: list[Practice] = field(default_factory=list)  # whether they still hold


def mine(*, viewer: Viewer, now: datetime) -> Mine:
    """At most eight queries."""
    practices = practice_queries.mine(viewer=viewer)
    shown = list(practices[:SHOWN])
    return Mine(
        person=Person.objects.get(pk=viewer.person_id),
        practices=shown,
        practice_count=practices.count(),
        registrations=list(seminar_queries.my_registrations(viewer.person_id, now=now)[:SHOWN]),
        memberships=list(own_memberships(viewer=viewer)),
        returned=[practice for practice in shown if practice.status == Practice.Status.RETURNED],
        asked=[one for one in shown if one.status == Practice.Status.PUBLISHED and one.asked_at],
    )
