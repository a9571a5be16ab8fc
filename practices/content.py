"""The contents of a practice as plain values: to fill forms with and to compare."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from elo_portal.core import markup
from practices.fields import MANY_VALUES, PRACTICE_FIELDS, TEXT_FIELDS, TEXT_LENGTHS
from practices.models import Practice, PracticeText
from practices.models.practices import VOCABULARIES

Values = Mapping[str, Any]
Seen = Mapping[str, str]  # field -> fingerprint of what a form showed


def read(practice: Practice, text: PracticeText, names: Iterable[str]) -> dict[str, Any]:
    """The stored values: lists are sorted lists of ids, texts are strings.

    At most three queries: terms, regions and partners, none of them if prefetched.
    """
    return {name: _read(practice, text, name) for name in names}


def _read(practice: Practice, text: PracticeText, name: str) -> Any:
    if name in TEXT_FIELDS:
        value = getattr(text, name)
        return list(value) if isinstance(value, list) else value
    if name in VOCABULARIES:
        return sorted(term.pk for term in practice.terms.all() if term.vocabulary == name)
    if name == "regions":
        return sorted(region.pk for region in practice.regions.all())
    if name == "partners":
        return sorted((partner.organisation_id, partner.role) for partner in practice.partners.all())
    return getattr(practice, name)


def whole(practice: Practice) -> dict[str, Any]:
    """All of it as JSON holds it, for a version. Four queries, none of them if prefetched."""
    texts = practice.readable_texts
    values = {
        "practice": read(practice, texts[practice.source_language], sorted(PRACTICE_FIELDS)),
        "texts": {code: read(practice, text, sorted(TEXT_FIELDS)) for code, text in texts.items()},
    }
    as_json: dict[str, Any] = json.loads(json.dumps(values, default=str))
    return as_json


def normalised(values: Values) -> dict[str, Any]:
    """As they are stored: texts cleaned, lists sorted. Raises ValueError for a field that is nobody's to write."""
    unknown = values.keys() - TEXT_FIELDS - PRACTICE_FIELDS
    if unknown:
        raise ValueError(f"Not a field of a practice's contents: {', '.join(sorted(unknown))}")
    return {name: _normalised(name, value) for name, value in values.items()}


def _normalised(name: str, value: Any) -> Any:
    if name in TEXT_LENGTHS:
        return markup.clean(value)
    if name in TEXT_FIELDS:
        return [cleaned for item in value if (cleaned := markup.clean(item))]
    if name == "partners":
        return sorted((int(organisation_id), markup.clean(role)) for organisation_id, role in value)
    if name in MANY_VALUES:
        return sorted({int(pk) for pk in value})
    return value


def fingerprints(values: Values) -> dict[str, str]:
    """A short mark of each value, for a form to say what it showed."""
    return {
        name: hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()[:12]
        for name, value in values.items()
    }
