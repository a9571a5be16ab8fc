"""What a group is allowed to do, who says so, and what it has to do it with."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.authorities import Authority
from members.models.groups.groups import Group
from members.models.groups.terms import TERM, same


class MandateQuerySet(models.QuerySet["Mandate"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class Mandate(models.Model):
    """Given to a group for a time, by an authority or by somebody who is named in words. Never two at once."""

    ONE_AT_A_TIME = "members_mandate_one_at_a_time"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="mandates")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    giver = models.CharField(_("giver in words"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    document = models.CharField(_("name of the document"), max_length=200, blank=True)
    diary_number = models.CharField(_("diary number"), max_length=60, blank=True)
    document_url = models.URLField(_("link to the document"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)  # of the words below
    scope = models.TextField(_("task"))
    may_decide = models.TextField(_("what the group may decide"), blank=True)
    limits = models.TextField(_("what it may not decide"), blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="members_mandate_one_at_a_time",
                expressions=[(same("group"), RangeOperators.OVERLAPS), (TERM, RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="members_mandate_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="members_mandate_given_by_someone", condition=Q(authority__isnull=False) | ~Q(giver="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.group_id}: {self.starts_on}–{self.ends_on}"

    @property
    def giver_name(self) -> str:
        return self.authority.name if self.authority else self.giver


class YearlyResources(models.Model):
    """What a group has in one year. A number that nobody knows is left out."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="yearly_resources")
    year = models.PositiveSmallIntegerField(_("year"))
    person_months = models.DecimalField(
        _("person-months for coordination"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    budget = models.PositiveIntegerField(_("budget in euros"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)  # of the words below
    funding = models.TextField(_("where the money comes from"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="members_yearlyresources_once_a_year", fields=["group", "year"]),
            models.CheckConstraint(
                name="members_yearlyresources_no_less_than_nothing",
                condition=Q(person_months__isnull=True) | Q(person_months__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} in {self.year}"

    @property
    def grammatical_number(self) -> int:
        """Of the person-months: a fraction is plural."""
        return 1 if self.person_months == 1 else 2


class Project(models.Model):
    """A project that works for the group's aims, and who pays for it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(_("name"), max_length=200)
    funder = models.CharField(_("funder"), max_length=120, blank=True)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    url = models.URLField(_("web page"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_project_ends_after_it_begins", condition=Q(last_year__gte=F("first_year"))
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years(self) -> str:
        return (
            str(self.first_year)
            if self.first_year == self.last_year
            else f"{self.first_year}–{self.last_year}"
        )
