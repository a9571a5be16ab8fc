"""What is still missing before a practice can be submitted. The form, its sidebar and the command ask here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.fields import TEXT_LENGTHS, step_of
from practices.models import Practice, PracticeText


@dataclass(frozen=True)
class Missing:
    """One thing to add: the step and the field where, and the words that say what."""

    step: int
    field: str
    message: str | Promise


TEXTS: tuple[tuple[str, str | Promise], ...] = (
    ("title", _("Give the practice a name.")),
    ("summary", _("Write a summary of two or three sentences.")),
    ("need", _("Write what need the practice answers.")),
    ("description", _("Describe what is done and how.")),
    ("core_parts", _("Write what must be kept when the practice is taken into use elsewhere.")),
    ("adaptable_parts", _("Write what may be changed when the practice is taken into use elsewhere.")),
)
TERMS: tuple[tuple[str, str | Promise], ...] = (
    ("target_group", _("Choose at least one target group.")),
    ("sector", _("Choose at least one administrative branch.")),
    ("theme", _("Choose at least one theme.")),
)


def missing(practice: Practice, text: PracticeText) -> list[Missing]:
    """What is missing, in the order of the form. `text` is the one in the source language.

    No query when terms and regions are prefetched.
    """
    found = (Missing(step_of(field), field, message) for field, message in _missing(practice, text))
    return sorted(found, key=lambda one: one.step)


def is_complete(practice: Practice, text: PracticeText) -> bool:
    return not missing(practice, text)


def _missing(practice: Practice, text: PracticeText) -> Iterator[tuple[str, str | Promise]]:  # noqa: C901 - one rule a line
    for field, message in TEXTS:
        if not getattr(text, field):
            yield field, message
    yield from _too_long(text)
    if practice.kind_id is None:
        yield "kind_id", _("Choose what type of practice it is.")
    if practice.contact_id is None:
        yield "contact_id", _("Choose a contact person.")
    chosen = {term.vocabulary for term in practice.terms.all()}
    for vocabulary, message in TERMS:
        if vocabulary not in chosen:
            yield vocabulary, message
    if not practice.is_national and not practice.regions.all():
        yield "regions", _("Choose at least one region, or that it concerns the whole country.")
    if practice.maturity is None:
        yield "maturity", _("Choose how mature the practice is.")
    if practice.evidence_level is None:
        yield "evidence_level", _("Choose what is known about the results.")
    elif practice.evidence_level > 0 and not text.results:
        yield "results", _("Write what has changed and how you know it.")
    if not practice.has_no_client_data:
        yield "has_no_client_data", _("Confirm that no client can be recognised.")


def _too_long(text: PracticeText) -> Iterator[tuple[str, str | Promise]]:
    """A file that was filled in elsewhere knows no limits."""
    for field, longest in TEXT_LENGTHS.items():
        if len(getattr(text, field)) > longest:
            name = PracticeText._meta.get_field(field).verbose_name  # type: ignore[union-attr]
            yield (
                field,
                _("Shorten “%(field)s”: at most %(count)s characters.") % {"field": name, "count": longest},
            )
