"""The columns of files with organisations and people, and what a checked row holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from members.models import Membership, Organisation, Person

NAMES = ("name_fi", "name_sv", "name_en")
ORGANISATION_COLUMNS = (
    "key",
    "business_id",
    *NAMES,
    "type",
    "sectors",
    "regions",
    "municipalities",
    "languages",
    "website",
    "contact_email",
    "email_domains",
)
ORGANISATION_REQUIRED = ("key", "name_fi", "type", "regions")
PERSON_COLUMNS = (
    "key",
    "first_name",
    "last_name",
    "email",
    "language",
    "organisation",
    "title",
    "role_from",
    "role_until",
    "themes",
    "target_groups",
    "invite",
)
PERSON_REQUIRED = ("key", "first_name", "last_name", "email")
ROLE = ("title", "role_from", "role_until")  # of a membership: only beside an organisation
YES, NO = "yes", "no"


def _lengths(model: Any, *names: str) -> dict[str, int]:
    return {name: model._meta.get_field(name).max_length for name in names}


ORGANISATION_LENGTHS = _lengths(Organisation, "key", *NAMES, "website", "contact_email")
PERSON_LENGTHS = {
    **_lengths(Person, "key", "first_name", "last_name", "email"),
    **_lengths(Membership, "title"),
    "organisation": 200,
}
LONGEST_DOMAIN = 100
LONGEST_SOURCE = Organisation._meta.get_field("source").max_length or 0


@dataclass(frozen=True)
class OrganisationRow:
    """A checked row. Both mappings hold, by field, only what the file has columns for."""

    key: str
    values: Mapping[str, Any]
    relations: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Role:
    """A membership as a row tells it; None: the file says nothing of it."""

    organisation_id: int
    title: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    says_end: bool = False  # an end that is not there means: for the time being


@dataclass(frozen=True)
class PersonRow:
    """A checked row. Both mappings hold, by field, only what the file has columns for."""

    key: str
    values: Mapping[str, Any]
    relations: Mapping[str, frozenset[int]] = field(default_factory=dict)
    role: Role | None = None
    is_invited: bool = False
