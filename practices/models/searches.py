"""Searches that people keep, and what they looked for in vain."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Person


class SavedSearch(models.Model):
    """A search or a filter under a name; `query` is the query string of the list's address."""

    ONCE = "practices_savedsearch_once_a_person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(max_length=1000)
    in_digest = models.BooleanField(_("tell me in my digest"), default=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [
            models.UniqueConstraint(
                name="practices_savedsearch_once_a_person",
                fields=["person", "query"],
                violation_error_message=_("You have saved this search already."),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.person_id}"


class Wish(models.Model):
    """Somebody looked for something that nobody has written yet."""

    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2)
    query = models.CharField(max_length=1000)  # the query string of the list's address
    text = models.CharField(_("what you were looking for"), max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(name="practices_wish_once_a_person", fields=["person", "query"])
        ]
        indexes = [models.Index(name="practices_wish_at", fields=["-at"])]

    def __str__(self) -> str:
        return f"#{self.pk} {self.query}"
