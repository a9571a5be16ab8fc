"""The shared glossary of the network."""

from members.models.glossary.agreements import Agreement
from members.models.glossary.comments import GlossaryComment
from members.models.glossary.entries import GlossaryEntry
from members.models.glossary.wordings import Wording, WordingText

__all__ = ["Agreement", "GlossaryComment", "GlossaryEntry", "Wording", "WordingText"]
