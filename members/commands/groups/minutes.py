"""Minutes: who was there and for whom, what was decided, who follows it up. Approved minutes are only corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.commands.groups.meetings import MeetingCancelled, MinutesLocked, locked
from members.models import Attendance, Correction, Decision, Meeting, Person
from members.queries.groups.meetings import seats_of

FollowUp = Decision.FollowUp


class NotHeldYet(DomainError):
    message = _("The meeting has not begun yet.")


class MinutesEmpty(DomainError):
    message = _("Write the minutes before you approve them.")


class NotLocked(DomainError):
    message = _("The minutes are not approved yet. Change them directly.")


class WordsNeeded(DomainError):
    message = _("Write what was decided.")


class CorrectionNeeded(DomainError):
    message = _("Write what is corrected and why.")


class NotInTheSeat(DomainError):
    message = _("Choose whoever has the seat, or the deputy.")


class FollowerNeeded(DomainError):
    message = _("Choose who follows the decision up.")


@dataclass(frozen=True)
class DecisionFields:
    text: str
    follower_id: int | None = None
    follow_up: str = FollowUp.NONE
    due_on: date | None = None
    is_public: bool = False


@transaction.atomic
def write(*, meeting_id: int, text: str, present: Mapping[int, int], actor: Viewer, now: datetime) -> Meeting:
    """Write the minutes; `present` says for each seat that was taken who was there.

    Raises PermissionDenied, MeetingCancelled, NotHeldYet, MinutesLocked, NotInTheSeat; Meeting.DoesNotExist.
    """
    meeting = _held(meeting_id, actor, now=now)
    if meeting.is_locked:
        raise MinutesLocked
    seats = {seat.pk: seat for seat in seats_of(meeting)}
    rows = []
    for seat_id, person_id in present.items():
        seat = seats.get(seat_id)
        if seat is None or person_id not in {seat.person_id, seat.deputy_id} - {None}:
            raise NotInTheSeat
        is_deputy = person_id != seat.person_id
        rows.append(Attendance(meeting=meeting, seat=seat, person_id=person_id, is_deputy=is_deputy))
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(rows)
    meeting.minutes, meeting.updated_at = markup.clean(text), now
    meeting.save(update_fields=["minutes", "updated_at"])
    audit.record(
        actor=actor, action="members.write_minutes", target=meeting, fields=["minutes", "attendances"]
    )
    return meeting


@transaction.atomic
def decide(*, meeting_id: int, values: DecisionFields, actor: Viewer, now: datetime) -> Decision:
    """Record a decision of the meeting with the next number of its year.

    Raises PermissionDenied, MeetingCancelled, NotHeldYet, MinutesLocked, WordsNeeded, FollowerNeeded;
    Meeting.DoesNotExist.
    """
    meeting = _held(meeting_id, actor, now=now)
    if meeting.is_locked:
        raise MinutesLocked
    # The group is locked: no other decision takes the same number.
    last = Decision.objects.filter(group=meeting.group, year=meeting.year).aggregate(last=Max("number"))[
        "last"
    ]
    decision = Decision(
        group=meeting.group,
        meeting=meeting,
        year=meeting.year,
        number=(last or 0) + 1,
        decided_on=timezone.localdate(meeting.starts_at),
        language=actor.language,
    )
    _fill(decision, values)
    audit.record(actor=actor, action="members.record_decision", target=decision)
    return decision


@transaction.atomic
def change_decision(*, decision_id: int, values: DecisionFields, actor: Viewer) -> Decision:
    """Change its words while the minutes are open; its follow-up and whether it is public at any time.

    Raises PermissionDenied, MinutesLocked, WordsNeeded, FollowerNeeded; Decision.DoesNotExist.
    """
    stored = Decision.objects.select_related("meeting").get(pk=decision_id)
    meeting = locked(stored.meeting_id, actor)
    decision = Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=decision_id)
    if meeting.is_locked and markup.clean(values.text) != decision.text:
        raise MinutesLocked
    _fill(decision, values)
    fields = ["due_on", "follow_up", "follower", "is_public", "text"]
    audit.record(actor=actor, action="members.change_decision", target=decision, fields=fields)
    return decision


@transaction.atomic
def approve(*, meeting_id: int, actor: Viewer, now: datetime) -> Meeting:
    """Lock the minutes. Raises PermissionDenied, MeetingCancelled, NotHeldYet, MinutesLocked, MinutesEmpty."""
    meeting = _held(meeting_id, actor, now=now)
    if meeting.is_locked:
        raise MinutesLocked
    if not meeting.minutes:
        raise MinutesEmpty
    meeting.approved_at, meeting.approved_by_id, meeting.updated_at = now, actor.person_id, now
    meeting.save(update_fields=["approved_at", "approved_by", "updated_at"])
    audit.record(actor=actor, action="members.approve_minutes", target=meeting, fields=["approved_at"])
    return meeting


@transaction.atomic
def correct(*, meeting_id: int, note: str, actor: Viewer, now: datetime) -> Correction:
    """Put right what approved minutes say; they stay as they are, the note stands beside.

    Raises PermissionDenied, NotLocked, CorrectionNeeded; Meeting.DoesNotExist.
    """
    meeting = locked(meeting_id, actor)
    if not meeting.is_locked:
        raise NotLocked
    words = markup.clean(note)
    if not words:
        raise CorrectionNeeded
    correction = Correction.objects.create(meeting=meeting, note=words, by_id=actor.person_id, at=now)
    audit.record(actor=actor, action="members.correct_minutes", target=meeting, fields=["corrections"])
    return correction


def _held(meeting_id: int, actor: Viewer, *, now: datetime) -> Meeting:
    meeting = locked(meeting_id, actor)
    if meeting.cancelled_at is not None:
        raise MeetingCancelled
    if not meeting.has_begun(now):
        raise NotHeldYet
    return meeting


def _fill(decision: Decision, values: DecisionFields) -> None:
    decision.text = markup.clean(values.text)
    if not decision.text:
        raise WordsNeeded
    follower = values.follower_id
    if follower is None and values.follow_up != FollowUp.NONE:
        raise FollowerNeeded
    if follower is not None and follower != decision.follower_id and not _sits(decision, follower):
        raise PermissionDenied
    decision.follower_id, decision.follow_up = follower, FollowUp(values.follow_up)
    decision.due_on, decision.is_public = values.due_on, values.is_public
    decision.save()


def _sits(decision: Decision, person_id: int) -> bool:
    seats = decision.group.seats.all()
    return Person.objects.filter(pk=person_id, seats__in=seats).exists() or any(
        seat.deputy_id == person_id for seat in seats
    )
