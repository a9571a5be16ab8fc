"""The state of the machinery, for the operations page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min

from elo_portal.core.models import JobRun, OutboxMessage, OutgoingMail

State = OutgoingMail.State


@dataclass(frozen=True)
class Operating:
    """Figures of the moment; ages are None when nothing waits."""

    mail_counts: list[tuple[str, int]]
    oldest_due_age: timedelta | None
    tick_age: timedelta | None
    dead_mails: list[OutgoingMail]
    failed_news: list[OutboxMessage]
    jobs: list[JobRun]


def operating(*, now: datetime) -> Operating:
    """Five queries, however much there is."""
    counts = dict(
        OutgoingMail.objects.order_by()
        .values_list("state")
        .annotate(count=Count("pk"))
        .values_list("state", "count")
    )
    oldest = OutgoingMail.objects.filter(state=State.QUEUED, not_before__lte=now).aggregate(
        at=Min("not_before")
    )
    jobs = list(JobRun.objects.order_by("name"))
    ticks = [job.last_started_at for job in jobs if job.last_started_at]
    return Operating(
        mail_counts=[(str(state.label), counts.get(state.value, 0)) for state in State],
        oldest_due_age=now - oldest["at"] if oldest["at"] else None,
        tick_age=now - max(ticks) if ticks else None,
        dead_mails=list(OutgoingMail.objects.filter(state=State.DEAD).order_by("-pk")[:50]),
        failed_news=list(
            OutboxMessage.objects.filter(
                done_at__isnull=True, attempts__gte=settings.OUTBOX_MAX_ATTEMPTS
            ).order_by("-pk")[:50]
        ),
        jobs=jobs,
    )
