"""Lists and pages of organisations for administrators, and the choice of one for everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from elo_portal.core.joined import joined
from elo_portal.core.models import Term
from members.models import Membership, Municipality, Organisation, Region, RoleGrant


@dataclass(frozen=True)
class OrganisationFilter:
    """What the list shows; a field left empty does not narrow it."""

    text: str = ""
    type_id: int | None = None
    region_id: int | None = None
    state: str = ""


def choosable_organisations() -> QuerySet[Organisation]:
    """Active organisations by their Finnish name, for a select. One query."""
    return Organisation.objects.active().order_by("sort_key", "pk")


def organisations(*, wanted: OrganisationFilter, today: date) -> QuerySet[Organisation]:
    """For the administrators' list, with `member_count` and `waiting_count`. Two queries a page."""
    approved = Q(memberships__state=Membership.State.APPROVED, memberships__starts_on__lte=today) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    )
    found = (
        Organisation.objects.select_related("type")
        .prefetch_related(Prefetch("regions", queryset=Region.objects.order_by("code")))
        .annotate(
            member_count=Count("memberships", filter=approved),
            waiting_count=Count("memberships", filter=Q(memberships__state=Membership.State.PENDING)),
        )
    )
    if wanted.text:
        found = found.filter(
            Q(name_fi__icontains=wanted.text)
            | Q(name_sv__icontains=wanted.text)
            | Q(name_en__icontains=wanted.text)
            | Q(business_id__startswith=wanted.text)
        )
    if wanted.type_id:
        found = found.filter(type=wanted.type_id)
    if wanted.region_id:
        in_region = Organisation.regions.through.objects.filter(region=wanted.region_id)
        found = found.filter(pk__in=in_region.values("organisation"))
    if wanted.state:
        found = found.filter(state=wanted.state)
    return found.order_by("sort_key", "pk")


@dataclass(frozen=True)
class Member:
    """Someone who belongs to an organisation, or waits to."""

    membership: Membership
    is_contact: bool


def with_relations() -> QuerySet[Organisation]:
    """With type, sectors, regions and municipalities, for the form. One query."""
    return joined(
        Organisation.objects.select_related("type"),
        sectors=Term.objects.order_by("pk"),
        regions=Region.objects.order_by("code"),
        municipalities=Municipality.objects.order_by("name_fi"),
    )


def members_of(organisation: Organisation, *, today: date) -> list[Member]:
    """Everybody who belongs to it or waits to, by name. One query."""
    contacts = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.CONTACT, organisation=organisation, person=OuterRef("person")
    )
    memberships = (
        organisation.memberships.exclude(state=Membership.State.DECLINED)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("person")
        .annotate(is_contact=Exists(contacts))
        .order_by("person__sort_key", "pk")
    )
    return [Member(membership, membership.is_contact) for membership in memberships]  # type: ignore[attr-defined]
