"""Files that belong to a practice."""

import uuid
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from elo_portal.core.files.kinds import MAX_BYTES
from elo_portal.core.viewers import Viewer
from members.models import Person
from practices.models.practices import Practice

FOLDER = "practices"


def private_path(attachment: "Attachment", filename: str) -> str:
    """Where the bytes lie: a random name, never the person's own."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those that may be opened: of a practice that the viewer may see, and past the virus check. No query."""
        return self.readable().filter(practice__in=Practice.objects.visible_to(viewer).values("pk"))

    def readable(self) -> Self:
        return self.filter(scan__in=[Attachment.Scan.CLEAN, Attachment.Scan.OFF])


class Attachment(models.Model):
    """One checked file. Served through the rights check of its practice, never from a public folder."""

    SAME_FILE_ONCE = "practices_attachment_same_file_once"

    class Scan(models.TextChoices):
        WAITING = "waiting", _("waiting for the virus check")
        CLEAN = "clean", _("checked")
        INFECTED = "infected", _("refused by the virus check")
        OFF = "off", _("no virus check is in use")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to=private_path, max_length=200, blank=True)  # empty once it was refused
    name = models.CharField(_("file name"), max_length=120)  # cleaned, for the download
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    title = models.CharField(_("what the file is"), max_length=200)
    alt_text = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    is_image = models.BooleanField(default=False)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.WAITING)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="practices_attachment_picture_has_alt_text",
                condition=Q(is_image=False) | ~Q(alt_text=""),
                violation_error_message=_("Write what the picture shows, for those who do not see it."),
            ),
            models.CheckConstraint(
                name="practices_attachment_refused_has_no_bytes",
                condition=Q(scan="infected", file="") | (~Q(scan="infected") & ~Q(file="")),
            ),
            models.CheckConstraint(
                name="practices_attachment_size_within_limit", condition=Q(size__range=(1, MAX_BYTES))
            ),
            models.UniqueConstraint(
                name="practices_attachment_same_file_once", fields=["practice", "sha256"]
            ),
        ]
        indexes = [
            models.Index(
                name="practices_attachment_unscanned", fields=["id"], condition=Q(scan__in=["waiting", "off"])
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name} of {self.practice_id}"

    @property
    def is_readable(self) -> bool:
        return self.scan in {self.Scan.CLEAN, self.Scan.OFF}

    @property
    def kind(self) -> str:
        """As people call it: PDF, DOCX."""
        return self.name.rpartition(".")[2].upper()


@receiver(post_delete, sender=Attachment)
def forget_bytes(sender: type[Attachment], instance: Attachment, **_kwargs: Any) -> None:
    """The bytes go with their row, however it went; after the commit, so that a rollback loses nothing."""
    if instance.file.name:
        transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
