"""What happened to a practice: every change of its state, with the words that came with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Person
from practices.models.practices import Practice


class Transition(models.Model):
    """A change of state. `comment` is for the makers: why it was returned, what to add."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="transitions")
    from_status = models.CharField(max_length=10, choices=Practice.Status, blank=True)
    to_status = models.CharField(max_length=10, choices=Practice.Status)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        indexes = [models.Index(name="practices_transition_practice", fields=["practice", "at"])]

    def __str__(self) -> str:
        return f"#{self.practice_id}: {self.from_status} -> {self.to_status}"
