"""What a person keeps: bookmarks, and collections in an order of their own."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.models import Bookmark, Collection, CollectionItem, Practice

UNNAMED = "kokoelma"
RESERVED = frozenset({"uusi", "ny", "new"})


class InItAlready(DomainError):
    message = _("The practice is in this collection already.")


@transaction.atomic
def bookmark(*, practice_id: int, actor: Viewer, now: datetime) -> bool:
    """Keep a practice, or keep it no longer; return whether it is kept now.

    Raises PermissionDenied; Practice.DoesNotExist.
    """
    if not actor.is_authenticated:
        raise PermissionDenied
    practice = Practice.objects.visible_to(actor).get(pk=practice_id)
    gone, _rows = Bookmark.objects.filter(practice=practice, person=actor.person_id).delete()
    if gone:
        return False
    Bookmark.objects.bulk_create(
        [Bookmark(practice=practice, person_id=actor.person_id, at=now)], ignore_conflicts=True
    )
    return True


@transaction.atomic
def collect(
    *, title: str, text: str, is_public: bool, language: str, actor: Viewer, now: datetime
) -> Collection:
    """Begin a collection. Raises PermissionDenied."""
    if not actor.is_authenticated:
        raise PermissionDenied
    collection = Collection(
        owner_id=actor.person_id, slug=_slug(title), language=language, title=markup.clean(title),
        text=markup.clean(text), is_public=is_public, created_at=now, updated_at=now,
    )  # fmt: skip
    while True:
        try:
            with transaction.atomic():
                collection.save()
            break
        except IntegrityError:  # somebody took the address this very moment
            collection.slug = _slug(title)
    audit.record(actor=actor, action="practices.collect", target=collection)
    return collection


@transaction.atomic
def describe(
    *, collection_id: int, title: str, text: str, is_public: bool, language: str, actor: Viewer, now: datetime
) -> Collection:
    """Change what is said of a collection; its address stays. Raises PermissionDenied; DoesNotExist."""
    collection = _own(collection_id, actor)
    collection.title, collection.text = markup.clean(title), markup.clean(text)
    collection.is_public, collection.language, collection.updated_at = is_public, language, now
    collection.save()
    audit.record(actor=actor, action="practices.describe_collection", target=collection)
    return collection


@transaction.atomic
def put_into(
    *, collection_id: int, practice_id: int, actor: Viewer, now: datetime, note: str = ""
) -> CollectionItem:
    """At the end of the collection. Raises PermissionDenied, InItAlready; DoesNotExist of either."""
    collection = _own(collection_id, actor)
    practice = Practice.objects.visible_to(actor).published().get(pk=practice_id)
    if collection.items.filter(practice=practice).exists():
        raise InItAlready
    last = collection.items.aggregate(last=Max("position"))["last"] or 0
    _touch(collection, now)
    return CollectionItem.objects.create(
        collection=collection, practice=practice, position=last + 1, note=markup.clean(note)
    )


@transaction.atomic
def take_out(*, collection_id: int, practice_id: int, actor: Viewer, now: datetime) -> None:
    """Those behind it move up. Nothing happens if it is not there. Raises PermissionDenied; DoesNotExist."""
    collection = _own(collection_id, actor)
    item = collection.items.filter(practice=practice_id).first()
    if item is not None:
        item.delete()
        collection.items.filter(position__gt=item.position).update(position=F("position") - 1)
        _touch(collection, now)


@transaction.atomic
def move(*, collection_id: int, practice_id: int, up: bool, actor: Viewer, now: datetime) -> None:
    """One place up or down; at the end of the list nothing happens. Raises PermissionDenied; DoesNotExist."""
    collection = _own(collection_id, actor)
    item = collection.items.filter(practice=practice_id).first()
    if item is None:
        return
    other = collection.items.filter(position=item.position + (-1 if up else 1)).first()
    if other is not None:
        item.position, other.position = other.position, item.position
        CollectionItem.objects.bulk_update([item, other], ["position"])
        _touch(collection, now)


@transaction.atomic
def note(*, collection_id: int, practice_id: int, text: str, actor: Viewer, now: datetime) -> None:
    """Say why a practice is in the collection. Raises PermissionDenied; DoesNotExist."""
    collection = _own(collection_id, actor)
    collection.items.filter(practice=practice_id).update(note=markup.clean(text))
    _touch(collection, now)


@transaction.atomic
def throw_away(*, collection_id: int, actor: Viewer, now: datetime) -> None:
    """The collection goes, the practices stay. Raises PermissionDenied; DoesNotExist."""
    collection = _own(collection_id, actor)
    audit.record(actor=actor, action="practices.throw_collection_away", target=collection)
    collection.delete()


def _own(collection_id: int, actor: Viewer) -> Collection:
    collection = Collection.objects.select_for_update().get(pk=collection_id)
    if not permissions.can_arrange(actor, collection):
        raise PermissionDenied
    return collection


def _touch(collection: Collection, now: datetime) -> None:
    Collection.objects.filter(pk=collection.pk).update(updated_at=now)


def _slug(title: str) -> str:
    base = slugify(title)[:100].strip("-") or UNNAMED
    taken = set(Collection.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in candidates if one not in taken)
