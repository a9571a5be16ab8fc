"""What members say about an entry."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.glossary.entries import GlossaryEntry
from members.models.organisations import Organisation
from members.models.people import Person


class GlossaryComment(models.Model):
    """By name and organisation, for members."""

    entry = models.ForeignKey(GlossaryEntry, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="members_glossarycomment_has_words", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return f"#{self.pk} on {self.entry_id}"
