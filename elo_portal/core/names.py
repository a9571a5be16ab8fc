"""Things that have a name in Finnish, Swedish and English."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("fi", "sv", "en")


def in_language(thing: Any, field: str, language: str | None = None) -> str:
    """`field` of `thing` in `language` (default: the active one), else in the first language that has it."""
    wanted = language or get_language() or "fi"
    for code in (wanted, *LANGUAGES):
        if text := getattr(thing, f"{field}_{code}", ""):
            return str(text)
    return ""


def language_shown(thing: Any, field: str) -> str:
    """The language that `in_language` falls back to now: for `lang` attributes."""
    wanted = get_language() or "fi"
    return next((code for code in (wanted, *LANGUAGES) if getattr(thing, f"{field}_{code}", "")), wanted)


class Named(models.Model):
    """`name_fi`, `name_sv`, `name_en`; `name` is the one for the reader."""

    name_fi = models.CharField(_("name in Finnish"), max_length=200)
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        return in_language(self, "name")

    def __str__(self) -> str:
        return self.name


def sort_key(text: str) -> str:
    """A key that sorts as Finnish and Swedish do (å, ä, ö last) under the "C" collation.

    No ICU is promised, so the order is made here and stored.
    """
    folded = text.casefold()
    for letter, key in (("å", "z1"), ("ä", "z2"), ("æ", "z2"), ("ö", "z3"), ("ø", "z3")):
        folded = folded.replace(letter, key)
    return "".join(character for character in folded if character.isalnum() or character == " ")
