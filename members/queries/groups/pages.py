"""All that the page of one group shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from elo_portal.core.names import in_language, language_shown
from elo_portal.core.viewers import Viewer
from members.models import Authority, Group, Mandate, Organisation, Project, YearlyResources
from members.queries.groups.seats import Expected, SeatToday, composition, seats_today
from members.slots import SharedWork, shared_work

NEAR = timedelta(days=90)


@dataclass(frozen=True)
class GroupPage:
    group: Group
    today: date
    seats: list[SeatToday]
    expected: list[Expected]
    shared: list[SharedWork]

    @property
    def purpose(self) -> str:
        return in_language(self.group, "purpose")

    @property
    def purpose_language(self) -> str:
        return language_shown(self.group, "purpose")

    @property
    def missing(self) -> list[Expected]:
        return [one for one in self.expected if not one.is_there]

    @property
    def mandate(self) -> Mandate | None:
        """The one in force today, else the next."""
        unended = [one for one in self.group.mandates.all() if one.ends_on >= self.today]
        return unended[-1] if unended else None

    @property
    def other_mandates(self) -> list[Mandate]:
        """Earlier ones and those to come, the latest first."""
        return [one for one in self.group.mandates.all() if one != self.mandate]

    @property
    def days_left(self) -> int | None:
        """Of a mandate that ends within ninety days."""
        if self.mandate is None or self.mandate.starts_on > self.today:
            return None
        left = self.mandate.ends_on - self.today
        return left.days if left <= NEAR else None

    @property
    def resources(self) -> YearlyResources | None:
        """Of this year, else of the latest."""
        known = [one for one in self.group.yearly_resources.all() if one.year <= self.today.year]
        return known[0] if known else None

    @property
    def resources_year(self) -> int:
        return self.resources.year if self.resources else self.today.year

    @property
    def projects(self) -> list[Project]:
        """Those that run this year."""
        year = self.today.year
        return [one for one in self.group.projects.all() if one.first_year <= year <= one.last_year]

    @property
    def needing(self) -> list[SeatToday]:
        """Seats whose person has left the organisation."""
        return [one for one in self.seats if one.needs_new_person]


def page(group: Group, *, viewer: Viewer, now: datetime) -> GroupPage:
    """For one of `groups()`. One query, and what fills the slot makes.

    Names of people in seats are for the network: the template asks `viewer.is_member`.
    """
    today = timezone.localdate(now)
    seats = seats_today(group, today=today)
    return GroupPage(
        group=group,
        today=today,
        seats=seats,
        expected=composition(group, seats),
        shared=shared_work.contents([group.pk], viewer=viewer, now=now).get(group.pk, []),
    )


def givers(group: Group, *, today: date) -> list[Authority]:
    """Authorities that may have given a mandate: those of its regions now and before, else all. One query."""
    found = Authority.objects.filter(valid_from__lte=today).order_by("-valid_from", "code")
    regions = [region.pk for region in group.regions.all()]
    return list(found.filter(regions__in=regions).distinct() if regions else found)


def organisations_near(group: Group) -> QuerySet[Organisation]:
    """Member organisations that may hold a seat: of the group's regions; of a group without regions, all. One query."""
    found = Organisation.objects.active().order_by("sort_key", "pk")
    regions = [region.pk for region in group.regions.all()]
    near = Organisation.regions.through.objects.filter(region__in=regions)
    return found.filter(pk__in=near.values("organisation_id")) if regions else found
