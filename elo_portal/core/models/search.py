"""The slim tables that the search reads: what can be found, and the words that occur in it."""

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

    NOTHING_SAID = -1  # of evidence: less than the lowest level

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=2)
    is_source = models.BooleanField()
    title = models.CharField(max_length=300)
    audience = models.PositiveSmallIntegerField(choices=Audience)
    group_id = models.BigIntegerField(null=True)
    facets = ArrayField(models.IntegerField())
    rank_boost = models.FloatField()
    uses = models.PositiveIntegerField(default=0, db_default=0)
    evidence = models.SmallIntegerField(default=NOTHING_SAID, db_default=NOTHING_SAID)
    published_at = models.DateTimeField()
    stale_from = models.DateTimeField(null=True)  # from then on it stands below its equals
    vector = SearchVectorField()
    head = SearchVectorField(default="")  # of title and summary only: thousands can be ordered by it
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
            # Each language by itself: words of one are looked for in all three.
            *(
                GinIndex(name=f"core_searchentry_{field}_{code}", fields=[field], condition=Q(language=code))
                for code in ("fi", "sv", "en")
                for field in ("vector", "head")
            ),
            GinIndex(name="core_searchentry_facets", fields=["facets"]),
            models.Index(
                name="core_searchentry_newest",
                fields=["-published_at", "-object_id"],
                condition=Q(is_source=True),
            ),
            # Whatever comes after the two is sorted among those that are equal in both.
            models.Index(
                name="core_searchentry_most_used", fields=["-uses", "-evidence"], condition=Q(is_source=True)
            ),
            models.Index(
                name="core_searchentry_evidenced", fields=["-evidence", "-uses"], condition=Q(is_source=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} ({self.language})"


class KnownWord(models.Model):
    """A base form that occurred in some text: what a mistyped word may have been meant to be.

    `plain` is the word without dots and rings, as it is compared. Words stay when their texts go: whether a
    word finds anything for this viewer is asked before it is offered.
    """

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=100)
    plain = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="core_knownword_once_a_language", fields=["language", "word"]),
        ]
        indexes = [
            GinIndex(name="core_knownword_trigrams", fields=["plain"], opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.language})"


class SearchChange(models.Model):
    """A transaction that changed entries, by its number: counts that did not see it hold no longer."""

    transaction = models.BigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"transaction {self.transaction}"


class SearchCount(models.Model):
    """How much a search found, and the snapshot in which it was counted (see `core.search.kept`)."""

    key = models.CharField(max_length=32, unique=True)
    found = models.TextField()
    snapshot = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
