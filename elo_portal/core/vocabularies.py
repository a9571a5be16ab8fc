"""The controlled vocabularies as shipped; administrators go on from there."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps

FILE = Path(__file__).with_suffix(".csv")
NAMES = ("name_fi", "name_sv", "name_en")


def rows() -> list[dict[str, str]]:
    """The file's rows: vocabulary, slug, the three names, order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(get_model: Callable[..., Any] = apps.get_model) -> None:
    """Add the terms that are missing, set names and order of the others. One query; bears being repeated.

    A migration passes the `get_model` of its own moment.
    """
    model = get_model("core", "Term")
    terms = [model(**row | {"order": int(row["order"])}) for row in rows()]
    model.objects.bulk_create(
        terms,
        update_conflicts=True,
        unique_fields=["vocabulary", "slug"],
        update_fields=[*NAMES, "order"],
    )
