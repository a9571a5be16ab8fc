"""People and the places they act in."""

from members.models.accounts import Account
from members.models.authorities import Authority
from members.models.glossary import Agreement, GlossaryComment, GlossaryEntry, Wording, WordingText
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
from members.models.plans import (
    ActionPlan,
    ClockItem,
    EffectChain,
    Goal,
    Measure,
    MeasureUpdate,
    PlanVersion,
    Strategy,
)
from members.models.roles import RoleGrant
from members.models.services import Service
from members.models.transfers import Transfer, TransferredRole

__all__ = [
    "Account",
    "ActionPlan",
    "AgendaItem",
    "Agreement",
    "Attendance",
    "Authority",
    "ClockItem",
    "Correction",
    "Decision",
    "Document",
    "DocumentVersion",
    "EffectChain",
    "EmploymentArea",
    "GlossaryComment",
    "GlossaryEntry",
    "Goal",
    "Group",
    "Invitation",
    "Mandate",
    "Measure",
    "MeasureUpdate",
    "Meeting",
    "MeetingAnswer",
    "Membership",
    "Municipality",
    "Organisation",
    "Person",
    "PlanVersion",
    "Project",
    "Region",
    "RoleGrant",
    "Seat",
    "Service",
    "Strategy",
    "Transfer",
    "TransferredRole",
    "WellbeingCounty",
    "Wording",
    "WordingText",
    "YearlyResources",
]
