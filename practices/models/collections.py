"""What a person keeps: bookmarks, and ordered collections of their own or for everybody."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.viewers import Viewer
from members.models import Person
from practices.models.practices import Practice


class Bookmark(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookmarks")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="bookmarks")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="practices_bookmark_once_a_person", fields=["person", "practice"])
        ]

    def __str__(self) -> str:
        return f"#{self.practice_id} of {self.person_id}"


class CollectionQuerySet(models.QuerySet["Collection"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Public ones for everybody, one's own for oneself. No query."""
        seen = Q(is_public=True)
        if viewer.is_authenticated:
            seen |= Q(owner=viewer.person_id)
        return self.filter(seen)


class Collection(models.Model):
    """Practices put in an order, with a text that says why they belong together."""

    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="collections")
    slug = models.SlugField(max_length=120, unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("what binds them together"), blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = CollectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="practices_collection_has_a_name", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.slug}"


class CollectionItem(models.Model):
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    note = models.CharField(_("why this one"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_collectionitem_once_a_collection", fields=["collection", "practice"]
            ),
            models.UniqueConstraint(
                name="practices_collectionitem_one_a_place",
                fields=["collection", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.practice_id} at {self.position} of {self.collection_id}"
