"""What groups compare, what they have decided, who has committed themselves to it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from elo_portal.core.joined import joined
from elo_portal.core.viewers import Viewer
from members.models import Authority, Group, Organisation, Person, Region, RoleGrant, Seat
from practices import permissions
from practices.models import Commitment, Practice, PracticeText, SharedPractice

State = SharedPractice.State
Role = Seat.Role
OFFICERS = (Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY)
REMINDED_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Coverage:
    """How many of the region's member organisations work the shared way."""

    committed: int
    members: int

    @property
    def percent(self) -> int:
        return round(100 * self.committed / self.members) if self.members else 0


@dataclass(frozen=True)
class Shared:
    """A decision as lists show it: `title` is the practice's, in `language`."""

    pk: int
    title: str
    language: str
    slug: str
    group: str
    region_ids: frozenset[int]
    state: str
    since: date | None
    ended_on: date | None
    review_on: date | None
    coverage: Coverage

    @property
    def is_in_force(self) -> bool:
        return self.state == State.IN_FORCE


def readable(*, viewer: Viewer) -> QuerySet[SharedPractice]:
    """With its group, regions, practice and coverage. Two queries."""
    regions = Prefetch("group__regions", queryset=Region.objects.order_by("code"))
    return _listed(viewer).select_related("practice", "proposed_by").prefetch_related(regions)


def _listed(viewer: Viewer) -> QuerySet[SharedPractice]:
    return SharedPractice.objects.visible_to(viewer).with_coverage().select_related("group")


def of_practice(practice: Practice, *, viewer: Viewer) -> list[Shared]:
    """Where it is, or was, the shared practice of a region; the latest first. One query."""
    decided = _listed(viewer).filter(practice=practice, decided_on__isnull=False)
    found = list(decided.order_by("-decided_on", "-pk"))
    for one in found:
        one.practice = practice  # with its texts, which are loaded
    return [_row(one) for one in found]


def of_region(region: Region, *, viewer: Viewer) -> list[Shared]:
    """What the groups of the region have decided and compare now. Two queries, one if nothing."""
    texts = PracticeText.objects.only("practice", "language", "title", "summary")
    found = _listed(viewer).exclude(state=State.ENDED).filter(group__regions=region)
    published = found.filter(practice__status=Practice.Status.PUBLISHED).select_related("practice")
    published = published.prefetch_related(Prefetch("practice__texts", queryset=texts))
    return [_row(one) for one in published.order_by("state", "-decided_on", "-pk")]


def of_groups(group_ids: Collection[int], *, viewer: Viewer) -> dict[int, list[Shared]]:
    """What each of the groups has in force. Two queries, one if nothing."""
    texts = PracticeText.objects.only("practice", "language", "title", "summary")
    found = _listed(viewer).filter(state=State.IN_FORCE, group__in=group_ids)
    published = found.filter(practice__status=Practice.Status.PUBLISHED).select_related("practice")
    published = published.prefetch_related(Prefetch("practice__texts", queryset=texts))
    shared: dict[int, list[Shared]] = {}
    for one in published.order_by("-decided_on", "-pk"):
        shared.setdefault(one.group_id, []).append(_row(one))
    return shared


def _row(one: SharedPractice) -> Shared:
    text = one.practice.text
    return Shared(
        pk=one.pk,
        title=text.title,
        language=text.language,
        slug=one.practice.slug or "",
        group=one.group.name,
        region_ids=frozenset(one.region_ids),  # type: ignore[attr-defined]
        state=one.state,
        since=one.valid_from,
        ended_on=one.ended_on,
        review_on=one.review_on,
        coverage=coverage_of(one),
    )


def coverage_of(one: SharedPractice) -> Coverage:
    """Of a row that was loaded `with_coverage`. No query."""
    return Coverage(one.committed, one.members)  # type: ignore[attr-defined]


def groups_of(viewer: Viewer) -> list[Group]:
    """Those in whose name the viewer may compare practices. Two queries, none for most people."""
    if not (viewer.is_admin or viewer.group_ids or viewer.region_ids):
        return []
    found = Group.objects.filter(regions__isnull=False)
    if not viewer.is_admin:
        found = found.filter(Q(pk__in=viewer.group_ids) | Q(regions__in=viewer.region_ids))
    found = found.distinct().prefetch_related("regions").order_by("pk")
    return [group for group in found if permissions.can_harmonise(viewer, group)]


