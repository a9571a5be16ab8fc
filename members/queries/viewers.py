"""How a Viewer is loaded."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q
from django.utils import timezone

from elo_portal.core.viewers import NOBODY, Viewer
from members.models import Authority, Membership, Person, RoleGrant, Seat

Role = RoleGrant.Role
IDS = ("coordinated", "coordinated_regions", "contact_ids", "organisation_ids", "group_ids", "led_ids")
# Stand in the query for what each request puts there.
A_DAY, AN_ID = date(1, 1, 1), -1


def load_viewer(*, person_id: int | None = None, account_id: int | None = None, now: datetime) -> Viewer:
    """The person with the roles, memberships and seats valid on the day of `now`. One query.

    NOBODY when the person is gone or deactivated: that takes effect at the next request.
    """
    by_account = person_id is None
    sql, parameters = _asked_for(by_account=by_account)
    values = {A_DAY: timezone.localdate(now), AN_ID: account_id if by_account else person_id}
    with connection.cursor() as cursor:
        cursor.execute(sql, [values.get(one, one) for one in parameters])
        row = cursor.fetchone()
    return NOBODY if row is None else _viewer(*row)


def _viewer(
    person_id: int,
    first_name: str,
    last_name: str,
    language: str,
    unscoped_roles: list[str],
    *ids: list[int],
) -> Viewer:
    authorities, regions, contact, organisations, groups, led = map(frozenset, ids)
    return Viewer(
        person_id=person_id,
        name=Person(first_name=first_name, last_name=last_name).name,
        language=language,
        is_admin=Role.ADMIN in unscoped_roles,
        is_reviewer=Role.REVIEWER in unscoped_roles,
        authority_ids=authorities,
        region_ids=regions,
        organisation_ids=organisations,
        contact_organisation_ids=contact,
        group_ids=groups,
        led_group_ids=led,
    )


@cache
def _asked_for(*, by_account: bool) -> tuple[str, tuple[Any, ...]]:
    """The query and its parameters, built once: that takes longer than asking it, and it is asked for every page."""
    who = Q(account_id=AN_ID, account__is_active=True) if by_account else Q(pk=AN_ID)
    columns = ("pk", "first_name", "last_name", "language", "unscoped_roles", *IDS)
    people = _people_with_ids(A_DAY).filter(who, is_active=True).order_by().values_list(*columns)
    return people.query.sql_with_params()  # type: ignore[no-any-return]


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
        led_ids=ArraySubquery(
            Seat.objects.valid_on(today)
            .filter(person=OuterRef("pk"), role__in=Seat.LEADS)
            .order_by()
            .values("group_id")
        ),
    )
