"""The versions of a practice: who may read which, and what one of them said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Subquery, When
from django.db.models.functions import Greatest
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

    For one who has not acted on it yet the one before the latest; None where there is none. One query.
    """
    submitted_at = practice.submitted_at or now
    decided = practice.transitions.filter(actor=viewer.person_id, at__lt=submitted_at).order_by("-at")
    remarked = practice.remarks.filter(author=viewer.person_id, at__lt=submitted_at).order_by("-at")
    acted_at = Greatest(Subquery(decided.values("at")[:1]), Subquery(remarked.values("at")[:1]))
    latest = practice.versions.order_by("-number").values("number")[:1]
    earlier = practice.versions.filter(hidden_at=None, number__lt=Subquery(latest))
    is_seen = Case(When(at__lte=acted_at, then=1), default=0)
    return earlier.annotate(is_seen=is_seen).order_by("-is_seen", "-number").first()
