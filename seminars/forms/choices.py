"""Choices as they stand alone in a form: with a capital."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst

Choice = tuple[Any, Any]


def capitalised(choices: Iterable[Choice]) -> list[Choice]:
    """The labels of an enumeration, which are written in lower case for sentences."""
    return [(value, capfirst(label)) for value, label in choices]
