"""What a member organisation offers, and when others should guide a client to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.models import Term
from elo_portal.core.names import in_language, language_shown
from members import languages
from members.models.organisations import Organisation
from members.models.places import Municipality, Region

VOCABULARIES = ("target_group", "life_phase", "theme", "channel")
TEXTS = ("name", "text", "when", "reach")


class Service(models.Model):
    """One guidance service. Without regions and municipalities it is offered wherever the organisation works."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="services")
    order = models.PositiveSmallIntegerField(_("order"))
    name_fi = models.CharField(_("name in Finnish"), max_length=120, blank=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    text_fi = models.TextField(_("what it is, in Finnish"), blank=True)
    text_sv = models.TextField(_("what it is, in Swedish"), blank=True)
    text_en = models.TextField(_("what it is, in English"), blank=True)
    when_fi = models.TextField(_("when to guide a client to us, in Finnish"), blank=True)
    when_sv = models.TextField(_("when to guide a client to us, in Swedish"), blank=True)
    when_en = models.TextField(_("when to guide a client to us, in English"), blank=True)
    reach_fi = models.TextField(_("how to reach us, in Finnish"), blank=True)
    reach_sv = models.TextField(_("how to reach us, in Swedish"), blank=True)
    reach_en = models.TextField(_("how to reach us, in English"), blank=True)
    terms = models.ManyToManyField(Term, related_name="services", blank=True)  # of VOCABULARIES
    languages = ArrayField(
        models.CharField(max_length=3), verbose_name=_("languages of service"), default=list, blank=True
    )
    regions = models.ManyToManyField(Region, related_name="services", blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="services", blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_service_has_a_name", condition=~Q(name_fi="", name_sv="", name_en="")
            ),
            models.UniqueConstraint(
                name="members_service_order_once_an_organisation",
                fields=["organisation", "order"],
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def language(self) -> str:
        """The one in which the whole service is shown: the reader's if it has a name in it."""
        return language_shown(self, "name")

    @property
    def text(self) -> str:
        return self._said("text")

    @property
    def when(self) -> str:
        return self._said("when")

    @property
    def reach(self) -> str:
        return self._said("reach")

    @property
    def target_groups(self) -> list[str]:
        return self._terms("target_group")

    @property
    def life_phases(self) -> list[str]:
        return self._terms("life_phase")

    @property
    def themes(self) -> list[str]:
        return self._terms("theme")

    @property
    def channels(self) -> list[str]:
        return self._terms("channel")

    @property
    def language_names(self) -> list[str]:
        return languages.names(self.languages)

    @property
    def places(self) -> list[str]:
        """Where it is offered, if not wherever the organisation works. No query when they are prefetched."""
        return [place.name for place in (*self.regions.all(), *self.municipalities.all())]

    def _terms(self, vocabulary: str) -> list[str]:
        """No query when they are prefetched."""
        return [term.name for term in self.terms.all() if term.vocabulary == vocabulary]

    def _said(self, field: str) -> str:
        """In the language of the name, so that one service never speaks two languages."""
        return str(getattr(self, f"{field}_{self.language}", ""))

    def __str__(self) -> str:
        return f"#{self.pk} of {self.organisation_id}"
