"""What this database is."""

from django.db import models


class Installation(models.Model):
    """One row, written by the first migration: demo data may be loaded only where it says so."""

    is_demo = models.BooleanField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return "demo" if self.is_demo else "real"
