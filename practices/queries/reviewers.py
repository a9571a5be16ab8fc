"""Whom to ask for a review: by region, never a maker, the least burdened first."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from members.models import Authority, Membership, Person, RoleGrant
from practices.models import Assignment, Practice
from practices.models.reviews import OPEN
from practices.neighbours import neighbours

Role = RoleGrant.Role
Step = Assignment.Step


def candidates(
    practice: Practice, *, step: int, now: datetime, without: Collection[int] = ()
) -> list[Person]:
    """Those of the nearest circle in which there is anybody, the one with the fewest open reviews first.

    The circles of a regional review: coordinators of its regions, coordinators of the neighbouring regions,
    administrators; of everything national: national reviewers, administrators. One query a circle.
    """
    today = timezone.localdate(now)
    for grants in _circles(practice, step, today):
        if people := list(_holders(practice, grants, today).exclude(pk__in=without)):
            return people
    return []


def national(practice: Practice, *, now: datetime) -> list[Person]:
    """The national reviewers who may score it, the least burdened first. One query."""
    today = timezone.localdate(now)
    return list(_holders(practice, RoleGrant.objects.valid_on(today).filter(role=Role.REVIEWER), today))


def _circles(practice: Practice, step: int, today: date) -> Iterator[QuerySet[RoleGrant]]:
    grants = RoleGrant.objects.valid_on(today)
    if step == Step.NATIONAL or practice.is_national:
        yield grants.filter(role=Role.REVIEWER)
    if step == Step.REGIONAL:
        own = [region.code for region in practice.regions.all()]
        yield _coordinators(grants, own, today)
        yield _coordinators(grants, neighbours(own), today)
    yield grants.filter(role=Role.ADMIN)


def _coordinators(grants: QuerySet[RoleGrant], codes: Collection[str], today: date) -> QuerySet[RoleGrant]:
    return grants.filter(
        role=Role.COORDINATOR,
        authority__in=Authority.objects.valid_on(today),
        authority__regions__code__in=codes,
    )


def _holders(practice: Practice, grants: QuerySet[RoleGrant], today: date) -> QuerySet[Person]:
    """Never a maker, nor anybody who has ever declared a conflict of interest about it."""
    members = Membership.objects.valid_on(today).filter(organisation=practice.owner_id)
    contacts = RoleGrant.objects.valid_on(today).filter(role=Role.CONTACT, organisation=practice.owner_id)
    conflicted = Assignment.objects.filter(practice=practice, has_conflict=True)
    return (
        Person.objects.active()
        .filter(pk__in=grants.values("person_id"))
        .exclude(pk__in=[pk for pk in (practice.author_id, practice.contact_id) if pk])
        .exclude(pk__in=practice.co_authors.values("pk"))
        .exclude(pk__in=members.values("person_id"))
        .exclude(pk__in=contacts.values("person_id"))
        .exclude(pk__in=conflicted.values("reviewer_id"))
        .annotate(load=Count("assignments", filter=Q(assignments__state__in=OPEN)))
        .order_by("load", "pk")
    )
