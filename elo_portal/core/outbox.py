"""News for an app above: written in the transaction that made it, handled by the tick."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from elo_portal.core.models import OutboxMessage

logger = logging.getLogger(__name__)

Payload = Mapping[str, Any]
Handler = Callable[[Payload], None]
_handlers: dict[str, dict[str, Handler]] = defaultdict(dict)


def handler(topic: str, *, name: str) -> Callable[[Handler], Handler]:
    """Register a handler under a stable name; it touches only the database and bears a second call."""

    def register(function: Handler) -> Handler:
        _handlers[topic][name] = function
        return function

    return register


def publish(topic: str, payload: Payload) -> None:
    """Store one message for each handler; they are handled if, and only if, the transaction commits.

    Raises KeyError for a topic that nobody handles, RuntimeError outside a transaction. One query.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs inside the transaction that makes the change.")
    if topic not in _handlers:
        raise KeyError(topic)
    OutboxMessage.objects.bulk_create(
        OutboxMessage(topic=topic, handler=name, payload=dict(payload)) for name in _handlers[topic]
    )


def deliver_next(*, now: datetime) -> bool:
    """Handle one due message. Return False when none is left."""
    with transaction.atomic():
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(done_at__isnull=True, due_at__lte=now, attempts__lt=settings.OUTBOX_MAX_ATTEMPTS)
            .order_by("due_at", "pk")
            .first()
        )
        if message is None:
            return False
        message.attempts += 1
        try:
            with transaction.atomic():
                _handlers[message.topic][message.handler](message.payload)
        except Exception as exc:
            logger.exception("Outbox message %s failed", message.pk)
            message.last_error = repr(exc)
            message.due_at = now + timedelta(minutes=2**message.attempts)
        else:
            message.done_at = now
        message.save(update_fields=["attempts", "last_error", "due_at", "done_at"])
    return True
