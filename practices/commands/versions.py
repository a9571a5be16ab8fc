"""Keeping what a practice said: at submission, at publication, at each change of a published one."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices import content, permissions
from practices.commands import moving
from practices.models import Practice, Version

Reason = Version.Reason
ONE_VERSION_WITHIN = timedelta(hours=24)


class TheLatestStays(DomainError):
    message = _("The latest version cannot be hidden: change the practice first.")


class ReasonNeeded(DomainError):
    message = _("Write why this version is hidden.")


def snapshot(practice: Practice, *, reason: Version.Reason, actor: Viewer | None, now: datetime) -> Version:
    """Keep what a locked practice says now; inside the transaction of the change. At most seven queries.

    Further edits of the same person within a day belong to the same version. What was submitted and is
    published as it is stays one version, published from now on.
    """
    contents, actor_id = content.whole(practice), actor.person_id if actor else None
    last = practice.versions.order_by("-number").first()
    if last is not None and last.contents == contents:
        if reason == Reason.PUBLISHED and last.reason != Reason.PUBLISHED:
            last.reason, last.actor_id, last.at = reason, actor_id, now
            last.save(update_fields=["reason", "actor", "at"])
        return last
    if last is not None and _goes_on(last, reason, actor_id, now):
        last.contents = contents
        last.save(update_fields=["contents"])
        return last
    number = last.number + 1 if last else 1
    return practice.versions.create(
        number=number, reason=reason, contents=contents, actor_id=actor_id, at=now
    )


@transaction.atomic
def hide(*, version_id: int, reason: str, actor: Viewer, now: datetime) -> Version:
    """Remove the contents of an earlier version for good, where they tell what must not be told.

    By makers and judges. Raises PermissionDenied, TheLatestStays, ReasonNeeded; Version.DoesNotExist.
    """
    version = Version.objects.get(pk=version_id)
    practice = moving.lock(version.practice_id)
    if not (permissions.is_maker(actor, practice) or permissions.is_judge(actor, practice)):
        raise PermissionDenied
    words = markup.clean(reason)
    if not words:
        raise ReasonNeeded
    if not practice.versions.filter(number__gt=version.number).exists():
        raise TheLatestStays
    version.contents, version.hidden_at = {}, now
    version.save(update_fields=["contents", "hidden_at"])
    audit.record(actor=actor, action="practices.hide_version", target=version, purpose=words[:200])
    return version


def _goes_on(last: Version, reason: Version.Reason, actor_id: int | None, now: datetime) -> bool:
    is_edit = last.reason == reason == Reason.EDITED and last.hidden_at is None
    return is_edit and last.actor_id == actor_id and now - last.at < ONE_VERSION_WITHIN
