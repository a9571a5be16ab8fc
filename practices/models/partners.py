"""Organisations that make a practice together with its owner."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from practices.models.practices import Practice


class Partner(models.Model):
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    role = models.CharField(_("role"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_partner_once_a_practice", fields=["practice", "organisation"]
            )
        ]

    def __str__(self) -> str:
        return f"#{self.organisation_id} with {self.practice_id}"
