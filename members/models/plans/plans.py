"""What a group does in one year: the action plan, and what it said when it was adopted."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elo_portal.core.names import in_language, language_shown
from elo_portal.core.viewers import Viewer
from members.models.groups import Group
from members.models.people import Person
from members.models.plans.inside import inside
from members.models.plans.strategies import Strategy


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Adopted and closed ones to everybody, drafts to the group. No query."""
        if viewer.is_admin:
            return self
        return self.filter(~Q(state=ActionPlan.State.DRAFT) | inside(viewer))


class ActionPlan(models.Model):
    """The plan of a group for a year: a draft, adopted by the group on a day, at last closed."""

    ONCE = "members_actionplan_once_a_year"

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("plan", "draft")
        ADOPTED = "adopted", pgettext_lazy("plan", "adopted")
        CLOSED = "closed", pgettext_lazy("plan", "closed")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField(_("year"))
    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="plans"
    )
    intro_fi = models.TextField(_("foreword in Finnish"), blank=True)
    intro_sv = models.TextField(_("foreword in Swedish"), blank=True)
    intro_en = models.TextField(_("foreword in English"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)  # the latest decision
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_actionplan_once_a_year",
                fields=["group", "year"],
                violation_error_message=_("The group has a plan for this year already."),
            ),
            models.CheckConstraint(
                name="members_actionplan_adopted_on_iff_not_draft",
                condition=Q(state="draft", adopted_on__isnull=True)
                | (~Q(state="draft") & Q(adopted_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="members_actionplan_closed_on_iff_closed",
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
            ),
        ]

    @property
    def intro(self) -> str:
        return in_language(self, "intro")

    @property
    def intro_language(self) -> str:
        return language_shown(self, "intro")

    def __str__(self) -> str:
        return f"#{self.pk} {self.year} of {self.group_id}: {self.state}"


class PlanVersion(models.Model):
    """What the plan said on the day it was adopted; written once. `contents` as members.plan_contents makes them."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    adopted_on = models.DateField(_("adopted on"))
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    contents = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="members_planversion_number_once_a_plan", fields=["plan", "number"])
        ]

    def __str__(self) -> str:
        return f"#{self.plan_id} version {self.number}"
