"""ELO groups and what they own."""

from members.models.groups.groups import Group, Seat
from members.models.groups.mandates import Mandate, Project, YearlyResources

__all__ = [
    "Group",
    "Mandate",
    "Project",
    "Seat",
    "YearlyResources",
]
