"""What waits for whom: the desk and the person's own page."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet, Window
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
from practices.queries import Waiting
from seminars import queries as seminar_queries
from seminars.models import Event, Registration

Row = TypeVar("Row", bound=Model)
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
    event_count: int
    tasks: list[Task]
    events: list[Event]
    newest: list[Card]


def desk(*, viewer: Viewer, now: datetime) -> Desk:
    """Five queries, however much waits."""
    to_review, newest = practice_queries.waiting_and_newest(
        viewer=viewer, today=timezone.localdate(now), waiting=SHOWN, newest=NEWEST
    )
    is_late = Q(submitted_at__lt=now - practice_queries.REVIEWED_WITHIN)
    reviews = practice_queries.waiting_for_review(viewer=viewer).aggregate(
        all=Count("pk"), late=Count("pk", filter=is_late)
    )
    memberships, membership_count = _first(pending_memberships(viewer=viewer))
    events, event_count = (
        _first(seminar_queries.managed_by(viewer=viewer).filter(ends_at__gt=now))
        if viewer.is_coordinator or viewer.is_admin
        else ([], 0)
    )
    return Desk(
        review_count=reviews["all"],
        late_count=reviews["late"],
        membership_count=membership_count,
        event_count=event_count,
        tasks=[
            *(_review_task(row) for row in to_review),
            *(_membership_task(membership) for membership in memberships),
        ],
        events=events,
        newest=newest,
    )


def _first(rows: QuerySet[Row]) -> tuple[list[Row], int]:
    """The first rows, and how many there are in all. No query more than the rows themselves take."""
    shown = list(rows.annotate(in_all=Window(Count("pk")))[:SHOWN])
    return shown, shown[0].in_all if shown else 0  # type: ignore[attr-defined]


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


@dataclass(frozen=True)
class Mine:
    """What is mine and what comes next."""

    person: Person
    practices: list[Practice]
    practice_count: int
    registrations: list[Registration]
    memberships: list[Membership]
    returned: list[Practice] = field(default_factory=list)


def mine(*, viewer: Viewer, now: datetime) -> Mine:
    """Five queries."""
    shown, practice_count = _first(practice_queries.mine(viewer=viewer))
    return Mine(
        person=Person.objects.get(pk=viewer.person_id),
        practices=shown,
        practice_count=practice_count,
        registrations=list(seminar_queries.my_registrations(viewer.person_id, now=now)[:SHOWN]),
        memberships=list(own_memberships(viewer=viewer)),
        returned=[practice for practice in shown if practice.status == Practice.Status.RETURNED],
    )
