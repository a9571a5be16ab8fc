"""The measures of a plan, how they get on, and what comes of them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elo_portal.core.models import Term
from elo_portal.core.names import in_language, language_shown
from elo_portal.core.viewers import Viewer
from members.models.organisations import Organisation
from members.models.people import Person
from members.models.plans.plans import ActionPlan
from members.models.plans.strategies import Goal
from members.models.plans.texts import Titled, in_some_language


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of a plan that the viewer sees. No query."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(viewer))

    def unfinished(self) -> Self:
        return self.filter(state__in=Measure.UNFINISHED)


class Measure(Titled):
    """What is done, by whom, until when. Numbered within its goal."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("measure", "planned")
        GOING = "going", pgettext_lazy("measure", "going on")
        DONE = "done", pgettext_lazy("measure", "done")
        GIVEN_UP = "given_up", pgettext_lazy("measure", "given up")

    class Kind(models.TextChoices):
        STRUCTURE = "structure", pgettext_lazy("measure", "structure")
        SERVICE = "service", pgettext_lazy("measure", "service")

    UNFINISHED = (State.PLANNED, State.GOING)

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="measures")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="measures")
    order = models.PositiveSmallIntegerField(_("place within the goal"))
    description_fi = models.TextField(_("what is done in Finnish"), blank=True)
    description_sv = models.TextField(_("what is done in Swedish"), blank=True)
    description_en = models.TextField(_("what is done in English"), blank=True)
    kind = models.CharField(_("what it develops"), max_length=10, choices=Kind)
    owner_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_measures"
    )
    owner_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_measures"
    )
    participants = models.ManyToManyField(Organisation, related_name="+", blank=True)
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    reason = models.TextField(_("why it was given up"), blank=True)
    indicator_fi = models.CharField(_("indicator in Finnish"), max_length=200, blank=True)
    indicator_sv = models.CharField(_("indicator in Swedish"), max_length=200, blank=True)
    indicator_en = models.CharField(_("indicator in English"), max_length=200, blank=True)
    target_value = models.CharField(_("value aimed at"), max_length=60, blank=True)
    latest_value = models.CharField(_("latest value"), max_length=60, blank=True)
    targets = models.ManyToManyField(
        Term, related_name="+", blank=True, limit_choices_to={"vocabulary": "development_target"}
    )
    national_goals = models.ManyToManyField(
        Term, related_name="+", blank=True, limit_choices_to={"vocabulary": "national_goal"}
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_measure_number_once_a_plan",
                fields=["plan", "goal", "order"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="members_measure_has_a_title", condition=in_some_language("title")),
            models.CheckConstraint(
                name="members_measure_has_an_owner",
                condition=Q(owner_person__isnull=False) | Q(owner_organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="members_measure_progress_is_a_percentage", condition=Q(progress__lte=100)
            ),
            models.CheckConstraint(
                name="members_measure_says_why_it_was_given_up",
                condition=~Q(state="given_up") | ~Q(reason=""),
            ),
        ]

    @property
    def number(self) -> str:
        return f"{self.goal.order}.{self.order}" if self.goal else str(self.order)

    @property
    def description(self) -> str:
        return in_language(self, "description")

    @property
    def description_language(self) -> str:
        return language_shown(self, "description")

    @property
    def indicator(self) -> str:
        return in_language(self, "indicator")

    @property
    def indicator_language(self) -> str:
        return language_shown(self, "indicator")

    @property
    def owner(self) -> str:
        """The organisation where there is one: people's names are for the network."""
        return self.owner_organisation.name if self.owner_organisation else ""

    def is_late(self, today: date) -> bool:
        return self.state in self.UNFINISHED and self.due_on < today

    def __str__(self) -> str:
        return f"#{self.pk} in {self.plan_id}: {self.state}"


class MeasureUpdate(models.Model):
    """How a measure got on, said by somebody on a day. Stays."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="updates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=Measure.State)
    progress = models.PositiveSmallIntegerField(_("progress"))
    latest_value = models.CharField(_("latest value"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)

    def __str__(self) -> str:
        return f"#{self.measure_id} at {self.at:%Y-%m-%d}: {self.progress} %"


class EffectChain(models.Model):
    """What was put into a measure, what was made, what it changed and what that means: for reports."""

    measure = models.OneToOneField(Measure, on_delete=models.CASCADE, related_name="effect_chain")
    inputs_fi = models.TextField(_("inputs in Finnish"), blank=True)
    inputs_sv = models.TextField(_("inputs in Swedish"), blank=True)
    inputs_en = models.TextField(_("inputs in English"), blank=True)
    outputs_fi = models.TextField(_("outputs in Finnish"), blank=True)
    outputs_sv = models.TextField(_("outputs in Swedish"), blank=True)
    outputs_en = models.TextField(_("outputs in English"), blank=True)
    effects_fi = models.TextField(_("effects in Finnish"), blank=True)
    effects_sv = models.TextField(_("effects in Swedish"), blank=True)
    effects_en = models.TextField(_("effects in English"), blank=True)
    impact_fi = models.TextField(_("impact in Finnish"), blank=True)
    impact_sv = models.TextField(_("impact in Swedish"), blank=True)
    impact_en = models.TextField(_("impact in English"), blank=True)

    def __str__(self) -> str:
        return f"of #{self.measure_id}"
