"""Controlled vocabularies: lists that admins may edit, in three languages."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import Named


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, *vocabularies: str) -> Self:
        return self.filter(vocabulary__in=vocabularies).order_by("vocabulary", "order", "slug")

    def offered(self) -> Self:
        """Those that may still be chosen; a retired term stays where it was used."""
        return self.filter(is_active=True)


class Term(Named):
    """One word of one vocabulary. Retired, never deleted, once it was used."""

    vocabulary = models.CharField(_("vocabulary"), max_length=30)
    slug = models.SlugField(_("slug"), max_length=60, db_index=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("may be chosen"), default=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="core_term_slug_once_a_vocabulary", fields=["vocabulary", "slug"]),
        ]
