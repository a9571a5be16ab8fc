"""When each repeated job last ran."""

from django.db import models


class JobRun(models.Model):
    """One row a job; the row's lock keeps two ticks from running it at once."""

    name = models.CharField(max_length=60, unique=True)
    last_started_at = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
