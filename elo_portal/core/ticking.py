"""One pass over all due work. Celery only rings the bell; `manage.py tick` does the same without it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from elo_portal.core import outbox
from elo_portal.core.models import JobRun

logger = logging.getLogger(__name__)

JobFunction = Callable[[datetime], int]


@dataclass(frozen=True)
class Job:
    """Something done repeatedly: `run(now)` returns how many things it did and bears being run twice."""

    name: str
    every: timedelta
    run: JobFunction


_jobs: dict[str, Job] = {}


def job(name: str, *, every: timedelta) -> Callable[[JobFunction], JobFunction]:
    """Register a job under a stable name."""

    def register(function: JobFunction) -> JobFunction:
        _jobs[name] = Job(name, every, function)
        return function

    return register


def run(*, now: datetime, force: bool = False, outbox_limit: int = 100) -> dict[str, int]:
    """Handle news, then every job that is due (all, with `force`). Return what each did.

    A job that fails does not stop the others; its error stands in its JobRun row.
    """
    done: dict[str, int] = {"outbox": 0}
    while done["outbox"] < outbox_limit and outbox.deliver_next(now=now):
        done["outbox"] += 1
    for registered in _jobs.values():
        if _claim(registered, now=now, force=force):
            done[registered.name] = _run(registered, now=now)
    return done


def _claim(job: Job, *, now: datetime, force: bool) -> bool:
    """Take the job's turn: of two ticks at once only one gets it."""
    JobRun.objects.bulk_create([JobRun(name=job.name)], ignore_conflicts=True)
    due = Q() if force else Q(last_started_at__isnull=True) | Q(last_started_at__lte=now - job.every)
    return bool(JobRun.objects.filter(due, name=job.name).update(last_started_at=now))


def _run(job: Job, *, now: datetime) -> int:
    count, error = 0, ""
    try:
        count = job.run(now)
    except Exception as exc:
        logger.exception("Job %s failed", job.name)
        error = repr(exc)
    with transaction.atomic():
        JobRun.objects.filter(name=job.name).update(
            last_error=error, last_finished_at=F("last_finished_at") if error else now
        )
    return count
