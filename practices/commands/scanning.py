"""The virus check of attachments, and the sweep of bytes that belong to nothing."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from elo_portal.core import audit, mail
from elo_portal.core.files import scanning
from practices import mails
from practices.models import Attachment
from practices.models.attachments import FOLDER

logger = logging.getLogger(__name__)

AT_ONCE = 20
ORPHANED_AFTER = timedelta(days=1)  # an upload that is under way has no row yet
Scan = Attachment.Scan


def scan_attachments(*, now: datetime) -> int:
    """Send up to twenty unscanned files to the scanner; return how many it answered for.

    Without a scanner the waiting ones are shown: the setting says so. With one, those from before it was
    there are scanned after the waiting ones. Raises ScannerAway: what is left stays as it is.
    """
    if not settings.CLAMAV:
        return Attachment.objects.filter(scan=Scan.WAITING).update(scan=Scan.OFF)
    unscanned = Attachment.objects.filter(scan__in=[Scan.WAITING, Scan.OFF]).order_by("-scan", "pk")
    done = 0
    for attachment in unscanned[:AT_ONCE]:
        try:
            with attachment.file.open("rb") as file:
                found = scanning.found_in(file.chunks())
        except FileNotFoundError:
            logger.exception("The bytes of attachment %s are gone", attachment.pk)
            continue
        except scanning.NotScanned:
            logger.exception("Attachment %s was not scanned", attachment.pk)
            continue
        done += _settle(attachment.pk, found=found, now=now)
    return done


@transaction.atomic
def _settle(attachment_id: int, *, found: str, now: datetime) -> int:
    """Write down what the scanner said; the file may have gone meanwhile."""
    row = Attachment.objects.select_for_update(of=("self",)).select_related("uploaded_by")
    attachment = row.filter(pk=attachment_id).exclude(file="").first()
    if attachment is None:
        return 0
    if not found:
        attachment.scan = Scan.CLEAN
        attachment.save(update_fields=["scan"])
        return 1
    transaction.on_commit(partial(attachment.file.storage.delete, str(attachment.file.name)))
    attachment.scan, attachment.file = Scan.INFECTED, ""
    attachment.save(update_fields=["scan", "file"])
    audit.record(actor=None, action="practices.refuse_attachment", target=attachment, purpose=found[:100])
    if attachment.uploaded_by is not None and attachment.uploaded_by.is_active:
        mail.queue(
            mails.AttachmentRefused,
            to=attachment.uploaded_by,
            about=attachment,
            dedupe_key=f"{mails.AttachmentRefused.name}:{attachment.pk}",
            now=now,
        )
    return 1


def sweep_orphans(*, now: datetime) -> int:
    """Delete bytes without a row that are older than a day; return how many. One query."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:  # nothing was ever attached
        return 0
    known = set(Attachment.objects.exclude(file="").values_list("file", flat=True))
    orphans = [path for name in names if (path := f"{FOLDER}/{name}") not in known]
    deleted = 0
    for path in orphans:
        if default_storage.get_modified_time(path) < now - ORPHANED_AFTER:
            default_storage.delete(path)
            deleted += 1
    return deleted
