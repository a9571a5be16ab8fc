"""Which events went to the successor of their authority, so that a reform can be taken back."""

from django.db import models

from members.models import Authority, Transfer
from seminars.models.events import Event


class HostChange(models.Model):
    """An event whose host, or one of its co-hosts, is another since a transfer of authorities."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    is_co_host = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="seminars_hostchange_once_a_transfer",
                fields=["transfer", "event", "before", "is_co_host"],
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.event_id}: {self.before_id} -> {self.after_id}"
