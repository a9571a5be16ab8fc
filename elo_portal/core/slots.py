"""Places on a lower app's page that an upper app may fill, without the lower one knowing it.

The lower app declares `trail = Slot("practice: trail")` and asks it for a whole page of objects at
once; the upper app registers a provider. No query per row.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Generic, TypeVar

from elo_portal.core.viewers import Viewer

Content = TypeVar("Content")
Provider = Callable[..., Mapping[int, list[Content]]]


class Slot(Generic[Content]):
    """A named place; providers answer with the contents for each object id."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._providers: list[Provider[Content]] = []

    def fill(self, provider: Provider[Content]) -> Provider[Content]:
        """Register `provider(object_ids, *, viewer, now) -> {id: [content]}`; usable as a decorator."""
        if provider not in self._providers:
            self._providers.append(provider)
        return provider

    def contents(
        self, object_ids: Collection[int], *, viewer: Viewer, now: datetime
    ) -> dict[int, list[Content]]:
        """What the upper apps say about these objects. As many queries as the providers make."""
        found: dict[int, list[Content]] = defaultdict(list)
        for provider in self._providers:
            for object_id, contents in provider(object_ids, viewer=viewer, now=now).items():
                found[object_id].extend(contents)
        return dict(found)
