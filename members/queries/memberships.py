"""Memberships that wait, and who may decide on them."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from elo_portal.core.viewers import Viewer
from members.models import Membership, Organisation, Person, Region, RoleGrant

Role = RoleGrant.Role


def with_places(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """With person, organisation and its regions, as permissions and pages need them. Adds one query."""
    regions = Prefetch("organisation__regions", queryset=Region.objects.order_by("code"))
    return memberships.select_related("person", "organisation__type").prefetch_related(regions)


def manageable_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """Active organisations whose members the viewer manages, by name. One query."""
    organisations = Organisation.objects.active().order_by("sort_key", "pk")
    if viewer.is_admin:
        return organisations
    mine = Q(pk__in=viewer.contact_organisation_ids)
    near = Q(
        pk__in=Organisation.regions.through.objects.filter(region__in=viewer.region_ids).values(
            "organisation"
        )
    )
    return organisations.filter(mine | near)


def pending_memberships(*, viewer: Viewer) -> QuerySet[Membership]:
    """Those that the viewer may decide on, the oldest first. Two queries."""
    waiting = Membership.objects.pending().filter(
        organisation__in=manageable_organisations(viewer).order_by(), person__is_active=True
    )
    if not viewer.is_admin:
        waiting = waiting.exclude(person=viewer.person_id)
    return with_places(waiting).order_by("asked_at", "pk")


def own_memberships(*, viewer: Viewer) -> QuerySet[Membership]:
    """The viewer's own that have not ended or been declined, the newest first. Two queries."""
    mine = Membership.objects.live().filter(person=viewer.person_id)
    return with_places(mine).order_by("-asked_at", "pk")


def confirmers(organisation: Organisation, *, today: date) -> QuerySet[Person]:
    """Contact persons of the organisation and coordinators of its regions, active today. One query."""
    grants = RoleGrant.objects.valid_on(today).filter(
        Q(role=Role.CONTACT, organisation=organisation)
        | Q(
            role=Role.COORDINATOR,
            authority__regions__in=organisation.regions.all(),
            authority__valid_from__lte=today,
        )
        & (Q(authority__valid_until__isnull=True) | Q(authority__valid_until__gte=today))
    )
    return Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk")
