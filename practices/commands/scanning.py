"""The virus check of attachments, and the sweep of bytes that belong to nothing."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from elo_portal.core import audit, mail
from elo_portal.core.files import scanning, sweeping
from practices import mails
from practices.models import Attachment
from practices.models.attachments import FOLDER

logger = logging.getLogger(__name__)

AT_ONCE = 20
ORPHANED_AFTER = timedelta(days=1)
Scan = Attachment.Scan


def scan_attachments(*, now: datetime) -> int:
    """Send up to twenty unscanned files to the scanner; return how many it answered for.

    Without a scanner the waiting ones are shown: the setting says so. With one, those from before it was
    there are scanned after the waiting ones. Raises ScannerAway: what is left stays as it is.
    """
    if not settings.CLAMAV:
        return Attachment.objects.filter(scan=Scan.WAITING).update(scan=Scan.OFF)
    unscanned = Attachment.objects.filter(scan__in=[Scan.WAITING, Scan.OFF]).order_by("-scan", "pk")
    answered = scanning.answers(unscanned[:AT_ONCE])
    return sum(_settle(attachment.pk, found=found, now=now) for attachment, found in answered)


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
    known = set(Attachment.objects.exclude(file="").values_list("file", flat=True))
    return sweeping.sweep(FOLDER, known=known, before=now - ORPHANED_AFTER)
