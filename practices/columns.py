"""The columns of files with practices, in and out, and the fields that they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from practices.fields import TEXT_LENGTHS

# Column -> vocabulary; their cells are lists of slugs.
LISTS: dict[str, str] = {
    "target_groups": "target_group",
    "sectors": "sector",
    "themes": "theme",
    "life_phases": "life_phase",
    "channels": "channel",
    "principles": "principle",
    "development_targets": "development_target",
}
TEXTS = ("title", "summary", "need", "description")
LENGTHS = {column: TEXT_LENGTHS[column] for column in TEXTS} | {"key": 120, "organisation": 200}
LEVELS = {"maturity": range(1, 6), "evidence_level": range(5)}
REQUIRED = ("key", "language", "title", "organisation")
COLUMNS = (
    "key",
    "language",
    *TEXTS,
    "kind",
    *LISTS,
    "organisation",
    "regions",
    "maturity",
    "evidence_level",
    "visibility",
    "group",
    "status",
)


@dataclass(frozen=True)
class FileRow:
    """A checked row. `text` and `values` (by field) hold only what the file has columns for."""

    key: str
    language: str
    status: str  # empty where the file says nothing
    organisation: str
    organisation_id: int | None  # None: to be created
    text: Mapping[str, str]
    values: Mapping[str, Any] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)  # column -> what looks like personal data there
