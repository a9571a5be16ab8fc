"""Lists and pages of people for administrators."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from members.models import Authority, Membership, Organisation, Person, RoleGrant

Role = RoleGrant.Role


@dataclass(frozen=True)
class PersonFilter:
    """What the list shows; a field left empty does not narrow it."""

    text: str = ""
    role: str = ""
    state: str = ""  # active, inactive, homeless (named an organisation that is not in the list)


def first_administrator(*, now: datetime) -> Person | None:
    """Whoever has been an administrator the longest, for work that no person started. One query."""
    grants = RoleGrant.objects.valid_on(timezone.localdate(now)).filter(
        role=Role.ADMIN, person__is_active=True
    )
    first = grants.select_related("person").order_by("pk").first()
    return first.person if first else None


def answering(email: str | None, *, now: datetime) -> Person | None:
    """Who answers for a command that runs without a page: the active person with the address, or the first
    administrator. One query."""
    if email:
        return Person.objects.active().with_address(email).first()
    return first_administrator(now=now)


def people(*, wanted: PersonFilter, today: date) -> QuerySet[Person]:
    """For the administrators' list, with today's organisations and roles. Three queries a page."""
    memberships = Membership.objects.valid_on(today).select_related("organisation").order_by("pk")
    found = Person.objects.prefetch_related(
        Prefetch("memberships", queryset=memberships, to_attr="memberships_now"),
        Prefetch("role_grants", queryset=_grants().valid_on(today), to_attr="grants_now"),  # type: ignore[attr-defined]
    )
    for word in wanted.text.split():
        found = found.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        )
    if wanted.role:
        holders = RoleGrant.objects.valid_on(today).filter(person=OuterRef("pk"), role=wanted.role)
        found = found.filter(Exists(holders))
    if wanted.state == "homeless":
        found = found.exclude(named_organisation="")
    elif wanted.state:
        found = found.filter(is_active=wanted.state == "active")
    return found.order_by("sort_key", "pk")


def grants_of(person: Person) -> QuerySet[RoleGrant]:
    """All roles that the person has, had or will have, the newest first. One query."""
    return _grants().filter(person=person)


def memberships_of(person: Person) -> QuerySet[Membership]:
    """All memberships of the person, the newest first. One query."""
    return person.memberships.select_related("organisation").order_by("-asked_at", "-pk")


def grantable_authorities(*, today: date) -> QuerySet[Authority]:
    """Authorities that have not ended. One query."""
    return Authority.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today)).order_by(
        "kind", "code"
    )


@dataclass(frozen=True)
class Counts:
    """The numbers of the administrators' start page."""

    organisations: int
    suspended_organisations: int
    people: int
    people_without_organisation: int
    waiting_memberships: int
    open_invitations: int


def counts(*, open_invitations: int) -> Counts:
    """Four queries."""
    active = Organisation.objects.active().count()
    suspended = Organisation.objects.filter(state=Organisation.State.SUSPENDED).count()
    people = Person.objects.active()
    return Counts(
        organisations=active,
        suspended_organisations=suspended,
        people=people.count(),
        people_without_organisation=people.exclude(named_organisation="").count(),
        waiting_memberships=Membership.objects.pending().count(),
        open_invitations=open_invitations,
    )


def _grants() -> "QuerySet[RoleGrant]":
    return RoleGrant.objects.select_related("authority", "organisation").order_by("-starts_on", "-pk")


def organisations_of(person: Person, *, today: date) -> QuerySet[Organisation]:
    """Organisations that the person belongs to today. One query."""
    memberships = Membership.objects.valid_on(today).filter(person=person)
    return Organisation.objects.filter(pk__in=memberships.values("organisation")).order_by("sort_key", "pk")
