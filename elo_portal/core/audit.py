"""Who did what: one row per command, written in the command's own transaction."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from elo_portal.core.models import AuditEntry
from elo_portal.core.viewers import Viewer


def record(
    *, actor: Viewer | None, action: str, target: Model, fields: Iterable[str] = (), purpose: str = ""
) -> AuditEntry:
    """Write that `actor` did `action` ("seminars.enrol") to `target`; None = the portal itself.

    The actor stands as id and printed name, without a foreign key: the log outlives the person.
    `fields` names what changed, never the values. One query.
    """
    return AuditEntry.objects.create(
        actor_id=actor.person_id if actor else None,
        actor_name=actor.name if actor else "",
        action=action,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        fields=sorted(fields),
        purpose=purpose,
    )


def record_all(
    *, actor: Viewer | None, action: str, targets: Iterable[tuple[Model, Iterable[str]]], purpose: str = ""
) -> None:
    """The same of many targets at once, each with the names of its fields. One query a thousand."""
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                actor_id=actor.person_id if actor else None,
                actor_name=actor.name if actor else "",
                action=action,
                target_type=target._meta.label_lower,
                target_id=target.pk,
                fields=sorted(fields),
                purpose=purpose,
            )
            for target, fields in targets
        ],
        batch_size=1000,
    )


def history(target: Model) -> Any:
    """The audit rows of one object, oldest first. One query."""
    return AuditEntry.objects.filter(target_type=target._meta.label_lower, target_id=target.pk).order_by("pk")
