"""The rows of an event's programme."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import in_language, language_shown
from practices.models import Practice
from seminars.models.events import Event


class ProgrammeItem(models.Model):
    """A talk, a break, a workshop ... A practice that is shown is linked: "presented at" on its page."""

    class Kind(models.TextChoices):
        TALK = "talk", _("talk")
        WORKSHOP = "workshop", _("workshop")
        PRACTICE = "practice", _("practice presented")
        NATIONAL = "national", _("national ELO group")
        HARVEST = "harvest", _("gathering of practices")
        BREAK = "break", _("break")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="programme")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TALK)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    title_fi = models.CharField(_("title in Finnish"), max_length=200, blank=True)
    title_sv = models.CharField(_("title in Swedish"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    description_fi = models.TextField(_("description in Finnish"), blank=True)
    description_sv = models.TextField(_("description in Swedish"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    practice = models.ForeignKey(
        Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="presentations"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seminars_programmeitem_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end is before the beginning."),
            ),
            models.CheckConstraint(
                name="seminars_programmeitem_has_a_title",
                condition=~Q(title_fi="") | ~Q(title_sv="") | ~Q(title_en=""),
                violation_error_message=_("Write the title in at least one language."),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.event_id}"

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def language(self) -> str:
        """The language in which the reader gets the title: for `lang` attributes."""
        return language_shown(self, "title")

    @property
    def description(self) -> str:
        return in_language(self, "description")
