"""Whose role goes where when authorities end: the map goes through the regions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from members.models import Authority, Membership, RoleGrant, TransferredRole

Chosen = Mapping[int, Collection[int]]  # person -> authorities


@dataclass(frozen=True)
class Move:
    """A coordinator's grant and the authorities that it goes to."""

    grant: RoleGrant
    to: tuple[Authority, ...]


@dataclass(frozen=True)
class Plan:
    """`undecided`: of a divided authority, and nothing says to which part the person belongs."""

    authorities: list[Authority]
    successors: Mapping[int, list[Authority]]  # of each authority, by its id
    moves: list[Move]
    undecided: list[RoleGrant]


def ended_authorities(*, today: date) -> list[Authority]:
    """Those whose last day is over. One query."""
    return list(Authority.objects.filter(valid_until__lt=today).order_by("kind", "code"))


def plan(authorities: Iterable[Authority], *, chosen: Chosen, today: date) -> Plan:
    """What a transfer would do. Two queries, two for each authority, and one more for each that was divided.

    A role goes with the person: where an authority was divided, to the part in whose regions the person works. What
    `chosen` says of a person goes before.
    """
    ended = list(authorities)
    successors = successors_of(ended)
    grants = _grants(ended)
    divided = {
        one.pk: set(one.regions.values_list("pk", flat=True)) for one in ended if len(successors[one.pk]) > 1
    }
    works_in = _regions_of({one.person_id for one in grants if one.authority_id in divided}, today=today)
    moves, undecided = [], []
    for one in grants:
        found = successors[one.authority_id or 0]
        near = works_in[one.person_id] & divided.get(one.authority_id or 0, set())
        to = _to(one, found, chosen=chosen, works_in=near)
        if to:
            moves.append(Move(one, to))
        else:
            undecided.append(one)
    return Plan(ended, successors, moves, undecided)


def successors_of(ended: Iterable[Authority]) -> dict[int, list[Authority]]:
    """Of each authority, by its id, those that follow it. One query each."""
    return {one.pk: _successors(one) for one in ended}


def _successors(authority: Authority) -> list[Authority]:
    """Those that follow it the day after, with their regions."""
    following = Authority.objects.successors_of(authority).valid_on(authority.last_day + timedelta(days=1))
    return list(following.prefetch_related("regions").order_by("kind", "code"))


def _grants(authorities: Collection[Authority]) -> list[RoleGrant]:
    """Coordinators' grants that would count beyond the last day of their authority, or up to it: one query.

    A grant that ends with its authority ends because of it: no other end may be given to it. What was moved before
    stays where it went, and ended if it was ended since.
    """
    counting = Q(pk__in=[])
    for one in authorities:
        goes_on = Q(ends_on__isnull=True) | Q(ends_on__gte=one.last_day)
        counting |= Q(goes_on, authority=one, starts_on__lte=one.last_day)
    moved = TransferredRole.objects.filter(transfer__undone_at__isnull=True).values("grant")
    found = RoleGrant.objects.filter(counting, role=RoleGrant.Role.COORDINATOR).exclude(pk__in=moved)
    return list(found.select_related("person", "authority").order_by("pk"))


def _regions_of(people: Collection[int], *, today: date) -> Mapping[int, set[int]]:
    """Where they work: the regions of their organisations. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    memberships = Membership.objects.valid_on(today).filter(person__in=people)
    for person_id, region_id in memberships.values_list("person_id", "organisation__regions"):
        if region_id is not None:
            found[person_id].add(region_id)
    return found


def _to(
    grant: RoleGrant, successors: list[Authority], *, chosen: Chosen, works_in: set[int]
) -> tuple[Authority, ...]:
    if grant.person_id in chosen:
        return tuple(one for one in successors if one.pk in chosen[grant.person_id])
    if len(successors) == 1:
        return tuple(successors)
    near = [one for one in successors if any(region.pk in works_in for region in one.regions.all())]
    return tuple(near) if len(near) == 1 else ()
