"""Meetings: planned, announced to the seats and their deputies, moved or cancelled with one mail, answered."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.mail.ledger import row_for
from elo_portal.core.viewers import Viewer
from members import mails
from members.commands.groups.tending import tended
from members.models import AgendaItem, Group, Meeting, MeetingAnswer, Person
from members.queries.groups.meetings import invited

MOST_ITEMS = 100


class NowhereToGo(DomainError):
    message = _("Write the place or the remote link.")


class EndsTooEarly(DomainError):
    message = _("The meeting must end after it begins.")


class MeetingCancelled(DomainError):
    message = _("The meeting was cancelled.")


class MeetingOver(DomainError):
    message = _("The meeting is over.")


class InvitedAlready(DomainError):
    message = _("The invitation has been sent already.")


class HeldAlready(DomainError):
    message = _("Who was there or a decision is recorded for this day. It stays.")


class MinutesLocked(DomainError):
    message = _("The minutes are approved. Write a correction instead.")


class AgendaFull(DomainError):
    message = _("The agenda has no room for more items.")


@dataclass(frozen=True)
class MeetingFields:
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    remote_url: str = ""


@dataclass(frozen=True)
class ItemFields:
    title: str
    position: int
    text: str = ""
    presenter: str = ""


@transaction.atomic
def plan(*, group_id: int, values: MeetingFields, actor: Viewer, now: datetime) -> Meeting:
    """Write a meeting down; nobody is told yet.

    Raises PermissionDenied, NowhereToGo, EndsTooEarly; Group.DoesNotExist.
    """
    meeting = Meeting(group=tended(group_id, actor), language=actor.language)
    _write(meeting, values, now=now)
    audit.record(actor=actor, action="members.plan_meeting", target=meeting)
    return meeting


@transaction.atomic
def change(*, meeting_id: int, values: MeetingFields, actor: Viewer, now: datetime) -> Meeting:
    """Move it or give it another place; those who were invited, and those who are now, get one mail.

    Raises PermissionDenied, MeetingCancelled, MinutesLocked, HeldAlready, NowhereToGo, EndsTooEarly;
    Meeting.DoesNotExist.
    """
    meeting = locked(meeting_id, actor)
    _require_open(meeting)
    before = {name: getattr(meeting, name) for name in asdict(values)}
    if before == asdict(values):
        return meeting
    if _day(values.starts_at) != _day(meeting.starts_at) and _was_held(meeting):
        raise HeldAlready
    is_news = meeting.invited_at is not None and values.ends_at > now
    known = invited(meeting) if is_news else []
    meeting.sequence += meeting.invited_at is not None
    _write(meeting, values, now=now)
    changed = [name for name, value in before.items() if getattr(meeting, name) != value]
    audit.record(actor=actor, action="members.change_meeting", target=meeting, fields=changed)
    if is_news:
        _tell(meeting, *known, now=now)
    return meeting


@transaction.atomic
def invite(*, meeting_id: int, actor: Viewer, now: datetime) -> Meeting:
    """Mail the invitation to those in seats and their deputies.

    Raises PermissionDenied, MeetingCancelled, MinutesLocked, InvitedAlready, MeetingOver; Meeting.DoesNotExist.
    """
    meeting = locked(meeting_id, actor)
    _require_open(meeting)
    if meeting.invited_at is not None:
        raise InvitedAlready
    if meeting.ends_at <= now:
        raise MeetingOver
    meeting.invited_at = now
    meeting.save(update_fields=["invited_at"])
    audit.record(actor=actor, action="members.invite_to_meeting", target=meeting)
    _tell(meeting, now=now)
    return meeting


@transaction.atomic
def cancel(*, meeting_id: int, actor: Viewer, now: datetime) -> Meeting:
    """Cancel it; those who were invited get one mail.

    Raises PermissionDenied, MeetingCancelled, MinutesLocked, MeetingOver; Meeting.DoesNotExist.
    """
    meeting = locked(meeting_id, actor)
    _require_open(meeting)
    if meeting.ends_at <= now:
        raise MeetingOver
    meeting.cancelled_at = meeting.updated_at = now
    meeting.sequence += 1
    meeting.save(update_fields=["cancelled_at", "updated_at", "sequence"])
    audit.record(actor=actor, action="members.cancel_meeting", target=meeting, fields=["cancelled_at"])
    if meeting.invited_at is not None:
        _tell(meeting, now=now)
    return meeting


@transaction.atomic
def write_item(
    *, meeting_id: int, values: ItemFields, actor: Viewer, item_id: int | None = None
) -> AgendaItem:
    """Put an item on the agenda, or change it.

    Raises PermissionDenied, MeetingCancelled, MinutesLocked, AgendaFull; Meeting.DoesNotExist, AgendaItem.DoesNotExist.
    """
    meeting = locked(meeting_id, actor)
    _require_open(meeting)
    if item_id is None and meeting.items.count() >= MOST_ITEMS:
        raise AgendaFull
    item = AgendaItem(meeting=meeting) if item_id is None else meeting.items.get(pk=item_id)
    for name, value in asdict(values).items():
        setattr(item, name, markup.clean(value) if isinstance(value, str) else value)
    item.save()
    audit.record(actor=actor, action="members.write_agenda", target=meeting, fields=["items"])
    return item


@transaction.atomic
def remove_item(*, meeting_id: int, item_id: int, actor: Viewer) -> None:
    """Raises PermissionDenied, MeetingCancelled, MinutesLocked; Meeting.DoesNotExist, AgendaItem.DoesNotExist."""
    meeting = locked(meeting_id, actor)
    _require_open(meeting)
    meeting.items.get(pk=item_id).delete()
    audit.record(actor=actor, action="members.write_agenda", target=meeting, fields=["items"])


@transaction.atomic
def answer(*, meeting_id: int, answer: str, actor: Viewer, now: datetime) -> MeetingAnswer:
    """Say whether one comes; the last answer counts.

    Raises PermissionDenied for whoever is not invited, MeetingCancelled, MeetingOver; Meeting.DoesNotExist.
    """
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting_id)
    if actor.person_id not in {person.pk for person in invited(meeting)}:
        raise PermissionDenied
    if meeting.cancelled_at is not None:
        raise MeetingCancelled
    if meeting.ends_at <= now:
        raise MeetingOver
    given, _is_new = MeetingAnswer.objects.update_or_create(
        meeting=meeting,
        person_id=actor.person_id,
        defaults={"answer": MeetingAnswer.Answer(answer), "at": now},
    )
    audit.record(actor=actor, action="members.answer_meeting", target=meeting, fields=["answer"])
    return given


def locked(meeting_id: int, actor: Viewer) -> Meeting:
    """The stored meeting, locked after its group. Raises PermissionDenied, Meeting.DoesNotExist."""
    group_id = Meeting.objects.values_list("group_id", flat=True).get(pk=meeting_id)
    group: Group = tended(group_id, actor)
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting_id)
    meeting.group = group
    return meeting


def _require_open(meeting: Meeting) -> None:
    if meeting.cancelled_at is not None:
        raise MeetingCancelled
    if meeting.is_locked:
        raise MinutesLocked


def _write(meeting: Meeting, values: MeetingFields, *, now: datetime) -> None:
    for name, value in asdict(values).items():
        setattr(meeting, name, markup.clean(value) if isinstance(value, str) else value)
    if not (meeting.place or meeting.remote_url):
        raise NowhereToGo
    if meeting.ends_at <= meeting.starts_at:
        raise EndsTooEarly
    meeting.updated_at = now
    meeting.save()


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _was_held(meeting: Meeting) -> bool:
    return meeting.attendances.exists() or meeting.decisions.exists()


def _tell(meeting: Meeting, *known: Person, now: datetime) -> None:
    """Those who are invited, and those who knew of it before."""
    people = {person.pk: person for person in (*known, *invited(meeting))}
    mail.queue_many(
        row_for(
            mails.MeetingNews,
            to=person,
            about=meeting,
            dedupe_key=f"{mails.MeetingNews.name}:{meeting.pk}:{meeting.sequence}:{person.pk}",
            now=now,
            params={"sequence": meeting.sequence},
            expires_at=max(meeting.ends_at, now),
        )
        for person in people.values()
    )
