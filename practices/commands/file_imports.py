"""A file that an administrator brings: kept, read by a worker, carried out once confirmed, deleted.

A worker holds the row for as long as it works, and what it writes stands or falls with the row's new state. A worker
that dies lets go of it; the next one begins anew, and nothing comes in twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from elo_portal.core import audit, viewers
from elo_portal.core.errors import DomainError
from elo_portal.core.files import sweeping
from elo_portal.core.tables.reading import Problem
from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.columns import FileRow
from practices.commands import importing
from practices.models import FileImport
from practices.models.file_imports import FOLDER

MOST_ATTEMPTS = 5
SHOWN = 200  # bad cells; who has more mends these first
CONFIRMED_WITHIN = timedelta(days=1)
REMEMBERED_FOR = timedelta(days=30)
State = FileImport.State


class NotReady(DomainError):
    message = _("This file does not wait for you any more. Nothing was done.")


class NotLookedAt(DomainError):
    message = _("Something in the texts looks like personal data. Tick that you have checked it.")


@dataclass(frozen=True)
class Read:
    """What a file holds. `refusal`: why it cannot be read at all."""

    rows: Sequence[FileRow] = ()
    row_count: int = 0
    problems: Sequence[Problem] = ()
    doubts: Sequence[Problem] = field(default=())
    refusal: str = ""


Reader = Callable[[FileImport], Read]


@transaction.atomic
def receive(
    *, file: File[Any], name: str, source: str, publish: bool, create_organisations: bool, language: str, actor: Viewer,
    now: datetime,
) -> FileImport:  # fmt: skip
    """Keep the file until it is read; what is wrong with it is said in `language`. Raises PermissionDenied."""
    if not permissions.can_bring_in(actor) or actor.person_id is None:
        raise PermissionDenied
    found = FileImport(
        person_id=actor.person_id,
        name=name[-120:],
        size=file.size,
        source=source,
        publish=publish,
        create_organisations=create_organisations,
        language=language,
        due_at=now,
        created_at=now,
        updated_at=now,
    )
    found.file.save(name, file, save=False)
    found.save()
    audit.record(actor=actor, action="practices.receive_file", target=found, purpose=source)
    return found


@transaction.atomic
def confirm(*, import_id: int, has_checked: bool, actor: Viewer, now: datetime) -> FileImport:
    """Have it brought in. Raises NotReady, NotLookedAt; FileImport.DoesNotExist for somebody else's."""
    found = FileImport.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=import_id)
    if found.state != State.READY:
        raise NotReady
    if found.needs_a_look and not has_checked:
        raise NotLookedAt
    found.state, found.attempts, found.due_at, found.updated_at = State.BRINGING, 0, now, now
    found.save()
    audit.record(actor=actor, action="practices.confirm_file", target=found, purpose=found.source)
    return found


@transaction.atomic
def drop(*, import_id: int, actor: Viewer, now: datetime) -> FileImport:
    """Not after all. Raises NotReady, also while a worker has it; FileImport.DoesNotExist for somebody else's."""
    mine = FileImport.objects.visible_to(actor)
    mine.get(pk=import_id)
    found = mine.select_for_update(of=("self",), skip_locked=True).filter(pk=import_id).first()
    if found is None or found.state not in {State.READING, State.READY}:
        raise NotReady
    _end(found, State.DROPPED, now=now)
    audit.record(actor=actor, action="practices.drop_file", target=found, purpose=found.source)
    return found


def run_due(*, read: Reader, now: datetime) -> int:
    """Read and carry out whatever waits, one after the other; return how many."""
    waiting = list(FileImport.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True))
    return sum(run(import_id=pk, read=read, now=now) for pk in waiting)


def run(*, import_id: int, read: Reader, now: datetime) -> bool:
    """Read one that was uploaded, and try it; or carry out one that was confirmed, all of it or nothing.

    False where another worker has it or nothing is to be done. Whatever it raises, the row waits for another attempt.
    """
    if not _begin(import_id, now=now):
        return False
    with transaction.atomic():
        at_work = FileImport.objects.filter(state__in=FileImport.AT_WORK)
        # Waits: another worker that looks whether it is due holds the row for a moment.
        found = at_work.select_for_update(of=("self",)).filter(pk=import_id).first()
        if found is None:
            return False
        with override(found.language):
            given = read(found)
        _settle(found, given, now=now)
    return True


def sweep(*, now: datetime) -> int:
    """Files that nobody confirmed go after a day, the rows after a month, and bytes without a row."""
    with transaction.atomic():
        forgotten = FileImport.objects.select_for_update(of=("self",), skip_locked=True).filter(
            state=State.READY, updated_at__lt=now - CONFIRMED_WITHIN
        )
        left = [_end(one, State.DROPPED, now=now) for one in forgotten]
        old = FileImport.objects.exclude(state__in=FileImport.OPEN).filter(
            updated_at__lt=now - REMEMBERED_FOR
        )
        deleted, _rows = old.delete()
    return len(left) + deleted + _sweep_bytes(now=now)


def _sweep_bytes(*, now: datetime) -> int:
    known = set(FileImport.objects.exclude(file="").values_list("file", flat=True))
    return sweeping.sweep(FOLDER, known=known, before=now - CONFIRMED_WITHIN)


@transaction.atomic
def _begin(import_id: int, *, now: datetime) -> bool:
    """Count the attempt before it is made: what kills its worker each time is given up."""
    due = FileImport.objects.due(now).select_for_update(of=("self",), skip_locked=True)
    found = due.filter(pk=import_id).first()
    if found is None:
        return False
    if found.attempts >= MOST_ATTEMPTS:
        _end(found, State.FAILED, now=now)
        return False
    found.attempts += 1
    found.due_at = now + timedelta(minutes=2**found.attempts)
    found.save(update_fields=["attempts", "due_at"])
    return True


def _settle(found: FileImport, given: Read, *, now: datetime) -> None:
    found.row_count, found.refusal = given.row_count, given.refusal[:300]
    found.problems, found.problem_count = _first(given.problems), len(given.problems)
    found.bad_row_count = len({one.row for one in given.problems})
    found.doubts, found.doubt_count = _first(given.doubts), len(given.doubts)
    actor = viewers.of_person(found.person_id, now=now)
    if not permissions.can_bring_in(actor):
        _end(found, State.FAILED, now=now)
    elif given.problems or given.refusal:
        _end(found, State.BAD, now=now)
    else:
        is_trial = found.state == State.READING
        outcome = importing.import_practices(
            rows=given.rows,
            source=found.source,
            publish=found.publish,
            actor=actor,
            now=now,
            is_trial=is_trial,
        )
        found.figures = asdict(outcome)
        if is_trial:
            found.state, found.updated_at = State.READY, now
            found.save()
        else:
            _end(found, State.DONE, now=now)
            audit.record(actor=actor, action="practices.bring_in_file", target=found, purpose=found.source)


def _first(problems: Sequence[Problem]) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.reason) for one in problems[:SHOWN]]


def _end(found: FileImport, state: str, *, now: datetime) -> FileImport:
    """The file goes; what looked personal in it is not kept beyond it."""
    found.forget_file()
    found.doubts = []
    found.state, found.updated_at = state, now
    found.save()
    return found
