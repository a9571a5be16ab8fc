"""Coordinating authorities with their validity: ELY centres until 2025, elinvoimakeskus since 2026."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import Named
from members.models.places import Region


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)

    def successors_of(self, authority: "Authority") -> Self:
        """Those that began when this one ended, in any of its regions: the map goes through the regions.

        Häme's two regions went to different authorities, so one may have several successors.
        """
        return self.filter(
            regions__in=authority.regions.all(), valid_from__gt=authority.valid_until
        ).distinct()


class Authority(Named):
    """A state authority that coordinates lifelong guidance in its regions for a time."""

    class Kind(models.TextChoices):
        ELY = "ely", _("ELY Centre")
        EVK = "evk", _("Economic Development Centre")

    kind = models.CharField(_("kind"), max_length=3, choices=Kind)
    code = models.CharField(_("code"), max_length=2)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    regions = models.ManyToManyField(Region, related_name="authorities")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="members_authority_code_once_a_kind", fields=["kind", "code"]),
            models.CheckConstraint(
                name="members_authority_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    @property
    def key(self) -> str:
        """For data files: "evk-04"."""
        return f"{self.kind}-{self.code}"

    @property
    def last_day(self) -> date:
        """Raises ValueError for one that goes on."""
        if self.valid_until is None:
            raise ValueError(f"{self.key} has no last day")
        return self.valid_until
