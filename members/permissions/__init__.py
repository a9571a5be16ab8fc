"""Who may do what: pure functions of a viewer and loaded objects, one file a room."""

from members.permissions.glossary import can_discuss_glossary, can_retire_entry
from members.permissions.groups import can_read_group, can_tend_group, can_tend_some_group
from members.permissions.people import (
    can_administer,
    can_decide_membership,
    can_end_membership,
    can_invite,
    can_manage_members,
    can_manage_some_members,
    can_withdraw_invitation,
    needs_second_factor,
)

__all__ = [
    "can_administer",
    "can_decide_membership",
    "can_discuss_glossary",
    "can_end_membership",
    "can_invite",
    "can_manage_members",
    "can_manage_some_members",
    "can_read_group",
    "can_retire_entry",
    "can_tend_group",
    "can_tend_some_group",
    "can_withdraw_invitation",
    "needs_second_factor",
]