def officers(group_id: int, *, today: date, roles: Collection[str] = OFFICERS) -> frozenset[int]:
    """Ids of the people who hold the chairs and the secretary's seat today, and of their deputies. One query."""
    seats = Seat.objects.valid_on(today).filter(group=group_id, role__in=roles)
    pairs = seats.values_list("person", "deputy")
    return frozenset(pk for pair in pairs for pk in pair if pk is not None)


def commitments(shared: SharedPractice) -> list[Commitment]:
    """The live ones by the organisation's name, then the withdrawn. Two queries."""
    found = shared.commitments.select_related("organisation").prefetch_related("organisation__regions")
    return sorted(
        found,
        key=lambda one: (
            one.withdrawn_on is not None,
            one.organisation.sort_key,
            one.organisation_id,
            one.pk,
        ),
    )


def may_commit(shared: SharedPractice, *, viewer: Viewer) -> list[Organisation]:
    """Organisations of the region for which the viewer may promise, and which have not yet. At most one query."""
    if shared.state != State.IN_FORCE or not (
        viewer.is_admin or viewer.contact_organisation_ids or viewer.region_ids
    ):
        return []
    bound = Commitment.objects.live().filter(shared=shared).values("organisation")
    near = Organisation.regions.through.objects.filter(region__in=shared.group.regions.all())
    found = Organisation.objects.active().filter(pk__in=near.values("organisation_id")).exclude(pk__in=bound)
    if not viewer.is_admin and not {one.pk for one in shared.group.regions.all()} & viewer.region_ids:
        found = found.filter(pk__in=viewer.contact_organisation_ids)
    with_regions = joined(found.order_by("sort_key", "pk"), regions=Region.objects.all())
    return [one for one in with_regions if permissions.can_commit_for(viewer, one)]


@dataclass(frozen=True)
class Promise:
    commitment: Commitment
    may_withdraw: bool


def with_rights(found: list[Commitment], *, viewer: Viewer) -> list[Promise]:
    """With whether the viewer may take each back. No query for rows of `commitments`."""
    return [
        Promise(one, one.withdrawn_on is None and permissions.can_commit_for(viewer, one.organisation))
        for one in found
    ]


def choices(shared: SharedPractice, *, viewer: Viewer) -> list[tuple[int, str]]:
    """What may be chosen, as (id, title): all that is compared until the decision, then only the one. Two queries."""
    ids = Q(pk=shared.practice_id)
    if shared.state == State.PROPOSED:
        ids |= Q(compared_in=shared.pk)
    seen = Practice.objects.visible_to(viewer).filter(ids).distinct().prefetch_related("texts")
    return [
        (one.pk, one.text.title)
        for one in sorted(seen, key=lambda one: (one.pk != shared.practice_id, one.pk))
    ]


def to_look_at(*, today: date) -> QuerySet[SharedPractice]:
    """In force, and to be looked at again within a month or already. One query."""
    near = SharedPractice.objects.in_force().filter(review_on__lte=today + REMINDED_BEFORE)
    return near.select_related("group").order_by("review_on", "pk")


def whom_to_remind(shared: SharedPractice, *, today: date) -> list[Person]:
    """The chair, or where there is none the other officers, and the coordinators of the regions. Three queries."""
    chairs = officers(shared.group_id, today=today, roles=[Role.CHAIR])
    people = chairs or officers(shared.group_id, today=today)
    coordinators = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.COORDINATOR,
        authority__in=Authority.objects.valid_on(today),
        authority__regions__groups=shared.group_id,
    )
    who = Q(pk__in=people) | Q(pk__in=coordinators.values("person_id"))
    return list(Person.objects.active().filter(who).order_by("pk"))


def may_decide(shared: SharedPractice, *, viewer: Viewer, today: date) -> bool:
    """Whether the viewer may record what the group decides. At most one query."""
    chairs = officers(shared.group_id, today=today) if shared.group_id in viewer.group_ids else frozenset()
    return permissions.can_decide_shared(viewer, shared.group, chairs)
