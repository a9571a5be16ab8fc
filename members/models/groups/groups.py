"""ELO groups and their seats."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.models import Term
from elo_portal.core.names import Named
from members.models.groups.terms import TERM, same
from members.models.organisations import Organisation
from members.models.people import Person
from members.models.places import Region


class Group(Named):
    """A regional ELO group, the national one, or a sub-group. A group follows the region."""

    SLUG_ONCE = "members_group_slug_key"

    class Kind(models.TextChoices):
        NATIONAL = "national", _("national")
        REGIONAL = "regional", _("regional")
        SUB = "sub", _("sub-group")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    regions = models.ManyToManyField(Region, related_name="groups", blank=True)
    purpose_fi = models.TextField(_("purpose in Finnish"), blank=True)
    purpose_sv = models.TextField(_("purpose in Swedish"), blank=True)
    purpose_en = models.TextField(_("purpose in English"), blank=True)
    expected = models.ManyToManyField(
        Term, related_name="+", blank=True
    )  # sectors and types of organisations

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_group_parent_iff_sub",
                condition=Q(kind="sub", parent__isnull=False) | (~Q(kind="sub") & Q(parent__isnull=True)),
            ),
            models.CheckConstraint(name="members_group_not_its_own_parent", condition=~Q(parent=F("pk"))),
        ]


class SeatQuerySet(models.QuerySet["Seat"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Seat(models.Model):
    """A seat belongs to an organisation and is filled by a person, with a deputy, for a term."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice_chair", _("vice chair")
        SECRETARY = "secretary", _("secretary")
        MEMBER = "member", _("member")

    ONE_CHAIR = "members_seat_one_chair_at_a_time"
    ONE_SEAT = "members_seat_one_a_person_at_a_time"
    LEADS = (Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    deputy = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="deputy_seats"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="members_seat_one_chair_at_a_time",
                expressions=[(same("group"), RangeOperators.OVERLAPS), (TERM, RangeOperators.OVERLAPS)],
                condition=Q(role="chair"),
            ),
            ExclusionConstraint(
                name="members_seat_one_a_person_at_a_time",
                expressions=[
                    (same("group"), RangeOperators.OVERLAPS),
                    (same("person"), RangeOperators.OVERLAPS),
                    (TERM, RangeOperators.OVERLAPS),
                ],
                condition=Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="members_seat_belongs_to_someone",
                condition=Q(organisation__isnull=False) | Q(person__isnull=False),
            ),
            models.CheckConstraint(name="members_seat_deputy_is_another", condition=~Q(deputy=F("person"))),
            models.CheckConstraint(
                name="members_seat_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role} in {self.group_id}"
