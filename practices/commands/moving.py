"""One change of state: the status, the row that remembers it and the audit row."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from practices.models import Practice, PracticeText, Transition
from practices.states import WAYS


class NotPossibleNow(DomainError):
    """Somebody else was quicker, or the page is old."""

    message = _("The state of this practice has changed meanwhile: it is now “%(status)s”. Nothing was done.")

    def __init__(self, practice: Practice) -> None:
        super().__init__(status=practice.get_status_display())


def lock(practice_id: int) -> Practice:
    """The practice with its row locked, read after the lock. Raises Practice.DoesNotExist. One query."""
    return Practice.objects.select_for_update(of=("self",), no_key=True).get(pk=practice_id)


def source_text(practice: Practice) -> PracticeText:
    """What was written first, in the practice's own language. One query."""
    return practice.texts.get(language=practice.source_language)


def move(
    practice: Practice, to: str, *, actor: Viewer, action: str, now: datetime, comment: str = ""
) -> Transition:
    """Change the state of a locked practice; `actor` NOBODY is the portal itself. Raises NotPossibleNow. Three queries."""
    if (practice.status, to) not in WAYS:
        raise NotPossibleNow(practice)
    transition = Transition(
        practice=practice,
        from_status=practice.status,
        to_status=to,
        actor_id=actor.person_id,
        at=now,
        comment=comment,
    )
    practice.status = to
    if to != Practice.Status.ARCHIVED:
        practice.asked_at = practice.flagged_at = None  # whoever decides anew has answered
    practice.save()
    transition.save()
    audit.record(actor=actor, action=action, target=practice, fields=["status"])
    return transition
