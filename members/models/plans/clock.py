"""The annual clock of a group: what belongs to each month of its year."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elo_portal.core.models import Term
from members.models.groups import Group
from members.models.plans.texts import Titled, in_some_language


class ClockItemQuerySet(models.QuerySet["ClockItem"]):
    def of(self, group: Group, year: int) -> Self:
        """In the order of the year; what has no day comes first in its month."""
        found = self.filter(group=group, year=year).select_related("target")
        return found.order_by("month", models.F("day").asc(nulls_first=True), "pk")


class ClockItem(Titled):
    """Something that a group does in a month of a year, or on a day of it."""

    class Kind(models.TextChoices):
        PLAN = "plan", pgettext_lazy("clock", "plan")
        REPORT = "report", pgettext_lazy("clock", "report")
        MEETING = "meeting", pgettext_lazy("clock", "meeting")
        EVENT = "event", pgettext_lazy("clock", "event")
        REVIEW = "review", pgettext_lazy("clock", "review")
        OTHER = "other", pgettext_lazy("clock", "something else")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="clock_items")
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    target = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": "development_target"},
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = ClockItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_clockitem_month_is_of_a_year", condition=Q(month__gte=1, month__lte=12)
            ),
            models.CheckConstraint(
                name="members_clockitem_day_is_of_a_month",
                condition=Q(day__isnull=True) | Q(day__gte=1, day__lte=31),
            ),
            models.CheckConstraint(name="members_clockitem_has_a_title", condition=in_some_language("title")),
        ]

    @property
    def starts_on(self) -> date:
        """Its day, or the first of its month."""
        return date(self.year, self.month, self.day or 1)

    def __str__(self) -> str:
        return f"#{self.pk} {self.year}-{self.month} of {self.group_id}"
