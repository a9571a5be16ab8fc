"""Who answers for a practice: the contact person, else the organisation, else the region."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from elo_portal.core.viewers import Viewer
from members.models import Membership, Person, RoleGrant
from practices.freshness import Stage
from practices.models import Assignment, Practice
from practices.queries import reviewers


def makers_to_tell(practice: Practice) -> QuerySet[Person]:
    """Author, contact person and co-authors who are active. Mail asks again whether each may read it. No query."""
    named = [pk for pk in (practice.author_id, practice.contact_id) if pk]
    written = Practice.co_authors.through.objects.filter(practice=practice)
    return Person.objects.active().filter(Q(pk__in=named) | Q(pk__in=written.values("person_id")))


def contact_persons(organisation_id: int, *, today: date) -> QuerySet[Person]:
    """Active contact persons of an organisation, the first appointed first. No query."""
    grants = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.CONTACT, organisation=organisation_id
    )
    return Person.objects.active().filter(pk__in=grants.values("person_id")).order_by("pk")


def is_working_there(person_id: int, organisation_id: int, *, today: date) -> bool:
    """Active, and of the organisation today. One query."""
    memberships = Membership.objects.valid_on(today).filter(
        person=person_id, organisation=organisation_id, person__is_active=True
    )
    return memberships.exists()


def first_to_ask(practice: Practice, *, today: date) -> list[Person]:
    """The contact person, else the author, while they work in the owner organisation. At most three queries."""
    for person_id in dict.fromkeys([practice.contact_id, practice.author_id]):
        if person_id and is_working_there(person_id, practice.owner_id, today=today):
            return [Person.objects.get(pk=person_id)]
    return []


def whom_to_ask(practice: Practice, stage: Stage, *, now: datetime) -> list[Person]:
    """The circle of the stage, or the next one that holds anybody. At most six queries."""
    today = timezone.localdate(now)
    found: list[Person] = []
    if stage == Stage.CONTACT:
        found = first_to_ask(practice, today=today)
    if not found and stage <= Stage.ORGANISATION:
        found = list(contact_persons(practice.owner_id, today=today))
    return found or reviewers.candidates(practice, step=Assignment.Step.REGIONAL, now=now)


def authors_of(practice: Practice, *, viewer: Viewer) -> list[str]:
    """Names of the author and the co-authors, for the network only. No query for one of `reading.readable`."""
    if not viewer.is_member:
        return []
    others = sorted(practice.co_authors.all(), key=lambda person: (person.sort_key, person.pk))
    return list(dict.fromkeys([practice.author.name, *(person.name for person in others)]))
