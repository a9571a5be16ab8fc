"""Storing contents: shared by drafts, imports and nothing else."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from practices.content import Values
from practices.fields import MANY_VALUES, TEXT_FIELDS
from practices.models import Partner, Practice, PracticeText
from practices.models.practices import VOCABULARIES


def write(
    practice: Practice, text: PracticeText, values: Values, *, changed: AbstractSet[str], now: datetime
) -> None:
    """Store the `changed` ones of these normalised values; both rows are saved. Four to seven queries."""
    for name in changed:
        if name in TEXT_FIELDS:
            setattr(text, name, values[name])
        elif name not in MANY_VALUES:
            setattr(practice, name, values[name])
    practice.updated_at = now
    practice.save()
    if changed & TEXT_FIELDS or text.pk is None:
        text.updated_at = now
        text.save()
    if changed & set(VOCABULARIES):
        _write_terms(practice, {name: values[name] for name in changed & set(VOCABULARIES)})
    if "regions" in changed:
        practice.regions.set(values["regions"])
    if "partners" in changed:
        practice.partners.all().delete()
        Partner.objects.bulk_create(
            Partner(practice=practice, organisation_id=organisation_id, role=role)
            for organisation_id, role in values["partners"]
        )


def _write_terms(practice: Practice, by_vocabulary: Mapping[str, list[int]]) -> None:
    kept = [term.pk for term in practice.terms.all() if term.vocabulary not in by_vocabulary]
    practice.terms.set(kept + [pk for pks in by_vocabulary.values() for pk in pks])
