"""Writing: start a practice, save a part of it, begin anew after a withdrawal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.names import LANGUAGES
from elo_portal.core.viewers import Viewer
from members.models import Membership, Organisation
from practices import completeness, content, indexing, permissions
from practices.commands import moving, versions, writing
from practices.content import Seen, Values
from practices.fields import TEXT_FIELDS, TEXT_LENGTHS
from practices.models import Practice, PracticeText, Version
from practices.queries import audiences

Status = Practice.Status


class NotWritableNow(DomainError):
    message = _(
        "The practice is in review or has been withdrawn, so it cannot be changed. Nothing was saved."
    )


class PublishedMustStayComplete(DomainError):
    """Raised with `missing`: what would be missing from a published practice."""

    message = _("The practice is published, so it must stay complete. Nothing was saved.")

    def __init__(self, missing: list[completeness.Missing]) -> None:
        super().__init__()
        self.missing = missing


class ChangedMeanwhile(DomainError):
    """Two people wrote in the same field. `theirs`: what is stored now, by field; nothing was saved."""

    message = _("Someone else has changed the same part while you were writing. Your text is still here.")

    def __init__(self, theirs: dict[str, Any]) -> None:
        super().__init__()
        self.theirs = theirs


class WiderThanPublished(DomainError):
    message = _(
        "It was reviewed for fewer people. To show it to more, withdraw it, make it a draft and submit it again."
    )


class NotFromHere(DomainError):
    message = _("The contact person must belong to the organisation that is responsible for the practice.")


class NotYourGroup(DomainError):
    message = _("Choose a group that you belong to.")


@dataclass(frozen=True)
class Saved:
    """What came of it: the fields written, and those that others had changed since the form was opened."""

    practice: Practice
    changed: frozenset[str]
    changed_by_others: frozenset[str]


@transaction.atomic
def start(
    *,
    owner_id: int,
    language: str,
    title: str,
    actor: Viewer,
    now: datetime,
    based_on_id: int | None = None,
) -> Practice:
    """A new draft of an organisation; its author is also the contact person to begin with.

    `based_on_id` must be a practice that the actor may see. Raises PermissionDenied.
    """
    if not permissions.can_create_for(actor, owner_id) or language not in LANGUAGES:
        raise PermissionDenied
    owner = Organisation.objects.active().get(pk=owner_id)
    based_on = Practice.objects.visible_to(actor).published().get(pk=based_on_id) if based_on_id else None
    practice = Practice.objects.create(
        owner=owner,
        author_id=actor.person_id,
        contact_id=actor.person_id,
        source_language=language,
        based_on=based_on,
        created_at=now,
        updated_at=now,
    )
    practice.texts.create(
        language=language,
        title=markup.clean(title)[: TEXT_LENGTHS["title"]],
        created_at=now,
        updated_at=now,
    )
    practice.regions.set(owner.regions.all())
    practice.transitions.create(to_status=Status.DRAFT, actor_id=actor.person_id, at=now)
    audit.record(actor=actor, action="practices.start", target=practice)
    return practice


@transaction.atomic
def save(
    *, practice_id: int, language: str, values: Values, actor: Viewer, now: datetime, seen: Seen | None = None
) -> Saved:
    """Store these fields; texts go to the version in `language`, which is made if there is none.

    `seen` are the fingerprints of what the actor's form showed. A field that only others have changed
    since then stays theirs; one that both have changed raises ChangedMeanwhile and nothing is saved.
    A published practice stays published and is found by its new words at once.

    Raises PermissionDenied, NotWritableNow, ChangedMeanwhile, PublishedMustStayComplete, WiderThanPublished,
    NotFromHere, NotYourGroup.
    """
    practice = moving.lock(practice_id)
    if not permissions.is_maker(actor, practice) or language not in LANGUAGES:
        raise PermissionDenied
    if practice.status not in permissions.WRITABLE:
        raise NotWritableNow
    text = practice.texts.filter(language=language).first() or PracticeText(
        practice=practice, language=language, created_at=now
    )
    mine = content.normalised(values)
    stored = content.read(practice, text, mine)
    by_others = _changed_by_others(stored, seen)
    changed = frozenset(
        name for name in mine if mine[name] != stored[name] and not _is_stale(name, mine, seen)
    )
    if both := changed & by_others:
        raise ChangedMeanwhile({name: stored[name] for name in sorted(both)})
    if changed:
        _check_people(practice, mine, changed=changed, actor=actor, now=now)
        writing.write(practice, text, mine, changed=changed, now=now)
        _refresh_if_published(practice, changed=changed, actor=actor, now=now)
        audit.record(
            actor=actor, action="practices.save", target=practice, fields=_audited(changed, language)
        )
    return Saved(practice, changed, frozenset(name for name in by_others if mine[name] != stored[name]))


@transaction.atomic
def reopen(*, practice_id: int, actor: Viewer, now: datetime) -> Practice:
    """A withdrawn practice becomes a draft again. Raises PermissionDenied, NotPossibleNow."""
    practice = moving.lock(practice_id)
    if not permissions.is_maker(actor, practice):
        raise PermissionDenied
    if practice.status != Status.WITHDRAWN:
        raise moving.NotPossibleNow(practice)
    moving.move(practice, Status.DRAFT, actor=actor, action="practices.reopen", now=now)
    return practice


@transaction.atomic
def discard(*, practice_id: int, actor: Viewer) -> None:
    """Delete a draft that was never submitted. Raises PermissionDenied, NotPossibleNow."""
    practice = moving.lock(practice_id)
    if not permissions.is_maker(actor, practice):
        raise PermissionDenied
    if not permissions.can_discard(actor, practice):
        raise moving.NotPossibleNow(practice)
    audit.record(actor=actor, action="practices.discard", target=practice)
    practice.delete()


def _is_stale(name: str, mine: Values, seen: Seen | None) -> bool:
    """The actor's form still holds what it showed: the actor has changed nothing in this field."""
    return seen is not None and seen.get(name) == content.fingerprints({name: mine[name]})[name]


