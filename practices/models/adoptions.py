"""A practice in use elsewhere: one row for each organisation that takes it up, with its life."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elo_portal.core.viewers import Viewer
from members.models import Group, Organisation, Person, Region
from practices.models.practices import Practice


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def live(self) -> Self:
        return self.exclude(state=Adoption.State.ENDED)

    def in_use(self) -> Self:
        return self.filter(state__in=[Adoption.State.IN_USE, Adoption.State.ESTABLISHED])

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of practices that the viewer sees. No query."""
        return self.filter(practice__in=Practice.objects.visible_to(viewer))


class Adoption(models.Model):
    """One organisation takes up one practice. An ended one stays, with why; a new start is a new row."""

    class State(models.TextChoices):
        INTERESTED = "interested", _("interested")
        PLANNED = "planned", _("planned")
        TRIAL = "trial", _("on trial")
        IN_USE = "in_use", _("in use")
        ESTABLISHED = "established", _("established")
        ENDED = "ended", pgettext_lazy("adoption", "ended")

    class Scale(models.TextChoices):
        ONE = "one", _("one group or one worker")
        UNIT = "unit", _("one unit")
        WHOLE = "whole", _("the whole organisation")
        SEVERAL = "several", _("several organisations together")

    class Change(models.TextChoices):
        AS_IS = "as_is", _("as it is")
        SMALL = "small", _("with small changes")
        LARGE = "large", _("with large changes")

    ONE_LIVE = "practices_adoption_one_live_an_organisation"

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    version = models.PositiveIntegerField()  # of the practice, when it was taken up
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="adoptions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="adoptions")
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="adoptions")  # who is asked
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.INTERESTED)
    scale = models.CharField(_("scale"), max_length=10, choices=Scale, blank=True)
    change = models.CharField(_("how it was adapted"), max_length=10, choices=Change, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)  # of the words below
    changed = models.TextField(_("what was changed"), blank=True)
    obstacles = models.TextField(_("what was difficult"), blank=True)
    results = models.TextField(_("what came of it"), blank=True)
    end_reason = models.TextField(_("why it ended"), blank=True)
    wants_support = models.BooleanField(_("would like support from the makers"), default=False)
    started_on = models.DateField(_("since"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_adoption_one_live_an_organisation",
                fields=["practice", "organisation"],
                condition=~Q(state="ended"),
                violation_error_message=_("Your organisation is already taking up this practice."),
            ),
            models.CheckConstraint(
                name="practices_adoption_ended_on_iff_ended",
                condition=Q(state="ended", ended_on__isnull=False)
                | (~Q(state="ended") & Q(ended_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="practices_adoption_says_why_it_ended",
                condition=~Q(state="ended") | ~Q(end_reason=""),
                violation_error_message=_("Write why it ended: others learn from it."),
            ),
            models.CheckConstraint(
                name="practices_adoption_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("The end is before the beginning."),
            ),
        ]
        indexes = [models.Index(name="practices_adoption_practice", fields=["practice", "state"])]

    def __str__(self) -> str:
        return f"#{self.pk} {self.practice_id} by {self.organisation_id}: {self.state}"


class AdoptionReport(models.Model):
    """What was said on one day: a change of state, or the answer to a follow-up after `months` months."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="reports")
    from_state = models.CharField(max_length=12, choices=Adoption.State, blank=True)
    state = models.CharField(max_length=12, choices=Adoption.State)
    months = models.PositiveSmallIntegerField(null=True, blank=True)  # 3, 6 or 12 where it answers a question
    words = models.TextField(_("in your own words"), blank=True)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_adoptionreport_answers_once",
                fields=["adoption", "months"],
                condition=Q(months__isnull=False),
            ),
            models.CheckConstraint(
                name="practices_adoptionreport_months_3_6_12",
                condition=Q(months__isnull=True) | Q(months__in=[3, 6, 12]),
            ),
        ]
        indexes = [models.Index(name="practices_adoptionreport_at", fields=["adoption", "at"])]

    def __str__(self) -> str:
        return f"#{self.adoption_id}: {self.from_state} -> {self.state}"
