"""Collections and bookmarks as pages show them."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from elo_portal.core.viewers import Viewer
from practices.cards import Card, card
from practices.models import Collection, CollectionItem, Practice
from practices.queries import published


@dataclass(frozen=True)
class Entry:
    """A practice of a collection, with why it is there."""

    practice_id: int
    card: Card
    note: str


def listed(*, viewer: Viewer) -> QuerySet[Collection]:
    """What the viewer sees, one's own first, with `count`. One query."""
    found = Collection.objects.visible_to(viewer).select_related("owner").annotate(count=Count("items"))
    return found.order_by("-updated_at", "-pk")


def entries(collection: Collection, *, viewer: Viewer) -> list[Entry]:
    """The practices that the viewer may see, in the owner's order. Five queries."""
    items = list(CollectionItem.objects.filter(collection=collection).order_by("position"))
    shown = published.by_id([item.practice_id for item in items], viewer=viewer)
    return [
        Entry(item.practice_id, card(shown[item.practice_id]), item.note)
        for item in items
        if item.practice_id in shown
    ]


def open_to(practice: Practice, *, viewer: Viewer) -> list[Collection]:
    """The viewer's own collections that do not hold the practice yet. One query."""
    own = Collection.objects.filter(owner=viewer.person_id).exclude(items__practice=practice)
    return list(own.order_by("title", "pk"))


def bookmarked(*, viewer: Viewer) -> list[Card]:
    """What the viewer keeps and may still see, the latest first. Four queries."""
    kept = Practice.objects.visible_to(viewer).filter(bookmarks__person=viewer.person_id)
    return published.cards(kept.order_by("-bookmarks__at", "-pk"))
