"""Where a practice is in use, and what came of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from elo_portal.core.viewers import Viewer
from members.models import Membership, Organisation, Person, Region, RoleGrant
from practices import follow_ups, permissions
from practices.models import Adoption, AdoptionReport, Practice

State = Adoption.State
IN_USE = frozenset({State.IN_USE, State.ESTABLISHED})
ACTORS_OF_AN_ESTABLISHED_ONE = 3  # the makers and two more
Pairs = list[tuple[int, str]]


@dataclass(frozen=True)
class Overview:
    """What the page of a practice says of its use elsewhere."""

    adoptions: list[Adoption]  # that the viewer may see, the latest first
    organisations: int  # in use or established
    regions: int  # of these organisations
    by_region: dict[int, int]  # region id -> organisations in which it is in use
    starting: int  # planned or on trial
    ended: int
    since: date | None  # the first one that is in use
    told_on: date | None  # when somebody last told of it
    proposed: int | None  # maturity that these propose

    @property
    def is_empty(self) -> bool:
        return not self.adoptions


def of_practice(practice: Practice, *, viewer: Viewer) -> Overview:
    """Mere interest is for the network only. One query; `practice.regions` must be prefetched."""
    found = _for_pages(Adoption.objects.filter(practice=practice)).order_by("-started_on", "-pk")
    adoptions = list(found)
    in_use = [one for one in adoptions if one.state in IN_USE]
    return Overview(
        adoptions=[one for one in adoptions if viewer.is_member or one.state != State.INTERESTED],
        organisations=len({one.organisation_id for one in in_use}),
        regions=len({one.region_id for one in in_use}),
        by_region=_by_region(in_use),
        since=min((one.started_on for one in in_use), default=None),
        told_on=max((timezone.localdate(one.updated_at) for one in adoptions), default=None),
        starting=sum(one.state in {State.PLANNED, State.TRIAL} for one in adoptions),
        ended=sum(one.state == State.ENDED for one in adoptions),
        proposed=_proposed(practice, in_use),
    )


def _by_region(in_use: list[Adoption]) -> dict[int, int]:
    pairs = {(one.region_id, one.organisation_id) for one in in_use}
    return Counter(region for region, _organisation in pairs)


def proposed_maturity(practice: Practice) -> int | None:
    """5 where it is in use outside its regions, else 4 where two others use it; None if that is no news.

    Two queries.
    """
    return _proposed(practice, list(Adoption.objects.in_use().filter(practice=practice)))


def _proposed(practice: Practice, in_use: list[Adoption]) -> int | None:
    home = {region.pk for region in practice.regions.all()}
    proposal = 0
    if len({one.organisation_id for one in in_use} | {practice.owner_id}) >= ACTORS_OF_AN_ESTABLISHED_ONE:
        proposal = 4
    if not practice.is_national and any(one.region_id not in home for one in in_use):
        proposal = 5
    return proposal if proposal > (practice.maturity or 0) else None


def readable(*, viewer: Viewer) -> QuerySet[Adoption]:
    """With the practice, its texts and all reports, for the page of one adoption. Five queries."""
    reports = AdoptionReport.objects.select_related("actor").order_by("-at", "-pk")
    return _for_pages(Adoption.objects.visible_to(viewer)).prefetch_related(
        "practice__texts", Prefetch("reports", queryset=reports)
    )


def answered(adoption: Adoption) -> list[int]:
    """The follow-ups that have their answer, in months. No query if the reports are prefetched."""
    return [report.months for report in adoption.reports.all() if report.months is not None]


def asked_now(adoption: Adoption, *, today: date) -> int | None:
    """The follow-up that waits for its answer, in months. No query if the reports are prefetched."""
    if adoption.state == State.ENDED:
        return None
    return follow_ups.due(timezone.localdate(adoption.created_at), answered(adoption), today=today)


def mine(*, viewer: Viewer) -> QuerySet[Adoption]:
    """Of the viewer and of the viewer's organisations, the live ones first. Three queries."""
    organisations = viewer.organisation_ids | viewer.contact_organisation_ids
    own = Adoption.objects.filter(Q(owner=viewer.person_id) | Q(organisation__in=organisations))
    found = _for_pages(own).prefetch_related("practice__texts", "reports")
    return found.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk")


def live_of(practice: Practice, *, viewer: Viewer) -> Adoption | None:
    """The live adoption of one of the viewer's organisations. One query."""
    organisations = viewer.organisation_ids | viewer.contact_organisation_ids
    return Adoption.objects.live().filter(practice=practice, organisation__in=organisations).first()


def asked(*, now: datetime) -> list[tuple[Adoption, int]]:
    """Live adoptions whose follow-up has come, with its months. Two queries."""
    today = timezone.localdate(now)
    found = Adoption.objects.live().filter(practice__status=Practice.Status.PUBLISHED)
    waiting = []
    for adoption in found.select_related("owner", "practice").prefetch_related("reports").order_by("pk"):
        months = asked_now(adoption, today=today)
        if months is not None:
            waiting.append((adoption, months))
    return waiting


def whom_to_ask(adoption: Adoption, *, today: date) -> list[Person]:
    """Its owner while they work in the organisation, else the organisation's contact persons. At most two queries."""
    working = Membership.objects.valid_on(today).filter(
        person=adoption.owner_id, organisation=adoption.organisation_id
    )
    if adoption.owner.is_active and working.exists():
        return [adoption.owner]
    contacts = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.CONTACT, organisation=adoption.organisation_id
    )
    return list(Person.objects.active().filter(pk__in=contacts.values("person_id")).order_by("pk"))


def choices(practice: Practice, *, viewer: Viewer) -> tuple[list[Organisation], Pairs]:
    """The viewer's organisations that may take it up, and all their regions as (id, name). Two queries."""
    found = (
        Organisation.objects.active()
        .filter(pk__in=viewer.organisation_ids)
        .exclude(pk=practice.owner_id)
        .prefetch_related(Prefetch("regions", queryset=Region.objects.order_by("code")))
        .order_by("sort_key", "pk")
    )
    organisations = [one for one in found if permissions.can_adopt_for(viewer, practice, one.pk)]
    regions = {region.pk: region.name for one in organisations for region in one.regions.all()}
    return organisations, list(regions.items())


def in_use_counts(practice_ids: Iterable[int]) -> dict[int, int]:
    """Practice id -> organisations in which it is in use; zero is left out. One query."""
    rows = Adoption.objects.in_use().filter(practice__in=practice_ids).order_by().values_list("practice")
    return dict(rows.annotate(count=Count("organisation", distinct=True)))


def _for_pages(adoptions: QuerySet[Adoption]) -> QuerySet[Adoption]:
    return adoptions.select_related("practice", "organisation", "region", "owner")
