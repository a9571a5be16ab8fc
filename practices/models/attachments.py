"""Files that belong to a practice."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Person
from practices.models.practices import Practice


def private_path(attachment: "Attachment", filename: str) -> str:
    """Where the bytes lie: a random name, never the person's own."""
    return f"practices/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """One checked file. Served through the rights check of its practice, never from a public folder."""

    class Scan(models.TextChoices):
        WAITING = "waiting", _("waiting for the virus check")
        CLEAN = "clean", _("checked")
        INFECTED = "infected", _("refused by the virus check")
        OFF = "off", _("no virus check is in use")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to=private_path, max_length=200)
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

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="practices_attachment_picture_has_alt_text",
                condition=Q(is_image=False) | ~Q(alt_text=""),
                violation_error_message=_("Write what the picture shows, for those who do not see it."),
            ),
            models.UniqueConstraint(
                name="practices_attachment_same_file_once", fields=["practice", "sha256"]
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name} of {self.practice_id}"
