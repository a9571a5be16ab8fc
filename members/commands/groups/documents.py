"""Documents of a group: a new file is a new version, the old ones stay."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.files.checking import Checked
from elo_portal.core.viewers import Viewer
from members.commands.groups.tending import tended
from members.models import Document, DocumentVersion

MOST_DOCUMENTS, MOST_VERSIONS = 500, 50
Scan = DocumentVersion.Scan


class SameFile(DomainError):
    message = _("This file is a version of the document already.")


class TooManyDocuments(DomainError):
    message = _("The group has no room for more files.")


class TitleNeeded(DomainError):
    message = _("Write what the document is.")


@dataclass(frozen=True)
class DocumentFields:
    title: str
    visibility: str
    diary_number: str = ""


@transaction.atomic
def add(*, group_id: int, values: DocumentFields, checked: Checked, actor: Viewer, now: datetime) -> Document:
    """Bring a document with its first version.

    Raises PermissionDenied, TitleNeeded, TooManyDocuments; Group.DoesNotExist.
    """
    group = tended(group_id, actor)
    if group.documents.count() >= MOST_DOCUMENTS:
        raise TooManyDocuments
    document = Document(group=group, language=actor.language)
    _describe(document, values, now=now)
    _store(document, checked, number=1, actor=actor, now=now)
    audit.record(actor=actor, action="members.add_document", target=document)
    return document


@transaction.atomic
def renew(*, document_id: int, checked: Checked, actor: Viewer, now: datetime) -> DocumentVersion:
    """Bring a new version. Raises PermissionDenied, SameFile, TooManyDocuments; Document.DoesNotExist."""
    document = _locked(document_id, actor)
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_VERSIONS:
        raise TooManyDocuments
    with refusing(SameFile, on=DocumentVersion.SAME_FILE_ONCE):
        version = _store(document, checked, number=last + 1, actor=actor, now=now)
    document.updated_at = now
    document.save(update_fields=["updated_at"])
    audit.record(actor=actor, action="members.renew_document", target=document)
    return version


@transaction.atomic
def describe(*, document_id: int, values: DocumentFields, actor: Viewer, now: datetime) -> Document:
    """Change title, visibility or diary number. Raises PermissionDenied, TitleNeeded; Document.DoesNotExist."""
    document = _locked(document_id, actor)
    before = {name: getattr(document, name) for name in asdict(values)}
    _describe(document, values, now=now)
    changed = [name for name, value in before.items() if getattr(document, name) != value]
    audit.record(actor=actor, action="members.describe_document", target=document, fields=changed)
    return document


def _locked(document_id: int, actor: Viewer) -> Document:
    group_id = Document.objects.values_list("group_id", flat=True).get(pk=document_id)
    tended(group_id, actor)
    return Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document_id)


def _describe(document: Document, values: DocumentFields, *, now: datetime) -> None:
    document.title = markup.clean(values.title)
    if not document.title:
        raise TitleNeeded
    document.visibility = Document.Visibility(values.visibility)
    document.diary_number, document.updated_at = markup.clean(values.diary_number), now
    document.save()


def _store(
    document: Document, checked: Checked, *, number: int, actor: Viewer, now: datetime
) -> DocumentVersion:
    """With a virus scanner it stays unseen until that has looked at it."""
    version = DocumentVersion(
        document=document,
        number=number,
        name=checked.name,
        media_type=checked.media_type,
        size=checked.size,
        sha256=checked.sha256,
        scan=Scan.WAITING if settings.CLAMAV else Scan.OFF,
        uploaded_by_id=actor.person_id,
        at=now,
    )
    version.file.save(checked.name, ContentFile(checked.content), save=False)
    version.save()
    return version
