"""Events from plain values, as of an earlier time: for demo data and archives. Sends nothing."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from elo_portal.core import audit
from elo_portal.core.models import Term
from elo_portal.core.names import LANGUAGES
from members.models import Authority, Group, Organisation, Person, Region
from practices.models import Practice
from seminars import indexing
from seminars.commands.events import TEXTS, free_slug
from seminars.commands.programme import FIELDS
from seminars.models import Event, ProgrammeItem, Registration

NAMESPACE = uuid.UUID("6f9c1d8e-53c1-4b1e-9a57-0a4b8f6d2c11")
REGISTERED_BEFORE = timedelta(days=60)
Values = Mapping[str, Any]
Status = Registration.Status


@transaction.atomic
def put(*, key: str, values: Values, now: datetime) -> Event:
    """The event named `key`, made from `values` if it is not there yet; an existing one stays as it is.

    `values`: kind, mode, status, visibility, group (slug), host and co_hosts (as "evk-04"), regions (codes),
    organisers (keys), themes and targets (slugs), the texts by language, address, remote_url, starts_at,
    ends_at, registration_opens_at, registration_closes_at, published_at, cancelled_at, capacity; `item`: rows
    with the programme's fields and `practice` (key or slug); `registration`: rows with person (key), mode,
    status, note, registered_at, in the order of arrival. Times without a zone are Finnish. `now` is when
    this happens; what is missing of earlier times follows from `registration_opens_at`.

    No mail is queued. One audit row. Raises KeyError for a missing value, DoesNotExist for an unknown name.
    """
    if (known := Event.objects.filter(key=key).first()) is not None:
        return known
    announced = _maybe(values.get("registration_opens_at")) or _time(values["starts_at"]) - REGISTERED_BEFORE
    opened = min(announced, now)
    event = _event(key, values, opened=opened)
    event.slug = free_slug(event)
    event.save()
    _relate(event, values)
    ProgrammeItem.objects.bulk_create(_item(event, row) for row in values.get("item", ()))
    _register(event, values.get("registration", ()), opened=opened, now=now)
    indexing.put(event)
    audit.record(actor=None, action="seminars.import", target=event, fields=values.keys())
    return event


def _time(value: datetime) -> datetime:
    return timezone.make_aware(value) if timezone.is_naive(value) else value


def _maybe(value: datetime | None) -> datetime | None:
    return _time(value) if value is not None else None


def _event(key: str, values: Values, *, opened: datetime) -> Event:
    texts = {
        f"{text}_{code}": values.get(f"{text}_{code}", "").strip() for text in TEXTS for code in LANGUAGES
    }
    times = {
        name: _maybe(values.get(name))
        for name in (
            "starts_at",
            "ends_at",
            "registration_opens_at",
            "registration_closes_at",
            "cancelled_at",
        )
    }
    status = values.get("status", Event.Status.PUBLISHED)
    published = None if status == Event.Status.DRAFT else _maybe(values.get("published_at")) or opened
    return Event(
        **texts,
        **times,
        key=key,
        kind=values["kind"],
        mode=values["mode"],
        status=status,
        visibility=values.get("visibility", Event.Visibility.PUBLIC),
        group=Group.objects.get(slug=values["group"]) if values.get("group") else None,
        host=_authority(values["host"]),
        address=values.get("address", ""),
        remote_url=values.get("remote_url", ""),
        capacity=values.get("capacity"),
        created_at=published or opened,
        updated_at=published or opened,
        published_at=published,
    )


def _authority(key: str) -> Authority:
    kind, _separator, code = key.partition("-")
    return Authority.objects.get(kind=kind, code=code)


def _relate(event: Event, values: Values) -> None:
    event.co_hosts.set([_authority(key) for key in values.get("co_hosts", ())])
    event.regions.set([Region.objects.get(code=code) for code in values.get("regions", ())])
    event.organisers.set(
        [Organisation.objects.get(source="", key=key) for key in values.get("organisers", ())]
    )
    wanted = [("theme", slug) for slug in values.get("themes", ())]
    wanted += [("development_target", slug) for slug in values.get("targets", ())]
    event.terms.set([Term.objects.get(vocabulary=vocabulary, slug=slug) for vocabulary, slug in wanted])


def _item(event: Event, row: Values) -> ProgrammeItem:
    plain = {name: row[name] for name in FIELDS - {"starts_at", "ends_at", "practice_id"} if name in row}
    return ProgrammeItem(
        event=event,
        starts_at=_time(row["starts_at"]),
        ends_at=_time(row["ends_at"]),
        practice=_practice(row["practice"]) if row.get("practice") else None,
        **plain,
    )


def _practice(name: str) -> Practice:
    """By the key of its import, else by its slug."""
    return Practice.objects.filter(key=name).order_by("pk").first() or Practice.objects.get(slug=name)


def _register(event: Event, rows: Sequence[Values], *, opened: datetime, now: datetime) -> None:
    """In the order of arrival, an hour apart, if the rows do not say when."""
    latest = min(now, event.starts_at)
    for position, row in enumerate(rows, start=1):
        at = _maybe(row.get("registered_at")) or min(opened + timedelta(hours=position), latest)
        status = row.get("status", Status.CONFIRMED)
        Registration.objects.create(
            event=event,
            person=Person.objects.get(source="", key=row["person"]),
            status=status,
            mode=row["mode"],
            position=position,
            note=row.get("note", ""),
            request_key=uuid.uuid5(NAMESPACE, f"{event.key}:{position}"),
            registered_at=at,
            confirmed_at=at if status != Status.WAITING else None,
            cancelled_at=at if status == Status.CANCELLED else None,
        )
    event.next_position = len(rows) + 1
    event.save(update_fields=["next_position"])
