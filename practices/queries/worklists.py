"""Work lists: what waits for a reviewer, what a maker has written, who may decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from elo_portal.core import dates
from elo_portal.core.joined import joined
from elo_portal.core.viewers import Viewer
from members.models import Authority, Membership, Person, RoleGrant
from practices.cards import Card, card
from practices.models import Practice, PracticeText, Transition
from practices.queries import published

REVIEWED_WITHIN = timedelta(days=21)


def waiting_for_review(*, viewer: Viewer) -> QuerySet[Practice]:
    """In review and the viewer's to decide on, the oldest first. One query."""
    if not viewer.is_authenticated:
        return Practice.objects.none()
    waiting = Practice.objects.submitted().exclude(_made_by(viewer))
    if not viewer.is_admin:
        near = Q(pk__in=_in_regions(viewer.region_ids))
        if viewer.is_reviewer:
            near |= Q(is_national=True)
        waiting = waiting.filter(near)
    return waiting.order_by("submitted_at", "pk")


@dataclass(frozen=True)
class Waiting:
    """A practice that waits for a decision, and by when its makers should have one."""

    card: Card
    practice_id: int
    due: str  # "3 days late", "today", the day
    is_late: bool


def waiting(*, viewer: Viewer, today: date) -> list[Waiting]:
    """The rows of `waiting_for_review` with their time. One query."""
    return [_row(practice, today) for practice in published.for_cards(waiting_for_review(viewer=viewer))]


def waiting_and_newest(
    *, viewer: Viewer, today: date, waiting: int, newest: int
) -> tuple[list[Waiting], list[Card]]:
    """The first rows of both lists, for one page. One query."""
    to_review = waiting_for_review(viewer=viewer).values("pk")[:waiting]
    latest = published.latest(viewer).values("pk")[:newest]
    found = published.for_cards(Practice.objects.filter(Q(pk__in=to_review) | Q(pk__in=latest)))
    practices = list(found.order_by("submitted_at", "pk"))
    rows = [_row(practice, today) for practice in practices if practice.status == Practice.Status.SUBMITTED]
    cards = [card(practice) for practice in practices if practice.status == Practice.Status.PUBLISHED]
    return rows, sorted(cards, key=lambda one: (one.published_at, one.pk), reverse=True)


def _row(practice: Practice, today: date) -> Waiting:
    due = due_at(practice)
    due_on = timezone.localdate(due) if due else today
    return Waiting(card(practice), practice.pk, dates.until(due_on, today=today), due_on < today)


def due_at(practice: Practice) -> datetime | None:
    """When the makers should have an answer."""
    return practice.submitted_at + REVIEWED_WITHIN if practice.submitted_at else None


def mine(*, viewer: Viewer) -> QuerySet[Practice]:
    """What the viewer wrote, answers for, or shares with colleagues, the latest changes first. One query."""
    if not viewer.is_authenticated:
        return Practice.objects.none()
    made = Practice.objects.filter(_made_by(viewer)).select_related("owner", "author")
    return joined(
        made.order_by("-updated_at", "-pk"),
        texts=PracticeText.objects.only("practice", "language", "title", "summary"),
        transitions=Transition.objects.order_by("-at", "-pk"),
    )


def reviewers_of(practice: Practice, *, now: datetime) -> list[Person]:
    """Who may decide on it today: coordinators of its regions, of a national one the national reviewers.

    Administrators where there is nobody else. Never its makers. One or two queries.
    """
    grants = RoleGrant.objects.valid_on(timezone.localdate(now))
    regional = grants.filter(
        role=RoleGrant.Role.COORDINATOR,
        authority__in=Authority.objects.valid_on(timezone.localdate(now)),
        authority__regions__in=practice.regions.all(),
    )
    national = grants.filter(role=RoleGrant.Role.REVIEWER) if practice.is_national else grants.none()
    return _holders(practice, regional | national, now=now) or _holders(
        practice, grants.filter(role=RoleGrant.Role.ADMIN), now=now
    )


def _holders(practice: Practice, grants: QuerySet[RoleGrant], *, now: datetime) -> list[Person]:
    colleagues = Membership.objects.valid_on(timezone.localdate(now)).filter(organisation=practice.owner_id)
    people = Person.objects.active().filter(pk__in=grants.values("person_id"))
    people = people.exclude(pk__in=[pk for pk in (practice.author_id, practice.contact_id) if pk])
    return list(people.exclude(pk__in=colleagues.values("person_id")).order_by("pk"))


def _made_by(viewer: Viewer) -> Q:
    return (
        Q(author=viewer.person_id)
        | Q(contact=viewer.person_id)
        | Q(owner__in=viewer.organisation_ids | viewer.contact_organisation_ids)
    )


def _in_regions(region_ids: Iterable[int]) -> QuerySet[object]:  # type: ignore[type-var]
    return Practice.regions.through.objects.filter(region__in=region_ids).values("practice_id")
