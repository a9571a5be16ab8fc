"""Imported at start: makes the kinds of mail known, and the jobs of the library."""

from datetime import datetime, timedelta

from celery import current_task, shared_task
from django.utils import timezone

from elo_portal.core import outbox, ticking
from elo_portal.core.outbox import Payload
from practices import filling, mails
from practices.commands import asking, file_imports, freshness, handing_over, scanning, tending, translations
from practices.forms import file_rows
from practices.models import FileImport

__all__ = ["filling", "mails"]


@ticking.job("practices.follow_ups", every=timedelta(hours=1))
def ask_adopters(now: datetime) -> int:
    """Ask adopters how it goes after 3, 6 and 12 months."""
    return asking.ask_adopters(now=now)


@ticking.job("practices.virus_check", every=timedelta(seconds=15))
def scan_attachments(now: datetime) -> int:
    """Have new attachments looked at by the virus scanner."""
    return scanning.scan_attachments(now=now)


@ticking.job("practices.sweep_orphans", every=timedelta(days=1))
def sweep_orphans(now: datetime) -> int:
    """Delete bytes that belong to no attachment."""
    return scanning.sweep_orphans(now=now)


@shared_task(  # type: ignore[untyped-decorator]
    name="practices.file_imports", time_limit=3600, soft_time_limit=3540
)
def work_on_files(**_: object) -> None:
    """Read and bring in files: a large one takes minutes."""
    file_imports.run_due(read=file_rows.read, now=timezone.now())


@ticking.job("practices.file_imports", every=timedelta(seconds=5))
def see_to_files(now: datetime) -> int:
    """A worker hands it to one that has the time; without workers it is done here."""
    if not FileImport.objects.due(now).exists():
        return 0
    if current_task:
        work_on_files.delay()
        return 1
    return file_imports.run_due(read=file_rows.read, now=now)


@ticking.job("practices.sweep_files", every=timedelta(days=1))
def sweep_files(now: datetime) -> int:
    """Forget files that nobody confirmed, and what was said of old ones."""
    return file_imports.sweep(now=now)


@ticking.job("practices.shared_reviews", every=timedelta(hours=1))
def remind_groups(now: datetime) -> int:
    """Remind groups to look at their shared practices again."""
    return asking.remind_groups(now=now)


@ticking.job("practices.reviews", every=timedelta(hours=1))
def tend_reviews(now: datetime) -> int:
    """See to it that every submission has its reviewer, is answered in time or passed on."""
    return tending.tend(now=now)


@ticking.job("practices.freshness", every=timedelta(hours=1))
def keep_fresh(now: datetime) -> int:
    """Ask each year whether a practice still holds; flag and archive what nobody answers for."""
    return freshness.keep_fresh(now=now)


@ticking.job("practices.translations", every=timedelta(hours=1))
def tell_of_outdated_translations(now: datetime) -> int:
    """Ask the owners of translations that are older than their source to look at them."""
    return translations.tell_owners(now=now)


@ticking.job("practices.hand_over", every=timedelta(hours=6))
def hand_over_all(now: datetime) -> int:
    """Repair: a contact person who has left some other way than by the portal."""
    return handing_over.hand_over_all(now=now)


@outbox.handler("members.left", name="practices.hand_over")
def hand_over_of_the_gone(payload: Payload) -> None:
    """A person was deactivated."""
    handing_over.hand_over(person_id=payload["person_id"], now=timezone.now())


@outbox.handler("members.membership_ended", name="practices.hand_over")
def hand_over_in_an_organisation(payload: Payload) -> None:
    """A person no longer works in an organisation."""
    handing_over.hand_over(
        person_id=payload["person_id"], organisation_id=payload["organisation_id"], now=timezone.now()
    )
