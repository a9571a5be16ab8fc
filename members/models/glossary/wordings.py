"""How a concept is worded. A wording never changes: another one follows it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import LANGUAGES
from members.models.glossary.entries import GlossaryEntry
from members.models.people import Person
from members.models.sort_keys import SortKeyField

LONGEST_TERM = 60  # as in the search's list of synonyms


class Wording(models.Model):
    """Somebody's proposal for an entry, in each language. It is agreed when a group has agreed on it."""

    entry = models.ForeignKey(GlossaryEntry, on_delete=models.CASCADE, related_name="wordings")
    reason = models.TextField(_("why"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)  # of the reason
    is_leading = models.BooleanField(_("shown first"), default=False)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_wording_one_leads_an_entry", fields=["entry"], condition=Q(is_leading=True)
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.entry_id}"

    def ordered_texts(self) -> list["WordingText"]:
        """Finnish, Swedish, English. No query where the texts are loaded."""
        return sorted(self.texts.all(), key=lambda text: LANGUAGES.index(text.language))

    def text_in(self, language: str) -> "WordingText":
        """The text in this language, else the first there is. No query where the texts are loaded."""
        texts = self.ordered_texts()
        return next((text for text in texts if text.language == language), texts[0])


class WordingText(models.Model):
    """A wording in one language."""

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    term = models.CharField(_("term"), max_length=LONGEST_TERM)
    definition = models.TextField(_("definition"))
    delimitation = models.TextField(_("delimitation"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    synonyms = ArrayField(models.CharField(max_length=LONGEST_TERM), default=list, blank=True)
    discouraged = ArrayField(models.CharField(max_length=LONGEST_TERM), default=list, blank=True)
    sort_key = SortKeyField(of=("term",))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_wordingtext_once_a_language", fields=["wording", "language"]
            ),
            models.CheckConstraint(
                name="members_wordingtext_has_term_and_definition", condition=~Q(term="") & ~Q(definition="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} ({self.language})"
