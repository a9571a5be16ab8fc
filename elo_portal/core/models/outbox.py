"""News for apps above, kept until it is handled."""

from django.db import models
from django.utils import timezone


class OutboxMessage(models.Model):
    """One message for one handler, so that a failing handler does not repeat the others."""

    topic = models.CharField(max_length=60)
    handler = models.CharField(max_length=60)
    payload = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="core_outboxmessage_due", fields=["due_at"], condition=models.Q(done_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} for {self.handler}"
