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


def whom_to_remind(measures: Iterable[Measure], *, today: date) -> dict[int, list[Person]]:
    """By the id of a measure: the active person who owns it, else the contacts of the organisation that does.

    One query for all.
    """
    found = list(measures)
    grants = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.CONTACT,
        organisation__in={one.owner_organisation_id for one in found if one.owner_organisation_id},
        person__in=Person.objects.active(),
    )
    contacts: dict[int | None, dict[int, Person]] = {}
    for grant in grants.select_related("person").order_by("person"):
        contacts.setdefault(grant.organisation_id, {})[grant.person_id] = grant.person
    return {
        one.pk: [one.owner_person]
        if one.owner_person and one.owner_person.is_active
        else list(contacts.get(one.owner_organisation_id, {}).values())
        for one in found
    }


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
