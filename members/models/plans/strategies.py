"""What a group wants to reach in some years: the strategy and its goals."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import in_language, language_shown
from elo_portal.core.viewers import Viewer
from members.models.groups import Group
from members.models.plans.inside import inside
from members.models.plans.texts import Titled, in_some_language


class StrategyQuerySet(models.QuerySet["Strategy"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Adopted ones to everybody, drafts to the group. No query."""
        return self if viewer.is_admin else self.filter(Q(adopted_on__isnull=False) | inside(viewer))


class Strategy(Titled):
    """A strategy of a group for a period of years. Until the group adopts it, it is its own draft."""

    ONCE = "members_strategy_begins_once_a_group"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="strategies")
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    vision_fi = models.TextField(_("vision in Finnish"), blank=True)
    vision_sv = models.TextField(_("vision in Swedish"), blank=True)
    vision_en = models.TextField(_("vision in English"), blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_strategy_begins_once_a_group",
                fields=["group", "first_year"],
                violation_error_message=_("The group has a strategy that begins in this year."),
            ),
            models.CheckConstraint(
                name="members_strategy_ends_after_it_begins", condition=Q(last_year__gte=F("first_year"))
            ),
            models.CheckConstraint(name="members_strategy_has_a_title", condition=in_some_language("title")),
        ]

    @property
    def vision(self) -> str:
        return in_language(self, "vision")

    @property
    def vision_language(self) -> str:
        return language_shown(self, "vision")

    @property
    def period(self) -> str:
        return f"{self.first_year}\N{EN DASH}{self.last_year}"

    def __str__(self) -> str:
        return f"#{self.pk} {self.period} of {self.group_id}"


class Goal(Titled):
    """A goal of a strategy. Its place in the order is its number."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField(_("number"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_goal_number_once_a_strategy",
                fields=["strategy", "order"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="members_goal_has_a_title", condition=in_some_language("title")),
            models.CheckConstraint(name="members_goal_numbers_begin_at_one", condition=Q(order__gte=1)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.order} of {self.strategy_id}"
