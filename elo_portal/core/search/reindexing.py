"""Making entries anew, in batches that stand each for itself: the search goes on meanwhile, with the old ones."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from elo_portal.core.models.search import SearchEntry
from elo_portal.core.search import kept
from elo_portal.core.search.analyse import ANALYSER_VERSION

BATCH = 100


def reindex(
    kind: str,
    findable: QuerySet[Any],
    put: Callable[[Any], None],
    *,
    everything: bool,
    after: int = 0,
) -> Iterator[tuple[int, int]]:
    """Put findable objects anew in the order of their ids; yield (last id, how many) after each batch.

    Without `everything` only those that have no entry or one of an older analyser. Each object is locked in a
    transaction of its own, so that a withdrawal at this moment is not overtaken.
    """
    due = findable if everything else _due(kind, findable)
    while batch := list(due.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        done = sum(_put_one(findable, pk, put) for pk in batch)
        after = batch[-1]
        yield after, done


@transaction.atomic
def drop_unfindable(kind: str, findable: QuerySet[Any]) -> int:
    """Delete entries of objects that are not to be found any more. Two queries."""
    there = findable.order_by().filter(pk=OuterRef("object_id"))
    count, _by_model = SearchEntry.objects.filter(~Exists(there), kind=kind).delete()
    kept.entries_changed()
    return count


@transaction.atomic
def _put_one(findable: QuerySet[Any], pk: int, put: Callable[[Any], None]) -> int:
    found = findable.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if found is None:
        return 0
    put(found)
    return 1


def _due(kind: str, findable: QuerySet[Any]) -> QuerySet[Any]:
    entries = SearchEntry.objects.filter(kind=kind, object_id=OuterRef("pk"))
    older = entries.exclude(analyser_version=ANALYSER_VERSION)
    return findable.filter(~Q(Exists(entries)) | Q(Exists(older)))
