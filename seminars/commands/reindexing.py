"""Bringing the search in step with the events."""

from collections.abc import Iterator

from elo_portal.core.search import reindexing
from seminars import indexing
from seminars.models import Event


def reindex(*, everything: bool, after: int = 0) -> Iterator[tuple[int, int]]:
    """Put events anew that are published or cancelled; yield (last id, how many) after each batch.

    Without `everything` only those that have no entry or one of an older analyser.
    """
    return reindexing.reindex(
        indexing.KIND, Event.objects.announced(), indexing.put, everything=everything, after=after
    )


def drop_unannounced() -> int:
    """Delete entries of events that are gone or were never published. One query."""
    return reindexing.drop_unfindable(indexing.KIND, Event.objects.announced())
