"""ELO groups and what they own."""

from members.models.groups.documents import Document, DocumentVersion
from members.models.groups.groups import Group, Seat
from members.models.groups.mandates import Mandate, Project, YearlyResources
from members.models.groups.meetings import (
    AgendaItem,
    Attendance,
    Correction,
    Decision,
    Meeting,
    MeetingAnswer,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Correction",
    "Decision",
    "Document",
    "DocumentVersion",
    "Group",
    "Mandate",
    "Meeting",
    "MeetingAnswer",
    "Project",
    "Seat",
    "YearlyResources",
]
