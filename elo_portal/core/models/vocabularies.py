"""Controlled vocabularies: lists that admins may edit, in three languages."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import Named


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, *vocabularies: str) -> Self:
        return self.filter(vocabulary__in=vocabularies).order_by("vocabulary", "order", "slug")

    def offered(self) -> Self:
        """Those that may still be chosen; a retired term stays where it was used."""
        return self.filter(is_active=True)

    def with_current(self) -> Self:
        """`current`: the id, or that of the term it was merged into; merging into a merged one is refused, and
        what had been merged into a term goes along when that is merged.
        """
        return self.annotate(current=Coalesce("successor", "pk"))

    def standing(self) -> Self:
        """All but those that were merged into another."""
        return self.filter(successor__isnull=True)


class Term(Named):
    """One word of one vocabulary. Retired, never deleted, once it was used."""

    vocabulary = models.CharField(_("vocabulary"), max_length=30)
    slug = models.SlugField(_("slug"), max_length=60, db_index=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("may be chosen"), default=True)
    # Of one that was merged: its slug goes on leading there, from addresses and from files.
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="core_term_slug_once_a_vocabulary", fields=["vocabulary", "slug"]),
            models.CheckConstraint(
                name="core_term_merged_is_retired", condition=Q(successor__isnull=True) | Q(is_active=False)
            ),
            models.CheckConstraint(name="core_term_not_its_own_successor", condition=~Q(successor=F("pk"))),
        ]
