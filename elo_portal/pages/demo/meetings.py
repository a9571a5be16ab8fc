"""Meetings of the demo network's groups, with minutes and decisions."""

from datetime import timedelta
from typing import Any

from elo_portal.core.fields import moment
from elo_portal.pages.demo.files import rows
from members.models import AgendaItem, Attendance, Correction, Decision, Group, Meeting, MeetingAnswer, Person
from members.queries.groups.meetings import seats_of


def load() -> None:
    """Once, after the seats."""
    if Meeting.objects.exists():
        return
    groups = {group.slug: group for group in Group.objects.all()}
    people = {person.key: person for person in Person.objects.all()}
    for row in rows("meetings", "meeting"):
        _load(row, groups[row["group"]], people)


def _load(row: dict[str, Any], group: Group, people: dict[str | None, Person]) -> None:
    starts_at = moment(row["day"], row["from"])
    written_at = starts_at + timedelta(days=7)
    approved_by = people[row["approved_by"]] if "approved_by" in row else None
    is_past = "minutes" in row
    meeting = Meeting.objects.create(
        group=group,
        language=row["language"],
        title=row["title"],
        starts_at=starts_at,
        ends_at=moment(row["day"], row["until"]),
        place=row["place"],
        remote_url=row.get("remote_url", ""),
        invited_at=starts_at - timedelta(days=21) if is_past or row.get("is_invited") else None,
        minutes=row.get("minutes", ""),
        approved_at=written_at if approved_by else None,
        approved_by=approved_by,
        updated_at=starts_at - timedelta(days=21),
    )
    for position, item in enumerate(row.get("item", []), start=1):
        AgendaItem.objects.create(meeting=meeting, position=position, **item)
    for key, said in row.get("answers", {}).items():
        at = starts_at - timedelta(days=18)
        MeetingAnswer.objects.create(meeting=meeting, person=people[key], answer=said, at=at)
    if "correction" in row and approved_by:
        Correction.objects.create(
            meeting=meeting, note=row["correction"], by=approved_by, at=written_at + timedelta(days=2)
        )
    _load_presence(meeting, {people[key].pk for key in row.get("present", [])})
    _load_decisions(meeting, row.get("decision", []), people)


def _load_presence(meeting: Meeting, present: set[int]) -> None:
    for seat in seats_of(meeting):
        for person, is_deputy in ((seat.person, False), (seat.deputy, True)):
            if person is not None and person.pk in present:
                Attendance.objects.create(meeting=meeting, seat=seat, person=person, is_deputy=is_deputy)


def _load_decisions(
    meeting: Meeting, decisions: list[dict[str, Any]], people: dict[str | None, Person]
) -> None:
    before = Decision.objects.filter(group=meeting.group, year=meeting.year).count()
    for number, row in enumerate(decisions, start=before + 1):
        Decision.objects.create(
            group=meeting.group,
            meeting=meeting,
            year=meeting.year,
            number=number,
            decided_on=meeting.starts_at.date(),
            language=meeting.language,
            text=row["text"],
            follower=people[row["follower"]],
            follow_up=row["follow_up"],
            due_on=row.get("due_on"),
            is_public=row.get("is_public", False),
        )
