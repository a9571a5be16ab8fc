"""Making, changing and throwing away events; publishing and cancelling are in `publishing`."""

import itertools
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.mail.ledger import row_for
from elo_portal.core.names import LANGUAGES, in_language
from elo_portal.core.viewers import Viewer
from members.models import Authority
from seminars import indexing, mails, permissions, places
from seminars.commands.locking import lock_event, patiently
from seminars.commands.publishing import NotReady, facts_of
from seminars.commands.registrations import EventCancelled, EventPast
from seminars.commands.waiting import fill_free_places
from seminars.models import Event, ProgrammeItem
from seminars.rules import problems

TEXTS = ("title", "summary", "description", "audience", "place", "national_representation")
PLAIN = {
    *(f"{text}_{language}" for text in TEXTS for language in LANGUAGES),
    "kind", "mode", "visibility", "group_id", "address", "remote_url", "starts_at", "ends_at",
    "registration_opens_at", "registration_closes_at", "capacity",
}  # fmt: skip
RELATIONS = {"co_hosts", "organisers", "regions", "terms"}
MOVING = {
    "starts_at", "ends_at", "mode", "address", "remote_url", *(f"place_{language}" for language in LANGUAGES)
}  # fmt: skip
SLUG_LENGTH = 120
SLUG_ONCE = "seminars_event_slug_key"


class SlugTaken(DomainError):
    message = _("Another event took the same address at the same moment. Save again.")


class HasRegistrations(DomainError):
    message = _("People have registered for this event. Cancel it instead.")


@patiently
def draft(*, actor: Viewer, host_id: int, values: Mapping[str, Any], now: datetime) -> Event:
    """A draft of the host authority. `values` holds PLAIN fields and lists of ids for RELATIONS.

    Raises PermissionDenied, ValueError for a field that nobody may set.
    """
    host = Authority.objects.get(pk=host_id)
    if not permissions.can_schedule(actor, host):
        raise PermissionDenied
    _check_names(values)
    event = Event(host=host, created_at=now, updated_at=now)
    for name in PLAIN & values.keys():
        setattr(event, name, values[name])
    event.slug = free_slug(event)
    with refusing(SlugTaken, on=SLUG_ONCE):
        event.save()
    for name in RELATIONS & values.keys():
        getattr(event, name).set(values[name])
    audit.record(actor=actor, action="seminars.draft", target=event, fields=values.keys())
    return event


@patiently
def change(
    *, actor: Viewer, event_id: int, values: Mapping[str, Any], now: datetime, host_id: int | None = None
) -> Event:
    """Change an event. A published one keeps the rules of publishing; when its time or place changes, its
    calendar entry gets a new sequence and everyone who comes or waits gets one update. More places go to
    those who wait; fewer places throw nobody out.

    Raises PermissionDenied (also for hosts changed by a co-host), EventCancelled, EventPast, NotReady, Busy.
    """
    event = lock_event(event_id)
    _check_names(values)
    _authorise(event, actor=actor, values=values, host_id=host_id)
    if event.status == Event.Status.CANCELLED:
        raise EventCancelled
    old_start, old_end = event.starts_at, event.ends_at
    changed = _apply(event, values, host_id=host_id)
    is_moved = event.status == Event.Status.PUBLISHED and bool(changed & MOVING)
    if is_moved and old_end <= now:
        raise EventPast
    if event.status == Event.Status.DRAFT:
        event.slug = free_slug(event)
    elif found := problems(facts_of(event)):
        raise NotReady(found)
    event.updated_at = now
    if is_moved:
        event.sequence, event.moved_at = event.sequence + 1, now
    with refusing(SlugTaken, on=SLUG_ONCE):
        event.save()
    if days := (timezone.localdate(event.starts_at) - timezone.localdate(old_start)).days:
        _shift_programme(event, days=days)
    indexing.put(event)
    if "mode" in changed:
        _fit_modes(event)
    if changed & {"capacity", "mode"}:
        fill_free_places(event, now=now)
    if is_moved:
        _announce_move(event, now=now)
    audit.record(actor=actor, action="seminars.change", target=event, fields=changed)
    return event


