"""Concepts that the network speaks of."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class GlossaryEntryQuerySet(models.QuerySet["GlossaryEntry"]):
    def in_use(self) -> Self:
        return self.filter(retired_on__isnull=True)


class GlossaryEntry(models.Model):
    """One concept with its permanent address. What it is called and means stands in its wordings."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    related = models.ManyToManyField("self", blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    retired_on = models.DateField(_("no longer used since"), null=True, blank=True)
    retire_reason = models.TextField(_("why it is no longer used"), blank=True)
    retire_language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    created_at = models.DateTimeField()

    objects = GlossaryEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_glossaryentry_not_its_own_successor", condition=~Q(successor=F("pk"))
            ),
            models.CheckConstraint(
                name="members_glossaryentry_says_why_it_is_retired",
                condition=Q(retired_on__isnull=True, retire_reason="", successor__isnull=True)
                | (Q(retired_on__isnull=False) & ~Q(retire_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def source(self) -> str:
        """Who its pairs in the search's list of synonyms belong to."""
        return f"glossary:{self.pk}"
