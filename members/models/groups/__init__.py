"""ELO groups and what they own."""

from members.models.groups.groups import Group, Seat

__all__ = ["Group", "Seat"]
