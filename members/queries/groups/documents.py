"""Documents of a group, with their versions."""

from django.db.models import QuerySet

from elo_portal.core.joined import joined
from elo_portal.core.viewers import Viewer
from members.models import Document, DocumentVersion, Group
from members.permissions import can_read_group


def documents(group: Group, *, viewer: Viewer) -> list[Document]:
    """Those that the viewer may see, the latest first, each with its versions. One query.

    Outside the group only those of which something can be read.
    """
    found = Document.objects.visible_to(viewer).filter(group=group).order_by("-updated_at", "-pk")
    reads = can_read_group(viewer, group)
    return [one for one in _with_versions(found) if reads or latest(one)]


def document(group: Group, document_id: int, *, viewer: Viewer) -> QuerySet[Document]:
    """One of them. One query."""
    return _with_versions(Document.objects.visible_to(viewer).filter(group=group, pk=document_id))


def _with_versions(found: QuerySet[Document]) -> QuerySet[Document]:
    return joined(found, versions=DocumentVersion.objects.order_by("-number"))


def latest(document: Document) -> DocumentVersion | None:
    """The version that everybody gets who sees the document. No query."""
    return next((version for version in document.versions.all() if version.is_readable), None)
