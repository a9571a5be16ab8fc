"""What the page of a practice says of its authors, its language versions, its licence and whether it still holds."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

from practices import freshness, translations
from practices.cards import LANGUAGE_NAMES
from practices.licences import LICENCES, Licence
from practices.models import Practice


@dataclass(frozen=True)
class Version:
    """One language. `outdated_since`: when the source changed after this one was written or checked."""

    code: str
    name: str | Promise
    url: str
    is_source: bool
    is_shown: bool
    outdated_since: datetime | None


@dataclass(frozen=True)
class Care:
    authors: list[str]  # empty for those who may not see them
    versions: list[Version]
    licence: Licence
    valid_since: datetime | None
    archives_at: datetime | None  # while its makers are asked

    @property
    def shown(self) -> Version:
        return next(version for version in self.versions if version.is_shown)

    @property
    def source(self) -> Version:
        return next(version for version in self.versions if version.is_source)

    @property
    def outdated(self) -> list[Version]:
        return [version for version in self.versions if version.outdated_since]


def care_of(practice: Practice, *, authors: list[str]) -> Care:
    """No query if the texts are prefetched whole."""
    return Care(
        authors=authors,
        versions=_versions(practice),
        licence=LICENCES[practice.licence],
        valid_since=practice.valid_since,
        archives_at=freshness.archives_at(practice.asked_at) if practice.asked_at else None,
    )


def _versions(practice: Practice) -> list[Version]:
    outdated, shown = translations.outdated(practice), practice.text.language
    versions = []
    for code in practice.readable_texts:
        with override(code):
            url = reverse("practices:detail", args=[practice.slug]) if practice.slug else ""
        versions.append(
            Version(
                code=code,
                name=LANGUAGE_NAMES[code],
                url=url,
                is_source=code == practice.source_language,
                is_shown=code == shown,
                outdated_since=outdated.get(code),
            )
        )
    return versions
