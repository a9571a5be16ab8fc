"""How often a practice is read: counts of days, nothing about who."""

from django.db import models

from practices.models.practices import Practice


class DailyViews(models.Model):
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="daily_views")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "daily views"
        constraints = [
            models.UniqueConstraint(name="practices_dailyviews_one_a_day", fields=["practice", "day"])
        ]

    def __str__(self) -> str:
        return f"#{self.practice_id} on {self.day}: {self.count}"
