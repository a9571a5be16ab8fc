"""The mails about practices. Each asks again, when it leaves, whether it is still right to send."""

from practices.mails.adoptions import AdoptionNews, FollowUp
from practices.mails.assignments import (
    AboutAssignment,
    AboutRemarks,
    AskedInstead,
    AskedToScore,
    ManySubmitted,
    NationalResult,
    PassedOn,
    RemarkAnswered,
    Remarked,
    ReviewReminder,
)
from practices.mails.care import HandedOver, NamedAsAuthor, PracticeArchived, StillValid, TranslationOutdated
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
    "AboutAssignment",
    "AboutRemarks",
    "AboutTransition",
    "AdoptionNews",
    "Answered",
    "Asked",
    "AskedInstead",
    "AskedToScore",
    "AttachmentRefused",
    "Commented",
    "FollowUp",
    "HandedOver",
    "ManySubmitted",
    "NamedAsAuthor",
    "NationalResult",
    "PassedOn",
    "PracticeArchived",
    "PracticePublished",
    "PracticeReturned",
    "PracticeSubmitted",
    "PracticeWithdrawn",
    "RemarkAnswered",
    "Remarked",
    "ReviewReminder",
    "SharedReview",
    "StillValid",
    "TranslationOutdated",
]
