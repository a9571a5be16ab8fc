"""Words that mean the same to whoever searches: the list that administrators tend."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SynonymQuerySet(models.QuerySet["Synonym"]):
    def containing(self, text: str) -> Self:
        return self.filter(Q(word__icontains=text) | Q(meaning__icontains=text)) if text else self


class Synonym(models.Model):
    """Whoever looks for `word` finds `meaning` as well; the other way round too, unless it is one-way.

    Both are written in their base form and may be several words; they may be of two languages.
    """

    word = models.CharField(_("word"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    meaning = models.CharField(_("also finds"), max_length=60)
    meaning_language = models.CharField(
        _("language of what it finds"), max_length=2, choices=settings.LANGUAGES
    )
    is_one_way = models.BooleanField(_("not the other way round"), default=False)
    source = models.CharField(max_length=100, blank=True, db_index=True)  # who tends it; "" = administrators

    objects = SynonymQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="core_synonym_pair_once",
                fields=["word", "language", "meaning", "meaning_language"],
                violation_error_message=_("This pair is in the list already."),
            ),
            models.CheckConstraint(
                name="core_synonym_is_two_words",
                condition=~Q(word=F("meaning"), language=F("meaning_language")),
                violation_error_message=_("A word needs no pair with itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.language}) = {self.meaning} ({self.meaning_language})"
