"""Into review and back: submit, take back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from elo_portal.core import mail
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import completeness, mails, permissions, queries
from practices.commands import moving
from practices.models import Practice

Status = Practice.Status
RESERVED = frozenset(
    {"ehdota", "foresla", "submit", "syote", "flode", "feed"}
)  # first parts of other addresses below the library
UNNAMED = "kaytanto"  # for a title without a letter that an address can hold


class Incomplete(DomainError):
    """Raised with `missing`: what is to be added, by step and field."""

    message = _("Something is still missing.")

    def __init__(self, missing: list[completeness.Missing]) -> None:
        super().__init__()
        self.missing = missing


@transaction.atomic
def submit(*, practice_id: int, actor: Viewer, now: datetime) -> Practice:
    """Send a draft, or one that was returned, to review; the reviewers get mail. It gets its address now.

    Raises PermissionDenied, NotPossibleNow, Incomplete.
    """
    practice = moving.lock(practice_id)
    if not permissions.is_maker(actor, practice):
        raise PermissionDenied
    if practice.status not in permissions.SUBMITTABLE:
        raise moving.NotPossibleNow(practice)
    text = moving.source_text(practice)
    if missing := completeness.missing(practice, text):
        raise Incomplete(missing)
    give_slug(practice, text.title)
    practice.submitted_at = now
    transition = moving.move(practice, Status.SUBMITTED, actor=actor, action="practices.submit", now=now)
    for person in queries.reviewers_of(practice, now=now):
        mail.queue(
            mails.PracticeSubmitted,
            to=person,
            about=practice,
            dedupe_key=f"{mails.PracticeSubmitted.name}:{transition.pk}:{person.pk}",
            now=now,
        )
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
