"""What the form and the review say of a text that looks like somebody's personal data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from practices.cards import LANGUAGE_NAMES
from practices.forms.labels import LABELS
from practices.personal_data import Finding, InField, Kind

Words = str | Promise

LOOKS_LIKE: dict[Kind, Words] = {
    Kind.IDENTITY_NUMBER: _("This is a personal identity number:"),
    Kind.IBAN: _("This is a bank account number:"),
    Kind.EMAIL: _("This looks like an e-mail address:"),
    Kind.PHONE: _("This looks like a phone number:"),
    Kind.ADDRESS: _("This looks like a street address:"),
}


@dataclass(frozen=True)
class Warned:
    """A finding in words, with the field and the language where it stands."""

    field: str
    label: Words
    language: Words
    words: SafeString
    plain: str  # field and finding in one line without markup


def words(finding: Finding) -> SafeString:
    return format_html("{} <b>{}</b>", LOOKS_LIKE[finding.kind], finding.text)


def by_field(found: Iterable[InField]) -> dict[str, list[SafeString]]:
    """For one language version: what to say beside each field."""
    warnings: dict[str, list[SafeString]] = {}
    for one in found:
        warnings.setdefault(one.field, []).append(words(one.finding))
    return warnings


def listed(found: Iterable[InField]) -> Iterator[Warned]:
    for one in found:
        finding, label = one.finding, LABELS[one.field]
        yield Warned(
            field=one.field,
            label=label,
            language=LANGUAGE_NAMES[one.language],
            words=words(finding),
            plain=f"{label} – {LOOKS_LIKE[finding.kind]} {finding.text}",
        )
