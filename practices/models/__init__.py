"""Good practices, one text a language, what happened to them and what became of them elsewhere."""

from practices.models.adoptions import Adoption, AdoptionReport
from practices.models.attachments import Attachment
from practices.models.collections import Bookmark, Collection, CollectionItem
from practices.models.conversations import Comment, Enquiry, Thanks
from practices.models.figures import DailyViews
from practices.models.file_imports import FileImport
from practices.models.partners import Partner
from practices.models.plans import TiedPractice
from practices.models.practices import VOCABULARIES, Practice
from practices.models.reviews import Assignment, NationalReview, Remark, Score
from practices.models.searches import SavedSearch, Wish
from practices.models.sharing import Commitment, SharedPractice
from practices.models.texts import PracticeText
from practices.models.transitions import Transition
from practices.models.versions import Version

__all__ = [
    "VOCABULARIES",
    "Adoption",
    "AdoptionReport",
    "Assignment",
    "Attachment",
    "Bookmark",
    "Collection",
    "CollectionItem",
    "Comment",
    "Commitment",
    "DailyViews",
    "Enquiry",
    "FileImport",
    "NationalReview",
    "Partner",
    "Practice",
    "PracticeText",
    "Remark",
    "SavedSearch",
    "Score",
    "SharedPractice",
    "Thanks",
    "TiedPractice",
    "Transition",
    "Version",
    "Wish",
]
