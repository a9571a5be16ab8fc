"""What waits for whom: the desk and the person's own page."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from elo_portal.core import dates
from elo_portal.core.viewers import Viewer
from members.models import Membership, Person
from members.queries.memberships import own_memberships, pending_memberships
from practices import queries as practice_queries
from practices.cards import Card
from practices.models import Practice
from seminars import queries as seminar_queries
from seminars.models import Event, Registration

SHOWN = 8


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

    membership_count: int
    tasks: list[Task]
    events: list[Event]
    newest: list[Card]


def desk(*, viewer: Viewer, now: datetime) -> Desk:
    """At most twelve queries, however much waits."""
    waiting = pending_memberships(viewer=viewer)
    shown = list(waiting[: SHOWN + 1])
    events = seminar_queries.managed_by(viewer=viewer) if viewer.is_coordinator or viewer.is_admin else None
    return Desk(
        membership_count=waiting.count() if len(shown) > SHOWN else len(shown),
        tasks=[_membership_task(membership) for membership in shown[:SHOWN]],
        events=list(events.filter(ends_at__gt=now)[:SHOWN]) if events is not None else [],
        newest=practice_queries.newest(viewer=viewer, limit=4),
    )


def _membership_task(membership: Membership) -> Task:
    return Task(
        title=membership.person.name,
        url=reverse("members:memberships"),
        action=_("Confirm"),
        due=dates.day(membership.asked_at, weekday=False, year=False),
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
    )
