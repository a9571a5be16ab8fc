"""What imports of organisations and of people share."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model

BATCH = 500


def one_at_a_time(name: str) -> None:
    """Until the transaction ends, so that a second one finds the first one done. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])


def take(thing: Any, values: Mapping[str, Any]) -> set[str]:
    """Give the thing the values, unsaved; return the names of those that differed."""
    changed = {name for name, value in values.items() if getattr(thing, name) != value}
    for name in changed:
        setattr(thing, name, values[name])
    return changed


def differing(thing: Any, relations: Mapping[str, frozenset[int]]) -> set[str]:
    """The relations, prefetched, that hold something else. No query."""
    return {
        name for name, wanted in relations.items() if {one.pk for one in getattr(thing, name).all()} != wanted
    }


def relate(model: type[Model], name: str, pairs: list[tuple[int, frozenset[int]]]) -> None:
    """The relation of new things to others, each by id. One query."""
    through = model._meta.get_field(name).remote_field.through  # type: ignore[union-attr]
    own, other = (field.attname for field in through._meta.concrete_fields if field.is_relation)
    through._default_manager.bulk_create(
        through(**{own: pk, other: wanted}) for pk, every in pairs for wanted in sorted(every)
    )


def field_names(changed: set[str]) -> set[str]:
    """As the log has them: `type`, not `type_id`."""
    return {name.removesuffix("_id") if name == "type_id" else name for name in changed}
