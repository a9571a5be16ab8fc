"""The rows of a programme."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.errors import DomainError
from elo_portal.core.names import LANGUAGES
from elo_portal.core.viewers import Viewer
from practices.models import Practice
from seminars import indexing, permissions
from seminars.commands.locking import lock_event, patiently
from seminars.commands.registrations import EventCancelled
from seminars.models import Event, ProgrammeItem

FIELDS = {
    *(f"{text}_{language}" for text in ("title", "description") for language in LANGUAGES),
    "kind", "starts_at", "ends_at", "speaker", "room", "practice_id",
}  # fmt: skip


class OutsideTheEvent(DomainError):
    message = _("A programme item must be on the days of the event.")


class PracticeNotVisible(DomainError):
    message = _("Choose a published practice.")


@patiently
def add(*, actor: Viewer, event_id: int, values: Mapping[str, Any], now: datetime) -> ProgrammeItem:
    """One more row. Raises PermissionDenied, EventCancelled, OutsideTheEvent, PracticeNotVisible."""
    event = _lock(event_id, actor=actor)
    item = ProgrammeItem(event=event)
    changed = _write(item, event, values, actor=actor)
    _touch(event, now=now)
    audit.record(actor=actor, action="seminars.add_item", target=event, fields=changed)
    return item


@patiently
def change(*, actor: Viewer, item_id: int, values: Mapping[str, Any], now: datetime) -> ProgrammeItem:
    """Change a row. Raises as `add`, and ProgrammeItem.DoesNotExist."""
    event = _lock(ProgrammeItem.objects.values_list("event_id", flat=True).get(pk=item_id), actor=actor)
    item = event.programme.get(pk=item_id)
    changed = _write(item, event, values, actor=actor)
    _touch(event, now=now)
    audit.record(actor=actor, action="seminars.change_item", target=event, fields=changed)
    return item


@patiently
def remove(*, actor: Viewer, item_id: int, now: datetime) -> None:
    """Take a row away. Raises PermissionDenied, EventCancelled, ProgrammeItem.DoesNotExist."""
    event = _lock(ProgrammeItem.objects.values_list("event_id", flat=True).get(pk=item_id), actor=actor)
    event.programme.filter(pk=item_id).delete()
    _touch(event, now=now)
    audit.record(actor=actor, action="seminars.remove_item", target=event)


def _lock(event_id: int, *, actor: Viewer) -> Event:
    event = lock_event(event_id)
    if not permissions.can_edit(actor, event):
        raise PermissionDenied
    if event.status == Event.Status.CANCELLED:
        raise EventCancelled
    return event


def _write(item: ProgrammeItem, event: Event, values: Mapping[str, Any], *, actor: Viewer) -> set[str]:
    """Set what differs and save; return the names of what changed."""
    if unknown := values.keys() - FIELDS:
        raise ValueError(f"Not to be set: {', '.join(sorted(unknown))}")
    changed = {name for name in values if getattr(item, name) != values[name]}
    for name in changed:
        setattr(item, name, values[name])
    first, last = timezone.localdate(event.starts_at), timezone.localdate(event.ends_at)
    if not first <= timezone.localdate(item.starts_at) <= timezone.localdate(item.ends_at) <= last:
        raise OutsideTheEvent
    if "practice_id" in changed and item.practice_id is not None:
        _check_practice(item.practice_id, actor=actor)
    item.save()
    return changed


def _check_practice(practice_id: int, *, actor: Viewer) -> None:
    """Only what the actor sees published: a programme must not tell of what is not public to its maker."""
    if not Practice.objects.visible_to(actor).published().filter(pk=practice_id).exists():
        raise PracticeNotVisible


def _touch(event: Event, *, now: datetime) -> None:
    Event.objects.filter(pk=event.pk).update(updated_at=now)
    if event.status == Event.Status.PUBLISHED:
        indexing.put(event)
