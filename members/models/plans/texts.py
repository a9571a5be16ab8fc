"""Texts in three languages, of which at least one is written."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import in_language, language_shown


def in_some_language(field: str) -> Q:
    """The condition of a constraint: the text is there in at least one language."""
    return ~Q(**{f"{field}_fi": "", f"{field}_sv": "", f"{field}_en": ""})


class Titled(models.Model):
    """`title_fi`, `title_sv`, `title_en`; `title` is the one for the reader, in `title_language`."""

    title_fi = models.CharField(_("title in Finnish"), max_length=200, blank=True)
    title_sv = models.CharField(_("title in Swedish"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def title_language(self) -> str:
        return language_shown(self, "title")
