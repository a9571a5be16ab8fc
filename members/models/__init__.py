"""People and the places they act in."""

from members.models.accounts import Account
from members.models.authorities import Authority
from members.models.groups import (
    AgendaItem,
    Attendance,
    Correction,
    Decision,
    Document,
    DocumentVersion,
    Group,
    Mandate,
    Meeting,
    MeetingAnswer,
    Project,
    Seat,
    YearlyResources,
)
from members.models.invitations import Invitation
from members.models.memberships import Membership
from members.models.organisations import Organisation
from members.models.people import Person
from members.models.places import EmploymentArea, Municipality, Region, WellbeingCounty
from members.models.roles import RoleGrant

__all__ = [
    "Account",
    "AgendaItem",
    "Attendance",
    "Authority",
    "Correction",
    "Decision",
    "Document",
    "DocumentVersion",
    "EmploymentArea",
    "Group",
    "Invitation",
    "Mandate",
    "Meeting",
    "MeetingAnswer",
    "Membership",
    "Municipality",
    "Organisation",
    "Person",
    "Project",
    "Region",
    "RoleGrant",
    "Seat",
    "WellbeingCounty",
    "YearlyResources",
]
