"""Who did what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class AuditEntry(models.Model):
    """One command. No foreign keys: the row outlives what it names."""

    at = models.DateTimeField(default=timezone.now)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    fields = ArrayField(models.CharField(max_length=60), default=list)
    purpose = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(name="core_auditentry_target", fields=["target_type", "target_id"]),
            models.Index(name="core_auditentry_at", fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"
