"""Meetings and decisions of a group. Whoever calls has asked `can_read_group`, but for what is public."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from elo_portal.core.joined import joined
from members.models import (
    AgendaItem,
    Attendance,
    Correction,
    Decision,
    Group,
    Meeting,
    MeetingAnswer,
    Person,
    Seat,
)


@dataclass(frozen=True)
class Meetings:
    coming: list[Meeting]  # the next first
    past: list[Meeting]  # the latest first; cancelled ones too
    decisions: list[Decision]


def meetings(group: Group, *, now: datetime) -> Meetings:
    """All of a group. Two queries."""
    found = list(group.meetings.order_by("starts_at", "pk"))
    coming = [one for one in found if one.cancelled_at is None and one.ends_at > now]
    past = [one for one in reversed(found) if one not in coming]
    return Meetings(coming, past, list(decisions(group)))


def with_next_meeting(groups: QuerySet[Group], *, now: datetime) -> QuerySet[Group]:
    """With their meetings to come, the next first. No query more."""
    return joined(groups, meetings=Meeting.objects.upcoming(now=now).order_by("starts_at", "pk"))


def decisions(group: Group) -> QuerySet[Decision]:
    """All, for the group: the latest first. One query."""
    # Not group.decisions: where the page of the group is loaded that holds the public ones alone.
    found = Decision.objects.filter(group=group).select_related("follower", "meeting")
    return found.order_by("-year", "-number")


def with_minutes() -> QuerySet[Meeting]:
    """With agenda, answers, who was there, decisions and corrections. Six queries."""
    return Meeting.objects.select_related("approved_by").prefetch_related(
        Prefetch("items", AgendaItem.objects.order_by("position", "pk")),
        Prefetch("answers", MeetingAnswer.objects.select_related("person").order_by("answer", "pk")),
        Prefetch(
            "attendances",
            Attendance.objects.select_related("person", "seat__organisation", "seat__person").order_by(
                "seat"
            ),
        ),
        Prefetch("decisions", Decision.objects.select_related("follower").order_by("number")),
        Prefetch("corrections", Correction.objects.select_related("by").order_by("pk")),
    )


def seats_of(meeting: Meeting) -> list[Seat]:
    """The seats on the day of the meeting that somebody has or stands in for. One query."""
    day = timezone.localdate(meeting.starts_at)
    taken = Q(person__isnull=False) | Q(deputy__isnull=False)
    found = Seat.objects.valid_on(day).filter(taken, group=meeting.group_id)
    return list(found.select_related("organisation", "person", "deputy").order_by("pk"))


def invited(meeting: Meeting) -> list[Person]:
    """Those in seats on that day and their deputies, if they are active. One query."""
    people = {
        person.pk: person
        for seat in seats_of(meeting)
        for person in (seat.person, seat.deputy)
        if person is not None and person.is_active
    }
    return [people[pk] for pk in sorted(people)]
