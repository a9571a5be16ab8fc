"""A group compares practices and makes one of them the shared practice of its region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.models import Group
from practices import permissions
from practices.models import Practice, SharedPractice
from practices.queries import sharing

State = SharedPractice.State
FEWEST, MOST = 2, 4


class WrongNumber(DomainError):
    message = _("Choose from 2 to 4 practices.")


class AlreadyDealing(DomainError):
    message = _("The group is already dealing with this practice.")


class HasEnded(DomainError):
    message = _("This has ended. Compare the practices anew if the group takes the matter up again.")


class NotCompared(DomainError):
    message = _("Choose one of the practices that were compared.")


class DecisionNeeded(DomainError):
    message = _("Write what was decided and why.")


class NotDecidedYet(DomainError):
    message = _("The day of the decision is still to come.")


class LookedAtTooEarly(DomainError):
    message = _("The day to look at it again must be after the day it comes into force.")


class ReasonNeeded(DomainError):
    message = _("Write why it ended: others learn from it.")


@dataclass(frozen=True)
class Decision:
    """What stands in the minutes."""

    practice_id: int
    words: str
    decided_on: date
    valid_from: date
    review_on: date
    minutes_url: str = ""


@transaction.atomic
def propose(
    *, group_id: int, practice_ids: Sequence[int], actor: Viewer, now: datetime
) -> SharedPractice:  # fmt: skip
    """Put published practices on the group's table, to be compared; the first one is what it was about.

    Raises PermissionDenied, WrongNumber, AlreadyDealing; Group.DoesNotExist, Practice.DoesNotExist.
    """
    group = Group.objects.prefetch_related("regions").get(pk=group_id)
    if not permissions.can_harmonise(actor, group):
        raise PermissionDenied
    wanted = list(dict.fromkeys(practice_ids))
    if not FEWEST <= len(wanted) <= MOST:
        raise WrongNumber
    found = Practice.objects.visible_to(actor).published().filter(pk__in=wanted)
    if found.count() != len(wanted):
        raise Practice.DoesNotExist
    shared = SharedPractice(
        group=group,
        practice_id=wanted[0],
        language=actor.language,
        proposed_by_id=actor.person_id,
        created_at=now,
        updated_at=now,
    )
    with refusing(AlreadyDealing, on=SharedPractice.ONE_LIVE):
        shared.save()
    shared.variants.set(wanted[1:])
    audit.record(actor=actor, action="practices.propose_shared", target=shared)
    return shared


@transaction.atomic
def decide(*, shared_id: int, decision: Decision, actor: Viewer, now: datetime) -> SharedPractice:
    """Record the group's decision: the practice is in force from a day on. Done again it renews the decision.

    The one that is chosen changes places with the one that stood first; the others stay linked.
    Raises PermissionDenied, HasEnded, NotCompared, DecisionNeeded, NotDecidedYet, LookedAtTooEarly,
    AlreadyDealing; SharedPractice.DoesNotExist.
    """
    shared = _lock(shared_id)
    _require_officer(shared, actor, now=now)
    if shared.state == State.ENDED:
        raise HasEnded
    words = markup.clean(decision.words)
    if not words:
        raise DecisionNeeded
    if decision.decided_on > timezone.localdate(now):
        raise NotDecidedYet
    if decision.review_on <= decision.valid_from:
        raise LookedAtTooEarly
    _choose(shared, decision.practice_id)
    is_new, shared.state = shared.state == State.PROPOSED, State.IN_FORCE
    shared.decision, shared.minutes_url, shared.language = words, decision.minutes_url, actor.language
    shared.decided_on, shared.valid_from = decision.decided_on, decision.valid_from
    shared.review_on, shared.updated_at = decision.review_on, now
    with refusing(AlreadyDealing, on=SharedPractice.ONE_LIVE):
        shared.save()
    audit.record(
        actor=actor,
        action="practices.decide_shared" if is_new else "practices.renew_shared",
        target=shared,
        fields=["decision", "practice", "review_on", "state", "valid_from"],
    )
    return shared


def _choose(shared: SharedPractice, practice_id: int) -> None:
    """Only what is compared may be chosen, and only until the decision: organisations promised that one."""
    if practice_id == shared.practice_id:
        return
    others = set(shared.variants.values_list("pk", flat=True))
    if shared.state == State.IN_FORCE or practice_id not in others:
        raise NotCompared
    if not Practice.objects.published().filter(pk=practice_id).exists():
        raise NotCompared
    shared.variants.set(others - {practice_id} | {shared.practice_id})
    shared.practice_id = practice_id


@transaction.atomic
def end(*, shared_id: int, reason: str, actor: Viewer, now: datetime) -> SharedPractice:
    """The group gives the matter up, or the practice is no longer in force; the promises stay as they were.

    Raises PermissionDenied, HasEnded, ReasonNeeded; SharedPractice.DoesNotExist.
    """
    shared = _lock(shared_id)
    _require_officer(shared, actor, now=now)
    if shared.state == State.ENDED:
        raise HasEnded
    shared.end_reason = markup.clean(reason)
    if not shared.end_reason:
        raise ReasonNeeded
    shared.state, shared.ended_on, shared.updated_at = State.ENDED, timezone.localdate(now), now
    shared.save()
    audit.record(actor=actor, action="practices.end_shared", target=shared, fields=["state"])
    return shared


def _lock(shared_id: int) -> SharedPractice:
    locked = SharedPractice.objects.select_for_update(of=("self",), no_key=True).select_related("group")
    return locked.prefetch_related("group__regions").get(pk=shared_id)


def _require_officer(shared: SharedPractice, actor: Viewer, *, now: datetime) -> None:
    officers = sharing.officers(shared.group_id, today=timezone.localdate(now))
    if not permissions.can_decide_shared(actor, shared.group, officers):
        raise PermissionDenied
