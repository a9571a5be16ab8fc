"""What is late or near: measures for their owners and for those who lead the group, the clock's next month."""

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from elo_portal.core.viewers import Viewer
from members.models import ActionPlan, ClockItem, Group, Measure, Person, RoleGrant

REMINDED_BEFORE = timedelta(days=30)


def due_measures(*, today: date) -> QuerySet[Measure]:
    """Unfinished ones of adopted plans that are late or due within 30 days. One query."""
    found = Measure.objects.unfinished().filter(
        plan__state=ActionPlan.State.ADOPTED, due_on__lte=today + REMINDED_BEFORE
    )
    related = ("goal", "plan__group", "owner_person", "owner_organisation")
    return found.select_related(*related).order_by("due_on", "pk")


def whom_to_remind(measure: Measure, *, today: date) -> list[Person]:
    """The person who owns it, else the contact persons of the organisation that does. At most one query."""
    if measure.owner_person is not None:
        return [measure.owner_person] if measure.owner_person.is_active else []
    contacts = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.CONTACT, organisation=measure.owner_organisation_id
    )
    return list(Person.objects.active().filter(pk__in=contacts.values("person")).order_by("pk"))


def _led(viewer: Viewer, group: str) -> Q:
    """The condition that the viewer leads the group of a row, or coordinates one of its regions."""
    coordinated = Group.regions.through.objects.filter(region__in=viewer.region_ids)
    leads = Q(**{f"{group}__in": viewer.led_group_ids}) | Q(**{f"{group}__parent__in": viewer.led_group_ids})
    return leads | Q(**{f"{group}__in": coordinated.values("group_id")})


def measures_for(viewer: Viewer, *, today: date) -> QuerySet[Measure]:
    """Of `due_measures` those that the viewer owns, or whose group they lead. One query."""
    owned = Q(owner_person=viewer.person_id) | Q(owner_organisation__in=viewer.contact_organisation_ids)
    return due_measures(today=today).filter(owned | _led(viewer, "plan__group"))


def clock_items_for(viewer: Viewer, *, today: date) -> QuerySet[ClockItem]:
    """Not done, of this month and the next, on the clocks of the groups that the viewer leads. One query."""
    following = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    near = Q(year=today.year, month=today.month) | Q(year=following.year, month=following.month)
    found = ClockItem.objects.filter(near, _led(viewer, "group"), done_on__isnull=True)
    return found.select_related("group").order_by("year", "month", F("day").asc(nulls_first=True), "pk")
