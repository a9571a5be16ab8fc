"""A stored key to sort by, kept in step with the names."""

from typing import Any

from django.db import models

from elo_portal.core.names import sort_key


class SortKeyField(models.CharField[str, str]):
    """Made from the fields in `of` whenever the row is written, also by `bulk_create`."""

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = of
        kwargs |= {"max_length": 200, "db_collation": "C", "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "db_collation", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = sort_key(" ".join(getattr(model_instance, name) for name in self.of))[:200]
        setattr(model_instance, self.attname, key)
        return key
