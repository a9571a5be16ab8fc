"""How a Viewer is loaded."""

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils import timezone

from elo_portal.core.viewers import NOBODY, Viewer
from members.models import Authority, Membership, Person, RoleGrant, Seat

Role = RoleGrant.Role


def load_viewer(*, person_id: int | None = None, account_id: int | None = None, now: datetime) -> Viewer:
    """The person with the roles, memberships and seats valid on the day of `now`. One query.

    NOBODY when the person is gone or deactivated: that takes effect at the next request.
    """
    today = timezone.localdate(now)
    who = Q(account_id=account_id, account__is_active=True) if account_id else Q(pk=person_id)
    person = _people_with_ids(today).filter(who, is_active=True).first()
    if person is None:
        return NOBODY
    return Viewer(
        person_id=person.pk,
        name=person.name,
        language=person.language,
        is_admin=Role.ADMIN in person.unscoped_roles,
        is_reviewer=Role.REVIEWER in person.unscoped_roles,
        authority_ids=frozenset(person.coordinated),
        region_ids=frozenset(person.coordinated_regions),
        organisation_ids=frozenset(person.organisation_ids),
        contact_organisation_ids=frozenset(person.contact_ids),
        group_ids=frozenset(person.group_ids),
    )


def _people_with_ids(today: date) -> Any:
    grants = RoleGrant.objects.valid_on(today).filter(person=OuterRef("pk")).order_by()
    seats = (
        Seat.objects.valid_on(today).filter(Q(person=OuterRef("pk")) | Q(deputy=OuterRef("pk"))).order_by()
    )
    memberships = Membership.objects.valid_on(today).filter(person=OuterRef("pk")).order_by()
    authorities = grants.filter(role=Role.COORDINATOR, authority__in=Authority.objects.valid_on(today))
    return Person.objects.annotate(
        unscoped_roles=ArraySubquery(grants.filter(role__in=[Role.ADMIN, Role.REVIEWER]).values("role")),
        coordinated=ArraySubquery(authorities.values("authority_id")),
        coordinated_regions=ArraySubquery(
            authorities.filter(authority__regions__isnull=False).values("authority__regions")
        ),
        contact_ids=ArraySubquery(grants.filter(role=Role.CONTACT).values("organisation_id")),
        organisation_ids=ArraySubquery(memberships.values("organisation_id")),
        group_ids=ArraySubquery(seats.values("group_id")),
    )
