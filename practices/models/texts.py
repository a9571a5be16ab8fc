"""What is written about a practice, one row a language."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practices.models.practices import Practice


class PracticeText(models.Model):
    """The text in one language. Markdown where said; cleaned on save and on display."""

    ONE_A_LANGUAGE = "practices_practicetext_one_a_language"

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=100, blank=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    need = models.TextField(_("need"), blank=True)
    description = models.TextField(_("description"), blank=True)  # Markdown
    steps = ArrayField(models.TextField(), verbose_name=_("steps"), default=list, blank=True)
    # a step: the first line is its heading, the rest its text
    results = models.TextField(_("results and evidence"), blank=True)
    users_voice = models.TextField(_("users' experiences"), blank=True)
    lessons = models.TextField(_("lessons and pitfalls"), blank=True)
    core_parts = models.TextField(_("what must be kept"), blank=True)
    adaptable_parts = models.TextField(_("what may be changed"), blank=True)
    tips = models.TextField(_("tips for those who adopt it"), blank=True)
    equality = models.TextField(_("equality, accessibility, ethics, privacy"), blank=True)
    principles_how = models.TextField(_("how the principles show"), blank=True)
    resources = models.TextField(_("resources needed"), blank=True)
    funding = models.CharField(_("funding, project"), max_length=300, blank=True)
    links = ArrayField(models.URLField(max_length=500), verbose_name=_("links"), default=list, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    checked_at = models.DateTimeField(
        null=True, blank=True
    )  # a translation was last said to match its source

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_practicetext_one_a_language", fields=["practice", "language"]
            ),
            models.CheckConstraint(
                name="practices_practicetext_language_known", condition=Q(language__in=["fi", "sv", "en"])
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.language} of {self.practice_id}"
