"""Files of practices here, and one to send."""

from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from practices.models import Attachment, Practice
from tests.core.files import samples
from tests.members.factories import viewer_of
from tests.policy.things.practices import practice_here
from tests.policy.world import THINGS, Thing, World, thing
from tests.practices.files import attach


def a_pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("ohje.pdf", samples.pdf_file(), "application/pdf")


def _file(world: World, **fields: Any) -> Thing:
    """Attached while the practice could be written in."""
    practice = practice_here(world, **fields).row
    status = practice.status
    Practice.objects.filter(pk=practice.pk).update(status=Practice.Status.DRAFT)
    found = attach(practice, viewer_of(world.people["author"]))
    Practice.objects.filter(pk=practice.pk).update(status=status)
    return Thing({"attachment_id": found.pk}, found)


THINGS.update({
    "file of a public practice": _file,
    "file of a network practice": partial(_file, visibility=Practice.Visibility.NETWORK),
    "file of a submitted practice": partial(_file, submitted=True),
})  # fmt: skip


@thing("file that waits for the virus check")
def waiting_file(world: World) -> Thing:
    made = _file(world)
    Attachment.objects.filter(pk=made.row.pk).update(scan=Attachment.Scan.WAITING)
    return made


@thing("language of the Word form")
def language(world: World) -> Thing:
    return Thing({"language": "sv"})
