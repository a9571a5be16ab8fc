"""Reads of ELO groups, one file a topic."""

from members.queries.groups.groups import GroupWithSeats, groups, national_group, with_seats

__all__ = ["GroupWithSeats", "groups", "national_group", "with_seats"]
