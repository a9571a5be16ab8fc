"""The files of a practice."""

from dataclasses import dataclass

from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.models import Attachment, Practice


@dataclass(frozen=True)
class Files:
    """What the page of a practice shows of its files. Makers also see those that are being checked or were refused."""

    pictures: list[Attachment]
    documents: list[Attachment]
    unready: list[Attachment]

    def __bool__(self) -> bool:
        return bool(self.pictures or self.documents or self.unready)


def of_practice(practice: Practice, *, viewer: Viewer) -> Files:
    """In the order in which they were attached. One query; `practice` must be one that the viewer may see."""
    every = list(Attachment.objects.filter(practice=practice).order_by("pk"))
    shown = [one for one in every if one.is_readable]
    return Files(
        pictures=[one for one in shown if one.is_image],
        documents=[one for one in shown if not one.is_image],
        unready=[one for one in every if not one.is_readable]
        if permissions.is_maker(viewer, practice)
        else [],
    )
