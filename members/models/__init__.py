"""People and the places they act in."""

from members.models.accounts import Account
from members.models.authorities import Authority
from members.models.glossary import Agreement, GlossaryComment, GlossaryEntry, Wording, WordingText
from members.models.groups import Group, Seat
from members.models.invitations import Invitation
from members.models.memberships import Membership
from members.models.organisations import Organisation
from members.models.people import Person
from members.models.places import EmploymentArea, Municipality, Region, WellbeingCounty
from members.models.roles import RoleGrant

__all__ = [
    "Account",
    "Agreement",
    "Authority",
    "EmploymentArea",
    "GlossaryComment",
    "GlossaryEntry",
    "Group",
    "Invitation",
    "Membership",
    "Municipality",
    "Organisation",
    "Person",
    "Region",
    "RoleGrant",
    "Seat",
    "WellbeingCounty",
    "Wording",
    "WordingText",
]
