"""Many people of one file at once, with their organisations: all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from elo_portal.core import audit
from elo_portal.core.db import refusing
from elo_portal.core.viewers import Viewer
from members import permissions
from members.columns import PersonRow
from members.commands import importing, invitations, membership_imports
from members.commands.people import AddressBelongsToAnother
from members.models import Person

RELATIONS = ("themes", "target_groups")


@dataclass
class Outcome:
    """How many of what; a person whose organisation alone changed counts as updated."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    memberships: int = 0  # new or changed
    invitations: int = 0


@transaction.atomic
def import_people(
    *, rows: Sequence[PersonRow], source: str, actor: Viewer, now: datetime, is_trial: bool = False
) -> Outcome:
    """Make or bring up to date what (source, key) names, and put each into the organisation of the row.

    The membership is approved by the actor. One in another organisation stays as it is. Whoever is to be invited
    and has neither a login nor an open invitation gets one by mail, which is queued in this transaction; nobody
    else gets mail, and the daily limit of invitations does not count here. One import runs at a time. A trial does
    everything and takes it back. Some fifteen queries a batch of 500, five more for the invitations of a batch,
    and for a row that changes something up to ten: 20,000 new people are some six hundred.

    Raises PermissionDenied, AddressBelongsToAnother.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    importing.one_at_a_time("members.import_people")
    outcome = Outcome()
    run = _Run(source=source, actor=actor, now=now, outcome=outcome)
    with refusing(AddressBelongsToAnother, on=Person.EMAIL_ONCE):
        for start in range(0, len(rows), importing.BATCH):
            run.put(rows[start : start + importing.BATCH])
    transaction.set_rollback(is_trial)
    return outcome


@dataclass
class _Run:
    source: str
    actor: Viewer
    now: datetime
    outcome: Outcome

    def put(self, rows: Sequence[PersonRow]) -> None:
        """A batch, within the caller's transaction."""
        known = Person.objects.select_for_update(of=("self",), no_key=True).filter(
            source=self.source, key__in=[row.key for row in rows]
        )
        people = {str(one.key): one for one in known.prefetch_related(*RELATIONS)}
        fresh = [row for row in rows if row.key not in people]
        keys = {row.key for row in fresh}
        changes = {
            row.key: changed
            for row in rows
            if row.key in people and (changed := _update(people[row.key], row))
        }
        people |= self._create(fresh)
        placed = membership_imports.put(
            [(people[row.key], row.role) for row in rows if row.role is not None],
            source=self.source,
            actor=self.actor,
            now=self.now,
        )
        invited = invitations.invite_imported(
            wanted=[
                (people[row.key], row.role.organisation_id) for row in rows if row.is_invited and row.role
            ],
            actor=self.actor,
            now=self.now,
        )
        targets = [
            (people[row.key], changes.get(row.key, set()))
            for row in rows
            if row.key in keys or row.key in changes
        ]
        audit.record_all(
            actor=self.actor, action="members.import_person", targets=targets, purpose=self.source
        )
        updated = (changes.keys() | {str(person.key) for person in placed}) - keys
        self.outcome.created += len(fresh)
        self.outcome.updated += len(updated)
        self.outcome.unchanged += len(rows) - len(fresh) - len(updated)
        self.outcome.memberships += len(placed)
        self.outcome.invitations += invited

    def _create(self, rows: Sequence[PersonRow]) -> dict[str, Person]:
        made = [Person(source=self.source, key=row.key, joined_at=self.now, **row.values) for row in rows]
        Person.objects.bulk_create(made)
        for name in RELATIONS:
            pairs = [
                (one.pk, row.relations.get(name, frozenset())) for one, row in zip(made, rows, strict=True)
            ]
            importing.relate(Person, name, pairs)
        return {str(one.key): one for one in made}


def _update(person: Person, row: PersonRow) -> set[str]:
    """The names of the fields that changed."""
    changed = importing.take(person, row.values)
    if changed:
        person.save()
    related = importing.differing(person, row.relations)
    for name in related:
        getattr(person, name).set(row.relations[name])
    return changed | related
