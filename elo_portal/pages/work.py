"""What waits for whom: the desk and the person's own page."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from elo_portal.core import dates
from elo_portal.core.viewers import Viewer
from members.models import ClockItem, Measure, Membership, Person
from members.queries.groups.deadlines import Deadline, What, deadlines, tended_by, with_deadlines
from members.queries.memberships import own_memberships, pending_memberships
from members.queries.plans import reminding
from practices import queries as practice_queries
from practices.cards import Card
from practices.models import Assignment, Practice
from practices.queries import Neglected, Waiting, assignments
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
    """Ten queries, however much waits."""
    today = timezone.localdate(now)
    to_review, newest, neglected = practice_queries.for_desk(
        viewer=viewer, today=today, waiting=SHOWN, newest=NEWEST, neglected=SHOWN
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
    tends = bool(viewer.region_ids or viewer.led_group_ids)
    groups = (
        list(with_deadlines(reminding.with_clock_items(tended_by(viewer), today=today), today=today))
        if tends
        else []
    )
    ending, coming = deadlines(groups, today=today), reminding.clock_items_of(groups)
    return Desk(
        review_count=reviews["all"],
        late_count=reviews["late"],
        membership_count=membership_count,
        event_count=event_count,
        tasks=[
            *(_review_task(row) for row in to_review),
            *(_score_task(one, now) for one in assignments.to_score(viewer=viewer)[:SHOWN]),
            *(_membership_task(membership) for membership in memberships),
            *(_group_task(one, now) for one in ending[:SHOWN]),
            *(_neglected_task(one) for one in neglected),
            *(_measure_task(one, today) for one in reminding.measures_for(viewer, today=today)[:SHOWN]),
            *(_clock_task(one) for one in coming[:SHOWN]),
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
        note=str(row.holder.said),
        is_late=row.is_late,
    )


def _score_task(assignment: Assignment, now: datetime) -> Task:
    return Task(
        title=assignment.practice.text.title,
        url=reverse("practices:national", args=[assignment.practice_id]),
        action=_("Score"),
        due=dates.until(timezone.localdate(assignment.due_at), today=timezone.localdate(now)),
        note=_("National review"),
        is_late=assignment.due_at < now,
    )


def _membership_task(membership: Membership) -> Task:
    return Task(
        title=membership.person.name,
        url=reverse("members:memberships"),
        action=_("Confirm"),
        due=_("since %(day)s") % {"day": dates.day(membership.asked_at, weekday=False, year=False)},
        note=_("Asks to join: %(organisation)s") % {"organisation": membership.organisation.name},
    )


def _group_task(one: Deadline, now: datetime) -> Task:
    due = dates.until(one.day, today=timezone.localdate(now))
    if one.what is What.VACANCY:
        due = _("since %(day)s") % {"day": dates.day(one.day, weekday=False, year=False)}
    holder = one.seat.organisation if one.seat else None
    return Task(
        title=one.group.name,
        url=reverse("members:group", args=[one.group.slug]),
        action=_("Open the group"),
        due=due,
        note=f"{one.title}: {holder.name}" if holder else one.title,
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


def _measure_task(measure: Measure, today: date) -> Task:
    plan = measure.plan
    return Task(
        title=f"{measure.number} {measure.title}",
        url=reverse("members:measure", args=[plan.group.slug, plan.year, measure.pk]),
        action=_("Look at it"),
        due=dates.until(measure.due_on, today=today),
        note=_("Measure: %(group)s") % {"group": plan.group.name},
        is_late=measure.due_on < today,
    )


def _clock_task(item: ClockItem) -> Task:
    return Task(
        title=item.title,
        url=reverse("members:clock", args=[item.group.slug, item.year]),
        action=_("Look at it"),
        due=dates.day(item.starts_on, weekday=False, year=False) if item.day else dates.month(item.starts_on),
        note=_("Annual clock: %(group)s") % {"group": item.group.name},
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
    """Five queries."""
    shown, practice_count = _first(practice_queries.mine(viewer=viewer))
    return Mine(
        person=Person.objects.get(pk=viewer.person_id),
        practices=shown,
        practice_count=practice_count,
        registrations=list(seminar_queries.my_registrations(viewer.person_id, now=now)[:SHOWN]),
        memberships=list(own_memberships(viewer=viewer)),
        returned=[practice for practice in shown if practice.status == Practice.Status.RETURNED],
        asked=[one for one in shown if one.status == Practice.Status.PUBLISHED and one.asked_at],
    )
