"""Bringing the search in step with the library."""

from collections.abc import Iterator

from elo_portal.core.search import reindexing
from practices import indexing
from practices.models import Practice


def reindex(*, everything: bool, after: int = 0) -> Iterator[tuple[int, int]]:
    """Put published practices anew; yield (last id, how many) after each batch.

    Without `everything` only those that have no entry or one of an older analyser.
    """
    return reindexing.reindex(
        indexing.KIND, Practice.objects.published(), indexing.put, everything=everything, after=after
    )


def drop_unpublished() -> int:
    """Delete entries of practices that are not published. One query."""
    return reindexing.drop_unfindable(indexing.KIND, Practice.objects.published())
