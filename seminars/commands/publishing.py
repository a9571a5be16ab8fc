"""Publishing an event and calling it off."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail
from elo_portal.core.errors import DomainError
from elo_portal.core.mail.ledger import row_for
from elo_portal.core.viewers import Viewer
from seminars import indexing, mails, permissions
from seminars.commands.locking import lock_event, patiently
from seminars.commands.registrations import EventCancelled, EventPast
from seminars.models import Event
from seminars.rules import Facts, Problem, missing_languages, problems

MESSAGE_LENGTH = 500


class NotReady(DomainError):
    """`problems` says what is missing, each with its field."""

    message = _("Something is still missing before this event can be published.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = list(problems)


class LanguageMissing(DomainError):
    """`languages` that the event's regions need and its texts lack."""

    message = _("The event needs both Finnish and Swedish. Confirm that you publish it in one language.")

    def __init__(self, languages: Sequence[str]) -> None:
        super().__init__()
        self.languages = list(languages)


class AlreadyPublished(DomainError):
    message = _("This event has been published already.")


class NotPublished(DomainError):
    message = _("Only a published event can be cancelled.")


def facts_of(event: Event) -> Facts:
    """The event as the rules see it. One query, when its host is loaded."""
    return Facts(event=event, host=event.host, regions=list(event.regions.all()))


@patiently
def publish(*, actor: Viewer, event_id: int, accepts_one_language: bool, now: datetime) -> Event:
    """Show a draft to its audience and open its registration.

    Raises PermissionDenied, AlreadyPublished, EventCancelled, EventPast, NotReady, LanguageMissing.
    """
    event = lock_event(event_id)
    if not permissions.can_edit(actor, event):
        raise PermissionDenied
    if event.status == Event.Status.CANCELLED:
        raise EventCancelled
    if event.status == Event.Status.PUBLISHED:
        raise AlreadyPublished
    if event.starts_at <= now:
        raise EventPast
    facts = facts_of(event)
    if found := problems(facts):
        raise NotReady(found)
    missing = missing_languages(facts)
    if missing and not accepts_one_language:
        raise LanguageMissing(missing)
    event.status, event.published_at, event.updated_at = Event.Status.PUBLISHED, now, now
    event.save(update_fields=["status", "published_at", "updated_at"])
    indexing.put(event)
    purpose = f"without {', '.join(missing)}" if missing else ""
    audit.record(actor=actor, action="seminars.publish", target=event, fields=["status"], purpose=purpose)
    return event


@patiently
def cancel(*, actor: Viewer, event_id: int, message: str, now: datetime) -> Event:
    """Call a published event off: everyone who comes or waits is told, and no reminder leaves any more.

    `message` goes into that mail. Raises PermissionDenied, NotPublished, EventCancelled, EventPast.
    """
    event = lock_event(event_id)
    if not permissions.can_edit(actor, event):
        raise PermissionDenied
    if event.status == Event.Status.CANCELLED:
        raise EventCancelled
    if event.status != Event.Status.PUBLISHED:
        raise NotPublished
    if event.ends_at <= now:
        raise EventPast
    event.status, event.cancelled_at, event.updated_at = Event.Status.CANCELLED, now, now
    event.sequence += 1
    event.save(update_fields=["status", "cancelled_at", "updated_at", "sequence"])
    indexing.put(event)
    mail.queue_many(
        row_for(
            mails.EventCancelled,
            to=registration.person,
            about=registration,
            dedupe_key=f"seminars.event_cancelled:{registration.pk}",
            now=now,
            params={"message": message[:MESSAGE_LENGTH]},
        )
        for registration in event.registrations.live().select_related("person")
    )
    audit.record(actor=actor, action="seminars.cancel", target=event, fields=["status"])
    return event
