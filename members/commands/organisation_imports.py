"""Many organisations of one file at once: all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from elo_portal.core import audit
from elo_portal.core.db import refusing
from elo_portal.core.viewers import Viewer
from members import permissions
from members.columns import NAMES, OrganisationRow
from members.commands import importing
from members.commands.organisations import RELATIONS, BusinessIdTaken
from members.models import Organisation


@dataclass
class Outcome:
    """How many of what."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@transaction.atomic
def import_organisations(
    *, rows: Sequence[OrganisationRow], source: str, actor: Viewer, is_trial: bool = False
) -> Outcome:
    """Make or bring up to date what (source, key) names; whether it is a member or suspended stays as it is.

    One import runs at a time. A trial does everything and takes it back. Some ten queries a batch of 500, and
    for a row that changes something up to ten more: 2,000 new organisations are some forty queries.

    Raises PermissionDenied, BusinessIdTaken.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    importing.one_at_a_time("members.import_organisations")
    outcome = Outcome()
    with refusing(BusinessIdTaken, on=Organisation.BUSINESS_ID_ONCE):
        for start in range(0, len(rows), importing.BATCH):
            _put(rows[start : start + importing.BATCH], source=source, actor=actor, outcome=outcome)
    transaction.set_rollback(is_trial)
    return outcome


def _put(rows: Sequence[OrganisationRow], *, source: str, actor: Viewer, outcome: Outcome) -> None:
    known = Organisation.objects.select_for_update(of=("self",), no_key=True).filter(
        source=source, key__in=[row.key for row in rows]
    )
    stored = {one.key: one for one in known.prefetch_related(*RELATIONS)}
    done = _create([row for row in rows if row.key not in stored], source=source)
    outcome.created += len(done)
    for row in rows:
        if row.key in stored and (changed := _update(stored[row.key], row)):
            done.append((stored[row.key], changed))
            outcome.updated += 1
    outcome.unchanged += len(rows) - len(done)
    audit.record_all(actor=actor, action="members.import_organisation", targets=done, purpose=source)


def _create(rows: Sequence[OrganisationRow], *, source: str) -> list[tuple[Organisation, set[str]]]:
    """Of new ones no field is named: all of them are new."""
    made = [
        Organisation(
            source=source,
            key=row.key,
            **{**dict.fromkeys(NAMES, row.values["name_fi"]), **row.values},
        )
        for row in rows
    ]
    Organisation.objects.bulk_create(made)
    for name in RELATIONS:
        pairs = [(one.pk, row.relations.get(name, frozenset())) for one, row in zip(made, rows, strict=True)]
        importing.relate(Organisation, name, pairs)
    return [(one, set()) for one in made]


def _update(organisation: Organisation, row: OrganisationRow) -> set[str]:
    """The names of the fields that changed."""
    changed = importing.take(organisation, row.values)
    if changed:
        organisation.save()
    related = importing.differing(organisation, row.relations)
    for name in related:
        getattr(organisation, name).set(row.relations[name])
    return importing.field_names(changed) | related
