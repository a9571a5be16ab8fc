"""Bytes that no row knows: what is left when an upload or a transaction was broken off."""

from collections.abc import Collection
from datetime import datetime

from django.core.files.storage import default_storage


def sweep(folder: str, *, known: Collection[str], before: datetime) -> int:
    """Delete what lies in the folder, is not known and was written before then; return how many.

    An upload that is under way has no row yet: what is young stays.
    """
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:  # nothing was ever stored there
        return 0
    orphans = [path for name in names if (path := f"{folder}/{name}") not in known]
    old = [path for path in orphans if default_storage.get_modified_time(path) < before]
    for path in old:
        default_storage.delete(path)
    return len(old)
