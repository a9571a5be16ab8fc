"""What the interface says, word for word. Names stand in all languages; nobody's name stands anywhere."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from elo_portal.core.names import LANGUAGES

InLanguages = dict[str, str]  # language -> text; only the languages that there are


class Page(Schema):
    """`next` and `previous` are addresses, or null at the ends."""

    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None


class Region(Schema):
    code: str
    slug: str
    nuts3: str
    name: InLanguages
    urls: InLanguages


class Term(Schema):
    slug: str
    name: InLanguages
    is_active: bool


class Vocabulary(Schema):
    vocabulary: str
    terms: list[Term]


class Text(Schema):
    """Markdown. An empty text is an empty string."""

    title: str
    summary: str
    need: str
    description: str
    steps: list[str]
    results: str
    users_voice: str
    lessons: str
    core_parts: str
    adaptable_parts: str
    tips: str
    equality: str
    principles_how: str
    resources: str
    funding: str
    links: list[str]


class PracticeInList(Schema):
    """`terms`: vocabulary -> slugs. `regions`: codes, none where it concerns the whole country."""

    slug: str
    urls: InLanguages
    source_language: str
    title: InLanguages
    summary: InLanguages
    owner: InLanguages
    kind: str | None
    terms: dict[str, list[str]]
    regions: list[str]
    is_national: bool
    maturity: int | None
    evidence_level: int | None
    visibility: str
    licence: str
    version: int
    published_at: datetime
    updated_at: datetime


class PartnerOf(Schema):
    name: InLanguages
    role: str


class Use(Schema):
    """How many organisations and regions use it, how many plan or try it, how many have ended."""

    organisations: int
    regions: int
    starting: int
    ended: int


class VersionOf(Schema):
    number: int
    reason: str
    at: datetime


class Practice(PracticeInList):
    texts: dict[str, Text]
    partners: list[PartnerOf]
    cost: str
    started_on: date | None
    ended_on: date | None
    based_on: str | None
    use: Use
    versions: list[VersionOf]


class Practices(Page):
    items: list[PracticeInList]


class EventInList(Schema):
    """`host`: the authority. `capacity`: null without a limit. `terms`: vocabulary -> slugs."""

    slug: str
    urls: InLanguages
    kind: str
    mode: str
    status: str
    visibility: str
    title: InLanguages
    summary: InLanguages
    place: InLanguages
    address: str
    host: InLanguages
    regions: list[str]
    terms: dict[str, list[str]]
    starts_at: datetime
    ends_at: datetime
    registration_opens_at: datetime | None
    registration_closes_at: datetime | None
    capacity: int | None
    updated_at: datetime


class Item(Schema):
    """`practice`: the slug of the practice that is shown."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    title: InLanguages
    description: InLanguages
    practice: str | None


class Event(EventInList):
    description: InLanguages
    audience: InLanguages
    programme: list[Item]


class Events(Page):
    items: list[EventInList]


def in_languages(thing: Any, field: str) -> InLanguages:
    """`field_fi`, `field_sv` and `field_en` of a thing, as far as they are written."""
    return {code: text for code in LANGUAGES if (text := getattr(thing, f"{field}_{code}"))}
