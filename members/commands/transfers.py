"""A reform of the authorities moves their coordinators' roles, in one transaction, and can be taken back."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, outbox
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members import permissions
from members.commands.importing import one_at_a_time
from members.models import Authority, RoleGrant, Transfer, TransferredRole
from members.queries import transfers as queries
from members.queries.transfers import Chosen, Move

TOPIC = "members.authorities_transferred"
BATCH = 1000


class StillGoesOn(DomainError):
    message = _("%(name)s has no last day: it goes on.")


class NoSuccessor(DomainError):
    message = _("Nothing follows %(name)s in its regions.")


class Undecided(DomainError):
    message = _("It is not said to which authority these go: %(names)s.")


class NothingToMove(DomainError):
    message = _("Nobody has a role that goes on beyond these authorities.")


class AlreadyTakenBack(DomainError):
    message = _("This transfer has been taken back already.")


class ChangedSince(DomainError):
    message = _("A role was granted since that stands in the way. End it first.")


@transaction.atomic
def transfer(*, authorities: Iterable[Authority], chosen: Chosen, actor: Viewer, now: datetime) -> Transfer:
    """End the coordinators' roles with their authority and grant them at its successor from the next day on.

    Events of these authorities that are still to come follow by the outbox. About ten queries, one for each authority
    and some for each thousand roles.

    Raises PermissionDenied, StillGoesOn, NoSuccessor, Undecided, NothingToMove.
    """
    if not permissions.can_administer(actor) or actor.person_id is None:
        raise PermissionDenied
    one_at_a_time("members.transfers")
    ended = list(authorities)
    for one in ended:
        if one.valid_until is None:
            raise StillGoesOn(name=one.name)
    found = queries.plan(ended, chosen=chosen, today=timezone.localdate(now))
    for one in ended:
        if not found.successors[one.pk]:
            raise NoSuccessor(name=one.name)
    if found.undecided:
        raise Undecided(names=", ".join(sorted({grant.person.email for grant in found.undecided})))
    if not found.moves:
        raise NothingToMove
    made = Transfer.objects.create(made_at=now, made_by_id=actor.person_id)
    made.authorities.set(ended)
    _move(made, found.moves, actor=actor)
    audit.record(actor=actor, action="members.transfer_authorities", target=made)
    outbox.publish(TOPIC, {"transfer_id": made.pk})
    return made


@transaction.atomic
def undo(*, transfer_id: int, actor: Viewer, now: datetime) -> Transfer:
    """Give back what it took and take back what it gave.

    Raises PermissionDenied, AlreadyTakenBack, ChangedSince; Transfer.DoesNotExist.
    """
    if not permissions.can_administer(actor) or actor.person_id is None:
        raise PermissionDenied
    one_at_a_time("members.transfers")
    made = Transfer.objects.select_for_update().get(pk=transfer_id)
    if made.undone_at:
        raise AlreadyTakenBack
    moved = list(made.roles.select_related("grant", "successor").order_by("pk"))
    given = [one.successor for one in moved if one.successor]
    old = {one.grant_id: one for one in moved}.values()
    audit.record_all(
        actor=actor,
        action="members.take_transfer_back",
        targets=[*((one.grant, ["ends_on"]) for one in old), *((one, ["role"]) for one in given)],
    )
    RoleGrant.objects.filter(pk__in=[one.pk for one in given]).delete()
    for one in old:
        one.grant.ends_on = one.ended_on_before
    with refusing(ChangedSince, on=RoleGrant.ONCE):
        RoleGrant.objects.bulk_update([one.grant for one in old], ["ends_on"], batch_size=BATCH)
    made.undone_at, made.undone_by_id = now, actor.person_id
    made.save(update_fields=["undone_at", "undone_by"])
    outbox.publish(TOPIC, {"transfer_id": made.pk})
    return made


def _move(made: Transfer, moves: list[Move], *, actor: Viewer) -> None:
    there = _held_already(moves)
    old: list[RoleGrant] = []
    given: list[RoleGrant] = []
    pairs: list[tuple[RoleGrant, date | None, RoleGrant | None]] = []
    for move in moves:
        before, last_day = move.grant.ends_on, _last_day_of(move.grant)
        new = [
            _granted(move.grant, to, actor=actor)
            for to in move.to
            if (move.grant.person_id, to.pk) not in there
        ]
        there |= {(move.grant.person_id, one.authority_id) for one in new}
        given += new
        pairs += [(move.grant, before, one) for one in new] if new else [(move.grant, before, None)]
        move.grant.ends_on = last_day
        old.append(move.grant)
    RoleGrant.objects.bulk_update(old, ["ends_on"], batch_size=BATCH)
    RoleGrant.objects.bulk_create(given, batch_size=BATCH)
    TransferredRole.objects.bulk_create(
        (
            TransferredRole(transfer=made, grant=grant, ended_on_before=before, successor=new)
            for grant, before, new in pairs
        ),
        batch_size=BATCH,
    )
    audit.record_all(
        actor=actor,
        action="members.transfer_role",
        targets=[*((one, ["ends_on"]) for one in old), *((one, ["role"]) for one in given)],
    )


def _granted(grant: RoleGrant, to: Authority, *, actor: Viewer) -> RoleGrant:
    """As long as the old one would have lasted; one that ended only with its authority goes on."""
    last_day = _last_day_of(grant)
    goes_on = grant.ends_on is None or grant.ends_on <= last_day
    return RoleGrant(
        person_id=grant.person_id,
        role=grant.role,
        authority=to,
        starts_on=max(last_day + timedelta(days=1), grant.starts_on),
        ends_on=None if goes_on else grant.ends_on,
        granted_by_id=actor.person_id,
    )


def _last_day_of(grant: RoleGrant) -> date:
    """Of its authority; the plan holds grants of authorities that end."""
    return grant.authority.last_day if grant.authority else date.max


def _held_already(moves: list[Move]) -> set[tuple[int, int | None]]:
    """Who is a coordinator of a successor already, without end. One query."""
    people = {move.grant.person_id for move in moves}
    held = RoleGrant.objects.filter(role=RoleGrant.Role.COORDINATOR, person__in=people, ends_on__isnull=True)
    return set(held.values_list("person_id", "authority_id"))
