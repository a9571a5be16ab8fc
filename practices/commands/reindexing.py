"""Making search entries anew, in batches that stand each for itself."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from elo_portal.core.models import SearchEntry
from elo_portal.core.search.analyse import ANALYSER_VERSION
from practices import indexing
from practices.models import Practice

BATCH = 100


def reindex(*, everything: bool, after: int = 0) -> Iterator[tuple[int, int]]:
    """Put published practices anew in the order of their ids; yield (last id, how many) after each batch.

    Without `everything` only those that have no entry or one of an older analyser.
    """
    while batch := list(
        _due(everything=everything).filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]
    ):
        done = 0
        for pk in batch:
            done += _put(pk)
        after = batch[-1]
        yield after, done


@transaction.atomic
def drop_unpublished() -> int:
    """Delete entries of practices that are not published. One query."""
    published = Practice.objects.published().filter(pk=OuterRef("object_id"))
    count, _by_model = SearchEntry.objects.filter(~Exists(published), kind=indexing.KIND).delete()
    return count


@transaction.atomic
def _put(pk: int) -> int:
    """The row is locked, so that a withdrawal at this moment is not overtaken."""
    practice = Practice.objects.published().select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if practice is None:
        return 0
    indexing.put(practice)
    return 1


def _due(*, everything: bool) -> QuerySet[Practice]:
    published = Practice.objects.published().order_by("pk")
    if everything:
        return published
    entries = SearchEntry.objects.filter(kind=indexing.KIND, object_id=OuterRef("pk"))
    current = entries.filter(analyser_version=ANALYSER_VERSION)
    return published.filter(
        ~Q(Exists(current)) | Q(Exists(entries.exclude(analyser_version=ANALYSER_VERSION)))
    )
