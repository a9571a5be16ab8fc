"""The mails about practices. Each asks again, when it leaves, whether it is still right to send."""

from practices.mails.adoptions import AdoptionNews, FollowUp
from practices.mails.conversations import Answered, Asked, Commented
from practices.mails.files import AttachmentRefused
from practices.mails.review import (
    AboutTransition,
    PracticePublished,
    PracticeReturned,
    PracticeSubmitted,
    PracticeWithdrawn,
)
from practices.mails.sharing import SharedReview

__all__ = [
    "AboutTransition",
    "AdoptionNews",
    "Answered",
    "Asked",
    "AttachmentRefused",
    "Commented",
    "FollowUp",
    "PracticePublished",
    "PracticeReturned",
    "PracticeSubmitted",
    "PracticeWithdrawn",
    "SharedReview",
]
