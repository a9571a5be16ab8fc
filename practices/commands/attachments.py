"""Files of a practice: attach, describe, remove."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.files.checking import Checked
from elo_portal.core.names import LANGUAGES
from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.commands import drafts, moving
from practices.models import Attachment, Practice

MOST_FILES = 10
MOST_BYTES = 60 * 1024 * 1024  # of one practice
Scan = Attachment.Scan


class TooManyFiles(DomainError):
    message = _("A practice has at most 10 files. Remove one first.")


class TooMuchInAll(DomainError):
    message = _("The files of a practice take at most 60 MB in all. Remove one first.")


class AlreadyAttached(DomainError):
    message = _("This file has been attached already.")


class AltTextNeeded(DomainError):
    message = _("Write what the picture shows, for those who do not see it.")


@transaction.atomic
def add(
    *,
    practice_id: int,
    checked: Checked,
    title: str,
    language: str,
    alt_text: str,
    actor: Viewer,
    now: datetime,
) -> Attachment:
    """Attach a checked file. With a virus scanner it stays unseen until that has looked at it.

    Raises PermissionDenied, NotWritableNow, TooManyFiles, TooMuchInAll, AlreadyAttached, AltTextNeeded.
    """
    practice = _writable(practice_id, actor=actor)
    if language not in LANGUAGES:
        raise PermissionDenied
    there = practice.attachments.aggregate(count=Count("pk"), size=Sum("size", default=0))
    if there["count"] >= MOST_FILES:
        raise TooManyFiles
    if there["size"] + checked.size > MOST_BYTES:
        raise TooMuchInAll
    if practice.attachments.filter(sha256=checked.sha256).exists():
        raise AlreadyAttached
    attachment = Attachment(
        practice=practice,
        name=checked.name,
        media_type=checked.media_type,
        size=checked.size,
        sha256=checked.sha256,
        title=markup.clean(title) or checked.name,
        alt_text=_alt_text(alt_text, is_image=checked.is_picture),
        language=language,
        is_image=checked.is_picture,
        scan=Scan.WAITING if settings.CLAMAV else Scan.OFF,
        uploaded_by_id=actor.person_id,
        at=now,
    )
    with refusing(AlreadyAttached, on=Attachment.SAME_FILE_ONCE):
        attachment.file.save(checked.name, ContentFile(checked.content), save=False)
        attachment.save()
    _touch(practice, now=now)
    audit.record(actor=actor, action="practices.attach", target=attachment)
    return attachment


@transaction.atomic
def describe(
    *, attachment_id: int, title: str, language: str, alt_text: str, actor: Viewer, now: datetime
) -> Attachment:
    """Change what is said of a file. Raises PermissionDenied, NotWritableNow, AltTextNeeded; Attachment.DoesNotExist."""
    attachment = Attachment.objects.get(pk=attachment_id)
    practice = _writable(attachment.practice_id, actor=actor)
    if language not in LANGUAGES:
        raise PermissionDenied
    attachment.refresh_from_db()
    said = {
        "title": markup.clean(title) or attachment.name,
        "language": language,
        "alt_text": _alt_text(alt_text, is_image=attachment.is_image),
    }
    changed = [name for name, value in said.items() if getattr(attachment, name) != value]
    if changed:
        for name in changed:
            setattr(attachment, name, said[name])
        attachment.save(update_fields=changed)
        _touch(practice, now=now)
        audit.record(actor=actor, action="practices.describe_attachment", target=attachment, fields=changed)
    return attachment


@transaction.atomic
def remove(*, attachment_id: int, actor: Viewer, now: datetime) -> None:
    """Take a file away; its bytes go after the commit. Raises PermissionDenied, NotWritableNow; Attachment.DoesNotExist."""
    attachment = Attachment.objects.get(pk=attachment_id)
    practice = _writable(attachment.practice_id, actor=actor)
    audit.record(actor=actor, action="practices.remove_attachment", target=attachment)
    attachment.delete()
    _touch(practice, now=now)


def _writable(practice_id: int, *, actor: Viewer) -> Practice:
    practice = moving.lock(practice_id)
    if not permissions.is_maker(actor, practice):
        raise PermissionDenied
    if not permissions.can_write(actor, practice):
        raise drafts.NotWritableNow
    return practice


def _alt_text(text: str, *, is_image: bool) -> str:
    """Only pictures have one, and they must."""
    words = markup.clean(text) if is_image else ""
    if is_image and not words:
        raise AltTextNeeded
    return words


def _touch(practice: Practice, *, now: datetime) -> None:
    practice.updated_at = now
    practice.save(update_fields=["updated_at"])
