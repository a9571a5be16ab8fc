"""What is late or near: measures for their owners and for those who lead the group, the clock's next month."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from elo_portal.core.joined import joined
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


def with_clock_items(groups: QuerySet[Group], *, today: date) -> QuerySet[Group]:
    """With what is not done of this month and the next on their clocks. No query more."""
    following = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    near = Q(year=today.year, month=today.month) | Q(year=following.year, month=following.month)
    return joined(groups, clock_items=ClockItem.objects.filter(near, done_on__isnull=True))


def clock_items_of(groups: Iterable[Group]) -> list[ClockItem]:
    """The items of groups `with_clock_items`, the nearest first; of a month those without a day first. No query."""
    items = [item for group in groups for item in group.clock_items.all()]
    return sorted(items, key=lambda item: (item.year, item.month, item.day or 0, item.pk))
