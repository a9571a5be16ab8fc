"""Many practices of one file at once: all of them or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.commands import organisations
from members.commands.organisations import OrganisationFields
from practices import permissions
from practices.columns import FileRow
from practices.commands import assigning, batches

BATCH = 500
NEW_TYPE = "association"  # of an organisation of which only the name is known


@dataclass
class Outcome:
    """How many of what."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    published: int = 0  # that were not before
    organisations: int = 0


@transaction.atomic
def import_practices(
    *,
    rows: Sequence[FileRow],
    source: str,
    publish: bool,
    actor: Viewer,
    now: datetime,
    is_trial: bool = False,
) -> Outcome:
    """Make or bring up to date what (source, key) names; with `publish` by the actor's decision.

    Nothing is asked of completeness: the actor answers for the file, also for what looks like personal data. The
    reviewers of what is submitted are asked at once, by mail, each in one where it is much; nobody else gets mail. No practice goes back to an
    earlier state, and one written in another language gets the row's text beside its own. A trial does
    everything and takes it back. One import runs at a time, so that a second press of a button finds the first one done.
    About thirty queries a batch, one a language of a published practice, five for a row that changes something,
    and some ten for one that is submitted.

    Raises PermissionDenied: see `permissions.can_import`; organisations are created by administrators.
    """
    if not permissions.can_import(actor, publish=publish):
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('practices.import'))")
    outcome = Outcome()
    owners = _owners(rows, actor=actor, outcome=outcome)
    run = batches.Run(source=source, publish=publish, actor=actor, now=now, owners=owners)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        done = run.put(batch)
        outcome.created += sum(not one.before for one in done)
        outcome.updated += sum(bool(one.before) for one in done)
        outcome.unchanged += len(batch) - len(done)
        outcome.published += sum(one.is_published_now for one in done)
    assigning.tell_of_many(run.asked, now=now)
    transaction.set_rollback(is_trial)
    return outcome


def _owners(rows: Sequence[FileRow], *, actor: Viewer, outcome: Outcome) -> dict[str, int]:
    """Name, lower case -> organisation; those that are not there are created, in the rows' regions."""
    owners = {
        row.organisation.casefold(): row.organisation_id for row in rows if row.organisation_id is not None
    }
    kind = Term.objects.get(vocabulary="organisation_type", slug=NEW_TYPE)
    for name, regions, sectors in _new_organisations(rows):
        values = OrganisationFields(
            name_fi=name, name_sv=name, name_en=name, type_id=kind.pk, regions=regions, sectors=sectors
        )
        owners[name.casefold()] = organisations.create(values=values, actor=actor).pk
        outcome.organisations += 1
    return owners


def _new_organisations(rows: Sequence[FileRow]) -> Iterator[tuple[str, frozenset[int], frozenset[int]]]:
    named: dict[str, list[FileRow]] = {}
    for row in rows:
        if row.organisation_id is None:
            named.setdefault(row.organisation.casefold(), []).append(row)
    for same in named.values():
        regions = frozenset(pk for row in same for pk in row.values.get("regions", ()))
        sectors = frozenset(pk for row in same for pk in row.values.get("sector", ()))
        yield same[0].organisation, regions, sectors
