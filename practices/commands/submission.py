"""Into review and back: submit, take back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import completeness, permissions
from practices.commands import assigning, moving, versions
from practices.models import Assignment, Practice, Version
from practices.personal_data import InField, in_practice

Status = Practice.Status
RESERVED = frozenset(  # first parts of other addresses below the library
    {"ehdota", "foresla", "submit", "kattavuus", "tackning", "coverage", "syote", "flode", "feed"}
)
UNNAMED = "kaytanto"  # for a title without a letter that an address can hold


class Incomplete(DomainError):
    """Raised with `missing`: what is to be added, by step and field."""

    message = _("Something is still missing.")

    def __init__(self, missing: list[completeness.Missing]) -> None:
        super().__init__()
        self.missing = missing


class LooksPersonal(DomainError):
    """Raised with `found`: what looks like personal data. Somebody must say that they have looked at it."""

    message = _(
        "Something in the texts looks like personal data. Remove it, or tick that you have checked it."
    )

    def __init__(self, found: list[InField]) -> None:
        super().__init__()
        self.found = found


@transaction.atomic
def submit(*, practice_id: int, actor: Viewer, now: datetime, has_checked: bool = False) -> Practice:
    """Send a draft, or one that was returned, to review; a reviewer is asked by mail. It gets its address now.

    `has_checked`: the actor has looked at what looks like personal data; who did stands in the audit log.
    Raises PermissionDenied, NotPossibleNow, Incomplete, LooksPersonal.
    """
    practice = moving.lock(practice_id)
    if not permissions.is_maker(actor, practice):
        raise PermissionDenied
    if practice.status not in permissions.SUBMITTABLE:
        raise moving.NotPossibleNow(practice)
    text = moving.source_text(practice)
    if missing := completeness.missing(practice, text):
        raise Incomplete(missing)
    if found := in_practice(practice):
        if not has_checked:
            raise LooksPersonal(found)
        fields = {f"{one.field}.{one.language}" for one in found}
        audit.record(actor=actor, action="practices.check_personal_data", target=practice, fields=fields)
    give_slug(practice, text.title)
    practice.submitted_at = now
    moving.move(practice, Status.SUBMITTED, actor=actor, action="practices.submit", now=now)
    versions.snapshot(practice, reason=Version.Reason.SUBMITTED, actor=actor, now=now)
    assigning.ask_for_submission(practice, now=now)
    return practice


@transaction.atomic
def take_back(*, practice_id: int, actor: Viewer, now: datetime) -> Practice:
    """Out of review, to be written on. Raises PermissionDenied, NotPossibleNow."""
    practice = moving.lock(practice_id)
    if not permissions.is_maker(actor, practice):
        raise PermissionDenied
    if practice.status != Status.SUBMITTED:
        raise moving.NotPossibleNow(practice)
    moving.move(practice, Status.DRAFT, actor=actor, action="practices.take_back", now=now)
    assigning.release(practice, step=Assignment.Step.REGIONAL, now=now)
    return practice


def slug_of(title: str) -> str:
    """The title as a part of an address; others may have the same."""
    return slugify(title)[:100].strip("-") or UNNAMED


def give_slug(practice: Practice, title: str) -> None:
    """An address made of the title, for ever; a second practice of that name gets "-2" and so on."""
    if practice.slug is not None:
        return
    base = slug_of(title)
    taken = set(Practice.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    number = 1
    while True:
        candidate = base if number == 1 else f"{base}-{number}"
        number += 1
        if candidate in taken:
            continue
        try:
            with transaction.atomic():
                Practice.objects.filter(pk=practice.pk).update(slug=candidate)
        except IntegrityError:  # somebody took it this very moment
            continue
        practice.slug = candidate
        return
