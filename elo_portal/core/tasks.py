"""The bell, and core's own jobs."""

from datetime import datetime, timedelta

from celery import shared_task
from django.utils import timezone

from elo_portal.core import changes, mail, ticking
from elo_portal.core.models import OutboxMessage, OutgoingMail

MANY_CHANGES = 100


@shared_task(name="core.tick")  # type: ignore[untyped-decorator]
def tick(**_: object) -> None:
    """One pass over all that is due."""
    ticking.run(now=timezone.now())


@ticking.job("core.mail", every=timedelta(0))
def deliver_mail(now: datetime) -> int:
    """Hand over due mail."""
    return mail.deliver(now=now)


@ticking.job("core.clean_up", every=timedelta(hours=6))
def clean_up(now: datetime) -> int:
    """Mail bodies go after 14 days, mail rows after 6 months, handled news after 14 days."""
    old_bodies = OutgoingMail.objects.filter(sent_at__lt=now - timedelta(days=14)).exclude(body_text="")
    emptied = old_bodies.update(body_text="")
    deleted, _ = OutgoingMail.objects.filter(created_at__lt=now - timedelta(days=183)).delete()
    handled, _ = OutboxMessage.objects.filter(done_at__lt=now - timedelta(days=14)).delete()
    return emptied + deleted + handled


@ticking.job("core.tidy_changes", every=timedelta(minutes=1))
def tidy_changes(now: datetime) -> int:
    """Keep the table short that every visitor's page asks."""
    return changes.tidy() if changes.count() > MANY_CHANGES else 0
