"""What ends soon in groups, and seats that have stood vacant: derived from the rows, so a moved day moves it too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from elo_portal.core.joined import joined
from elo_portal.core.viewers import Viewer
from members.models import Authority, Group, Mandate, Person, Region, RoleGrant, Seat

BEFORE = (30, 90)  # days: told at both
VACANT_FOR = timedelta(days=30)


class What(StrEnum):
    MANDATE = "mandate"
    TERMS = "terms"
    VACANCY = "vacancy"


@dataclass(frozen=True)
class Deadline:
    """Something for those who lead a group to see to. `key` is the same for as long as it is the same thing."""

    group: Group
    what: What
    day: date  # it ends, or has been vacant since
    key: str
    count: int = 1  # seats whose term ends
    seat: Seat | None = None  # the vacant one

    @property
    def title(self) -> str:
        if self.what is What.MANDATE:
            return _("The mandate of the group ends")
        if self.what is What.VACANCY:
            return _("A seat of the group is vacant")
        text = ngettext("The term of %(count)s seat ends", "The terms of %(count)s seats end", self.count)
        return text % {"count": self.count}


def with_deadlines(groups: QuerySet[Group], *, today: date) -> QuerySet[Group]:
    """With what `deadlines` looks at: regions, mandates and seats. One query."""
    unended = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return joined(
        groups,
        regions=Region.objects.order_by("code"),
        mandates=Mandate.objects.filter(ends_on__gte=today).order_by("ends_on"),
        seats=Seat.objects.filter(unended).select_related("organisation").order_by("ends_on", "pk"),
    )


def deadlines(groups: Iterable[Group], *, today: date) -> list[Deadline]:
    """Of groups `with_deadlines`: vacancies first, then what ends, the nearest first. No query."""
    found = [one for group in groups for one in _of(group, today=today)]
    return sorted(found, key=lambda one: (one.what is not What.VACANCY, one.day, one.group.pk))


def tended_by(viewer: Viewer) -> QuerySet[Group]:
    """Groups that the viewer leads or whose regions they coordinate. No query."""
    near = Group.regions.through.objects.filter(region__in=viewer.region_ids)
    led = Q(pk__in=viewer.led_group_ids) | Q(parent__in=viewer.led_group_ids)
    return Group.objects.filter(Q(pk__in=near.values("group_id")) | led)


def _of(group: Group, *, today: date) -> Iterator[Deadline]:
    mandates = list(group.mandates.all())
    if mandates and (before := _before(mandates[-1].ends_on, today)):
        last = mandates[-1]  # where another follows, the last one counts
        key = f"mandate:{last.pk}:{last.ends_on}:{before}"
        yield Deadline(group, What.MANDATE, last.ends_on, key)
    seats = list(group.seats.all())
    ending = [seat for seat in seats if seat.ends_on is not None and not _is_followed(seat, seats)]
    for day, theirs in groupby(ending, key=lambda seat: seat.ends_on):
        if day is not None and (before := _before(day, today)):
            yield Deadline(group, What.TERMS, day, f"terms:{group.pk}:{day}:{before}", len(list(theirs)))
    for seat in seats:
        if seat.person_id is None and seat.starts_on <= today - VACANT_FOR:
            yield Deadline(group, What.VACANCY, seat.starts_on, f"vacancy:{seat.pk}", seat=seat)


def _before(day: date, today: date) -> int | None:
    """At how many days before it is told now; None while it is far."""
    return next((days for days in BEFORE if (day - today).days <= days), None)


def _is_followed(seat: Seat, seats: Iterable[Seat]) -> bool:
    """Whether whoever has the seat has another one afterwards."""
    holder = (seat.organisation_id, None if seat.organisation_id else seat.person_id)
    return any(
        (one.organisation_id, None if one.organisation_id else one.person_id) == holder
        and seat.ends_on is not None
        and one.starts_on > seat.ends_on
        for one in seats
    )


def whom_to_tell(found: Iterable[Deadline], *, today: date) -> dict[int, list[Person]]:
    """For each group those who lead it and those who coordinate its regions. Two queries."""
    ids = {one.group.pk for one in found}
    leaders = Seat.objects.valid_on(today).filter(group__in=ids, role__in=Seat.LEADS, person__isnull=False)
    coordinators = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.COORDINATOR,
        authority__in=Authority.objects.valid_on(today),
        authority__regions__groups__in=ids,
    )
    pairs = leaders.order_by().values_list("group_id", "person_id")
    pairs = pairs.union(coordinators.order_by().values_list("authority__regions__groups", "person_id"))
    told = list(pairs)
    people = Person.objects.active().in_bulk({person_id for _group, person_id in told})
    return {
        group_id: [
            people[pk] for pk in sorted({who for where, who in told if where == group_id}) if pk in people
        ]
        for group_id in ids
    }
