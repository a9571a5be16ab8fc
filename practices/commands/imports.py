"""Whole practices from elsewhere: demo data, files of other systems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from elo_portal.core import audit
from elo_portal.core.viewers import Viewer
from practices import content, indexing, permissions
from practices.commands import submission, versions, writing
from practices.fields import TEXT_FIELDS
from practices.models import Practice, PracticeText, Transition, Version

Status = Practice.Status
ORDER: dict[str, int] = {
    Status.DRAFT: 0,
    Status.SUBMITTED: 1,
    Status.RETURNED: 2,
    Status.PUBLISHED: 3,
    Status.ARCHIVED: 4,
    Status.WITHDRAWN: 5,
}


@dataclass(frozen=True)
class History:
    """When it came to be what it is; `comment` belongs to a return or a withdrawal."""

    created_at: datetime
    submitted_at: datetime | None = None
    published_at: datetime | None = None
    decided_at: datetime | None = None  # returned, withdrawn
    asked_at: datetime | None = None  # whether it still holds
    confirmed_at: datetime | None = None  # that it does
    comment: str = ""


@dataclass(frozen=True)
class Imported:
    """One row of a source. `texts`: language -> fields of PracticeText; `values`: practices.fields.PRACTICE_FIELDS."""

    source: str
    key: str
    status: str
    source_language: str
    owner_id: int
    author_id: int
    texts: Mapping[str, Mapping[str, Any]]
    values: Mapping[str, Any] = field(default_factory=dict)
    history: History | None = None
    based_on_id: int | None = None


@transaction.atomic
def put(*, row: Imported, actor: Viewer, now: datetime) -> Practice:
    """Make the practice that (source, key) names, or bring it up to date; published ones are found at once.

    Nothing is asked of permissions or completeness: the actor answers for the file. No mail is sent.
    A second call with the same row changes nothing; no row ever takes a practice back to an earlier state.
    """
    practice = _practice(row, now=now)
    is_new = practice.pk is None
    practice.owner_id, practice.author_id = row.owner_id, row.author_id
    practice.source_language, practice.based_on_id = row.source_language, row.based_on_id
    changed = _write(practice, row, now=now)
    moves = is_new or ORDER[row.status] > ORDER[practice.status]
    if not changed and not moves:
        return practice
    if moves:
        _bring_to_status(practice, row, actor=actor, now=now)
    if practice.status == Status.PUBLISHED:
        indexing.put(practice)
    else:
        indexing.remove(practice)
    _keep_version(practice, moves=moves, actor=actor, now=now)
    audit.record(actor=actor, action="practices.import", target=practice, fields=changed, purpose=row.source)
    return practice


def _keep_version(practice: Practice, *, moves: bool, actor: Viewer, now: datetime) -> None:
    if practice.status == Status.PUBLISHED:
        reason = Version.Reason.PUBLISHED if moves else Version.Reason.EDITED
        at = practice.published_at if moves and practice.published_at else now
        versions.snapshot(practice, reason=reason, actor=actor, now=at)
    elif practice.status in {Status.SUBMITTED, Status.RETURNED} and moves:
        at = practice.submitted_at or now
        versions.snapshot(practice, reason=Version.Reason.SUBMITTED, actor=actor, now=at)


def _practice(row: Imported, *, now: datetime) -> Practice:
    created_at = row.history.created_at if row.history else now
    known = Practice.objects.select_for_update(of=("self",), no_key=True).filter(
        source=row.source, key=row.key
    )
    return known.first() or Practice(
        source=row.source, key=row.key, created_at=created_at, updated_at=created_at
    )


def _write(practice: Practice, row: Imported, *, now: datetime) -> set[str]:
    """Store texts and values; return the names of what differed."""
    written_at = now
    if practice.pk is None and row.history:  # type: ignore[unreachable]
        written_at = row.history.submitted_at or row.history.created_at  # type: ignore[unreachable]
    practice.save()
    every: set[str] = set()
    for number, (language, fields) in enumerate(row.texts.items()):
        text = practice.texts.filter(language=language).first() or PracticeText(
            practice=practice, language=language, created_at=written_at
        )
        values = content.normalised({**fields, **(row.values if number == 0 else {})})
        stored = content.read(practice, text, values)
        changed = frozenset(name for name in values if values[name] != stored[name])
        if changed or text.pk is None:
            writing.write(practice, text, values, changed=changed, now=written_at)
        every |= {f"{name}.{language}" if name in TEXT_FIELDS else name for name in changed}
    return every


def _bring_to_status(practice: Practice, row: Imported, *, actor: Viewer, now: datetime) -> None:
    """The whole way to the row's status as transitions, each at its time."""
    history = row.history or History(created_at=now)
    submitted_at = history.submitted_at or now
    published_at = history.published_at or submitted_at
    decided_at = history.decided_at or published_at
    way: list[tuple[str, datetime, int | None, str]] = []
    if not practice.transitions.exists():
        way.append((Status.DRAFT, history.created_at, row.author_id, ""))
    if row.status != Status.DRAFT:
        submission.give_slug(practice, row.texts[row.source_language]["title"])
        practice.submitted_at = submitted_at
        if practice.status in permissions.SUBMITTABLE:
            way.append((Status.SUBMITTED, submitted_at, row.author_id, ""))
    if row.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        practice.published_at = practice.published_at or published_at
        if practice.status != Status.PUBLISHED:
            way.append((Status.PUBLISHED, practice.published_at, actor.person_id, ""))
    if row.status in {Status.RETURNED, Status.WITHDRAWN}:
        way.append((row.status, decided_at, actor.person_id, history.comment))
    before = "" if way[0][0] == Status.DRAFT else practice.status
    for to, at, actor_id, comment in way:
        Transition.objects.create(
            practice=practice, from_status=before, to_status=to, actor_id=actor_id, at=at, comment=comment
        )
        before = to
    practice.status = row.status
    practice.asked_at, practice.confirmed_at = history.asked_at, history.confirmed_at
    practice.flagged_at = None
    practice.save()
