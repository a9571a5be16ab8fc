"""What a practice said at one moment, kept for ever under its own address."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Person
from practices.models.practices import Practice


class Version(models.Model):
    """All of a practice's contents when it was submitted, published or, once published, edited.

    `contents`: {"practice": {field: value}, "texts": {language: {field: value}}}, the values as
    `practices.content.read` gives them. Edits of one person within a day are one version.
    """

    class Reason(models.TextChoices):
        SUBMITTED = "submitted", _("submitted for review")
        PUBLISHED = "published", pgettext_lazy("version", "published")
        EDITED = "edited", _("edited after publication")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=10, choices=Reason)
    contents = models.JSONField()
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(
        null=True, blank=True
    )  # it told what must not be told; contents are gone

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_version_number_once_a_practice", fields=["practice", "number"]
            ),
            models.CheckConstraint(
                name="practices_version_hidden_is_empty",
                condition=models.Q(hidden_at__isnull=True) | models.Q(contents={}),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.practice_id} version {self.number}"
