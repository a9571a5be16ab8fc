"""The mails of this app. Each asks again, when it leaves, whether it is still right to send."""

from members.mails.groups import GroupDeadline, MeetingNews
from members.mails.people import (
    InvitationMail,
    MembershipApproved,
    MembershipDeclined,
    MemberWaiting,
    SignInMail,
)
from members.mails.plans import MeasureDue

__all__ = [
    "GroupDeadline",
    "InvitationMail",
    "MeasureDue",
    "MeetingNews",
    "MemberWaiting",
    "MembershipApproved",
    "MembershipDeclined",
    "SignInMail",
]
