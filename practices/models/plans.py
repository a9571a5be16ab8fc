"""Practices that a measure of a group's plan builds on."""

from django.db import models

from members.models import Measure, Person
from practices.models.practices import Practice


class TiedPractice(models.Model):
    """The group uses the practice in its measure. Rows point down: plans know nothing of practices."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="tied_practices")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="tied_to")
    tied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_tiedpractice_once_a_measure", fields=["measure", "practice"]
            )
        ]

    def __str__(self) -> str:
        return f"#{self.practice_id} in measure {self.measure_id}"
