"""Who has written a practice, and who may be named as well."""

from datetime import date

from django.db.models import QuerySet

from members.models import Membership, Person
from practices.models import Practice
from practices.queries.choices import Pairs


def candidates(practice: Practice, *, today: date) -> QuerySet[Person]:
    """Active people of the owner and the partners, except the author. No query."""
    organisations = [practice.owner_id, *practice.partners.values_list("organisation", flat=True)]
    members = Membership.objects.valid_on(today).filter(organisation__in=organisations)
    people = Person.objects.active().filter(pk__in=members.values("person_id"))
    return people.exclude(pk=practice.author_id).order_by("sort_key", "pk")


def named(practice: Practice) -> QuerySet[Person]:
    """The co-authors by name. No query."""
    return practice.co_authors.order_by("sort_key", "pk")


def choices(practice: Practice, *, today: date) -> Pairs:
    """(id, name with organisations) of those who may be named and are not yet. Three queries."""
    found = candidates(practice, today=today).exclude(
        pk__in=Practice.co_authors.through.objects.filter(practice=practice).values("person_id")
    )
    organisations = [practice.owner_id, *practice.partners.values_list("organisation", flat=True)]
    members = Membership.objects.valid_on(today).filter(
        organisation__in=organisations, person__in=found.values("pk")
    )
    places: dict[int, str] = {}
    for membership in members.select_related("organisation").order_by("pk"):
        places.setdefault(membership.person_id, membership.organisation.name)
    return [(person.pk, f"{person.name}, {places.get(person.pk, '')}") for person in found]
