"""The virus check of groups' documents, and the sweep of bytes that belong to nothing."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from elo_portal.core import audit
from elo_portal.core.files import scanning, sweeping
from members.models import DocumentVersion
from members.models.groups.documents import FOLDER

logger = logging.getLogger(__name__)

AT_ONCE = 20
ORPHANED_AFTER = timedelta(days=1)
Scan = DocumentVersion.Scan


def scan_documents() -> int:
    """Send up to twenty unscanned files to the scanner; return how many it answered for.

    Without a scanner the waiting ones are shown: the setting says so. Raises ScannerAway: what is left stays as it is.
    """
    if not settings.CLAMAV:
        return DocumentVersion.objects.filter(scan=Scan.WAITING).update(scan=Scan.OFF)
    unscanned = DocumentVersion.objects.filter(scan__in=[Scan.WAITING, Scan.OFF]).order_by("-scan", "pk")
    answered = scanning.answers(unscanned[:AT_ONCE])
    return sum(_settle(version.pk, found=found) for version, found in answered)


@transaction.atomic
def _settle(version_id: int, *, found: str) -> int:
    """Write down what the scanner said. What it refuses is seen as refused by those who tend the group."""
    version = DocumentVersion.objects.select_for_update().filter(pk=version_id).exclude(file="").first()
    if version is None:
        return 0
    if not found:
        version.scan = Scan.CLEAN
        version.save(update_fields=["scan"])
        return 1
    transaction.on_commit(partial(version.file.storage.delete, str(version.file.name)))
    version.scan, version.file = Scan.INFECTED, ""
    version.save(update_fields=["scan", "file"])
    audit.record(actor=None, action="members.refuse_document", target=version, purpose=found[:100])
    return 1


def sweep_orphans(*, now: datetime) -> int:
    """Delete bytes without a row that are older than a day; return how many. One query."""
    known = set(DocumentVersion.objects.exclude(file="").values_list("file", flat=True))
    return sweeping.sweep(FOLDER, known=known, before=now - ORPHANED_AFTER)