def _check_names(values: Mapping[str, Any]) -> None:
    if unknown := values.keys() - PLAIN - RELATIONS:
        raise ValueError(f"Not to be set: {', '.join(sorted(unknown))}")


def _authorise(event: Event, *, actor: Viewer, values: Mapping[str, Any], host_id: int | None) -> None:
    """On what is stored: a co-host may not make the event its own, and nobody may give it to an authority
    for which they cannot act.
    """
    if not permissions.can_edit(actor, event):
        raise PermissionDenied
    new_host = host_id if host_id is not None else event.host_id
    stored = {authority.pk for authority in event.co_hosts.all()}
    hosts_change = new_host != event.host_id or set(values.get("co_hosts", stored)) != stored
    if hosts_change and not permissions.can_change_hosts(actor, event):
        raise PermissionDenied
    if new_host != event.host_id and not permissions.can_schedule(actor, Authority.objects.get(pk=new_host)):
        raise PermissionDenied


def _apply(event: Event, values: Mapping[str, Any], *, host_id: int | None) -> set[str]:
    """Set what differs; return the names of what changed. Relations are written at once."""
    changed = {name for name in PLAIN & values.keys() if getattr(event, name) != values[name]}
    for name in changed:
        setattr(event, name, values[name])
    if host_id is not None and host_id != event.host_id:
        event.host = Authority.objects.get(pk=host_id)
        changed.add("host")
    for name in sorted(RELATIONS & values.keys()):
        relation = getattr(event, name)
        if set(relation.values_list("pk", flat=True)) != set(values[name]):
            relation.set(values[name])
            changed.add(name)
    return changed


def _shift_programme(event: Event, *, days: int) -> None:
    """The programme moves with its event: the same clock times, as many days later."""
    items = list(event.programme.all())
    for item in items:
        item.starts_at = _days_later(item.starts_at, days)
        item.ends_at = _days_later(item.ends_at, days)
    ProgrammeItem.objects.bulk_update(items, ["starts_at", "ends_at"])


def _days_later(moment: datetime, days: int) -> datetime:
    local = timezone.localtime(moment)
    return timezone.make_aware(local.replace(tzinfo=None) + timedelta(days=days))


def _fit_modes(event: Event) -> None:
    """Whoever registered in a mode that is no longer offered takes part in the one that is."""
    offered = places.modes_offered(event)
    event.registrations.live().exclude(mode__in=offered).update(mode=offered[0])


def _announce_move(event: Event, *, now: datetime) -> None:
    if event.ends_at <= now:
        return
    mail.queue_many(
        row_for(
            mails.EventChanged,
            to=registration.person,
            about=registration,
            dedupe_key=f"seminars.event_changed:{registration.pk}:{event.sequence}",
            now=now,
            params={"sequence": event.sequence},
            expires_at=event.ends_at,
        )
        for registration in event.registrations.live().select_related("person")
    )


@patiently
def discard(*, actor: Viewer, event_id: int, now: datetime) -> None:
    """Throw a draft away. What was ever published is cancelled, not deleted.

    Raises PermissionDenied, HasRegistrations.
    """
    event = lock_event(event_id)
    if not permissions.can_edit(actor, event):
        raise PermissionDenied
    if event.status != Event.Status.DRAFT or event.registrations.exists():
        raise HasRegistrations
    audit.record(actor=actor, action="seminars.discard", target=event)
    event.delete()


def free_slug(event: Event) -> str:
    """From the Finnish (or first) title and the year of the start; stays the same once published.

    It always holds the year, so it can never be mistaken for a word of an address. One query.
    """
    year = str(timezone.localtime(event.starts_at).year)
    words = slugify(in_language(event, "title", "fi"))[:SLUG_LENGTH].strip("-")
    base = words if year in words.split("-") else f"{words}-{year}".strip("-")
    others = Event.objects.filter(slug__startswith=base).exclude(pk=event.pk)
    taken = set(others.values_list("slug", flat=True))
    candidates = itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)
