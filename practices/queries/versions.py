"""The versions of a practice: who may read which, and what one of them said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.fields import TEXT_FIELDS
from practices.models import Practice, PracticeText, Version

Visibility = Practice.Visibility
Contents = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A version as its page shows it: in one language, of those that it has."""

    version: Version
    text: PracticeText
    languages: tuple[str, ...]


def listed(practice: Practice, *, viewer: Viewer) -> list[Version]:
    """Those that the viewer may read, the latest first. One query."""
    found = practice.versions.select_related("actor").order_by("-number")
    return [version for version in found if is_readable(version, practice, viewer=viewer)]


def readable(practice: Practice, number: int, *, viewer: Viewer) -> Version | None:
    """That version, if the viewer may read it. One query."""
    version = practice.versions.select_related("actor").filter(number=number).first()
    return version if version and is_readable(version, practice, viewer=viewer) else None


def is_readable(version: Version, practice: Practice, *, viewer: Viewer) -> bool:
    """By makers and reviewers all; by others what was published for them, of what is published now. No query.

    Not what was for fewer people at the time, even if the practice is for everybody now.
    """
    if permissions.can_see_history(viewer, practice):
        return True
    if practice.status != Practice.Status.PUBLISHED or version.reason == Version.Reason.SUBMITTED:
        return False
    if version.hidden_at is not None:
        return True  # its page says that it has been hidden, and nothing else
    values = version.contents["practice"]
    match values["visibility"]:
        case Visibility.PUBLIC:
            return True
        case Visibility.NETWORK:
            return viewer.is_member
        case _:
            return viewer.is_admin or values["group_id"] in viewer.group_ids


def told(version: Version, *, source_language: str, language: str = "") -> Told:
    """In that language, else in the reader's, else as it was written. The version must have contents. No query."""
    texts = version.contents["texts"]
    wanted = [language, get_language() or "", source_language, *texts]
    code = next(one for one in wanted if one in texts)
    fields = {name: value for name, value in texts[code].items() if name in TEXT_FIELDS}
    return Told(version, PracticeText(language=code, **fields), tuple(texts))


def seen_before(practice: Practice, *, viewer: Viewer, now: datetime) -> Version | None:
    """The version to compare with what is to be decided on: what this reviewer last acted on.

    For one who has not acted on it yet the one before the latest. Three queries.
    """
    versions = [one for one in practice.versions.order_by("number") if one.hidden_at is None]
    if len(versions) < 2:
        return None
    acted = practice.transitions.filter(actor=viewer.person_id).order_by("-at").values_list("at", flat=True)
    remarked = practice.remarks.filter(author=viewer.person_id).order_by("-at").values_list("at", flat=True)
    submitted_at = practice.submitted_at or now
    moments = [at for at in (acted.first(), remarked.first()) if at is not None and at < submitted_at]
    earlier = versions[:-1]
    known = [one for one in earlier if moments and one.at <= max(moments)]
    return (known or earlier)[-1]
