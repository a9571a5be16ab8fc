"""The slim table that the search reads: one row for each language of each object that can be found."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q


class SearchEntry(models.Model):
    """What is found, by whom, in which order. `core.search.entries` writes it, `core.search.lookup` reads it.

    The facets are ids that only the caller understands; who may see the row is part of it, so that no
    count can tell of something that the viewer may not see.
    """

    class Audience(models.IntegerChoices):
        PUBLIC = 0
        NETWORK = 1
        GROUP = 2

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=2)
    is_source = models.BooleanField()
    title = models.CharField(max_length=300)
    audience = models.PositiveSmallIntegerField(choices=Audience)
    group_id = models.BigIntegerField(null=True)
    facets = ArrayField(models.IntegerField())
    rank_boost = models.FloatField()
    published_at = models.DateTimeField()
    vector = SearchVectorField()
    analyser_version = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="core_searchentry_one_row_a_language", fields=["kind", "object_id", "language"]
            ),
            models.CheckConstraint(
                name="core_searchentry_group_iff_for_a_group",
                condition=Q(audience=2, group_id__isnull=False) | (~Q(audience=2) & Q(group_id__isnull=True)),
            ),
        ]
        indexes = [
            GinIndex(name="core_searchentry_vector", fields=["vector"]),
            GinIndex(name="core_searchentry_facets", fields=["facets"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} ({self.language})"
