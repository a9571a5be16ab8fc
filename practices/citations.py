"""How a practice is named as a source."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from practices.models import Practice, PracticeText


def address(practice: Practice, text: PracticeText) -> str:
    """The permanent address of the text in its own language: a slug never changes its target."""
    with override(text.language):
        return settings.BASE_URL + reverse("practices:detail", args=[practice.slug])


def citation(practice: Practice, text: PracticeText) -> str:
    """Who, when, what, where, in the text's own language; plain text in one line. `practice.owner` must be loaded."""
    year = timezone.localtime(practice.published_at or practice.updated_at).year
    with override(text.language):
        return _(
            "%(organisation)s (%(year)s). %(title)s. Good practice, version %(version)s. ELO-portaali. "
            "%(address)s (%(licence)s)"
        ) % {
            "organisation": practice.owner.name,
            "year": year,
            "title": text.title.rstrip("."),
            "version": practice.version,
            "address": address(practice, text),
            "licence": practice.licence,
        }
