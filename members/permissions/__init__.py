"""Who may do what: pure functions of a viewer and loaded objects, one file a room."""

from members.permissions.glossary import can_discuss_glossary, can_retire_entry
from members.permissions.groups import can_read_group, can_tend_group, can_tend_some_group
from members.permissions.organisations import can_tend_organisation
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
from members.permissions.plans import can_update_measure

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
    "can_tend_organisation",
    "can_tend_some_group",
    "can_update_measure",
    "can_withdraw_invitation",
    "needs_second_factor",
]