def _changed_by_others(stored: Values, seen: Seen | None) -> frozenset[str]:
    if seen is None:
        return frozenset()
    now_stored = content.fingerprints(stored)
    return frozenset(name for name in stored if name in seen and seen[name] != now_stored[name])


def _check_people(
    practice: Practice, mine: Values, *, changed: frozenset[str], actor: Viewer, now: datetime
) -> None:
    contact_id = mine["contact_id"] if "contact_id" in changed else None
    if contact_id is not None:
        colleagues = Membership.objects.valid_on(timezone.localdate(now)).filter(
            organisation=practice.owner_id
        )
        if not colleagues.filter(person=contact_id, person__is_active=True).exists():
            raise NotFromHere
    if "group_id" in changed and mine["group_id"] is not None and mine["group_id"] not in actor.group_ids:
        raise NotYourGroup


def _refresh_if_published(
    practice: Practice, *, changed: frozenset[str], actor: Viewer, now: datetime
) -> None:
    if practice.status != Status.PUBLISHED:
        return
    missing = completeness.missing(practice, moving.source_text(practice))
    if missing:
        raise PublishedMustStayComplete(missing)
    if changed & {"visibility", "group_id"}:
        reviewed = audiences.published(practice)
        if reviewed is not None and not audiences.of(practice).is_within(reviewed):
            raise WiderThanPublished
    indexing.put(practice)
    versions.snapshot(practice, reason=Version.Reason.EDITED, actor=actor, now=now)


def _audited(changed: frozenset[str], language: str) -> list[str]:
    """Texts are named with their language: "title.sv"."""
    return [f"{name}.{language}" if name in TEXT_FIELDS else name for name in changed]
