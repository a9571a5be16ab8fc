"""Good practices, one text a language, and what happened to them."""

from practices.models.partners import Partner
from practices.models.practices import VOCABULARIES, Practice
from practices.models.texts import PracticeText
from practices.models.transitions import Transition

__all__ = ["VOCABULARIES", "Partner", "Practice", "PracticeText", "Transition"]
