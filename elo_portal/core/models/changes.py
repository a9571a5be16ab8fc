"""What the public may see has changed: one row a transaction, written by triggers."""

from django.db import models


class Change(models.Model):
    """A transaction that changed what pages show. Kept until the next tidying: only whether there is a new one counts."""

    id = models.BigIntegerField(primary_key=True)  # of the transaction

    class Meta:
        db_table = "core_change"

    def __str__(self) -> str:
        return f"#{self.pk}"
