"""Harmonising: an ELO group makes a practice the shared way of working of its region."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from elo_portal.core.viewers import Viewer
from members.models import Group, Organisation, Person
from practices.models.practices import Practice


class SharedPracticeQuerySet(models.QuerySet["SharedPractice"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """What was decided, to whoever sees the practice; the rest to the group and its coordinators. No query."""
        if viewer.is_admin:
            return self
        coordinated = Group.regions.through.objects.filter(region__in=viewer.region_ids)
        inside = Q(group__in=viewer.group_ids) | Q(group__in=coordinated.values("group_id"))
        seen = self.filter(practice__in=Practice.objects.visible_to(viewer))
        return seen.filter(Q(decided_on__isnull=False) | inside)

    def in_force(self) -> Self:
        return self.filter(state=SharedPractice.State.IN_FORCE)

    def with_coverage(self) -> Self:
        """Annotate `committed` of `members`, active organisations of the group's regions, and `region_ids`.

        No query of its own.
        """
        regions = Group.regions.through.objects.filter(group=OuterRef("group"))
        members = Organisation.objects.active().filter(regions__groups=OuterRef("group"))
        counted = members.order_by().values("regions__groups").annotate(count=Count("pk", distinct=True))
        live = Commitment.objects.live().filter(
            shared=OuterRef("pk"),
            organisation__state=Organisation.State.ACTIVE,
            organisation__regions__groups=OuterRef("group"),
        )
        bound = live.order_by().values("shared").annotate(count=Count("organisation", distinct=True))
        return self.annotate(
            region_ids=ArraySubquery(regions.order_by("region").values("region_id")),
            members=Coalesce(Subquery(counted.values("count")), 0, output_field=IntegerField()),
            committed=Coalesce(Subquery(bound.values("count")), 0, output_field=IntegerField()),
        )


class SharedPractice(models.Model):
    """One decision of one group on one practice. The variants it was chosen among stay linked."""

    ONE_LIVE = "practices_sharedpractice_one_live_a_group"

    class State(models.TextChoices):
        PROPOSED = "proposed", _("being compared")
        IN_FORCE = "in_force", _("shared practice of the region")
        ENDED = "ended", _("no longer in force")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="shared_practices")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="shared_in")
    variants = models.ManyToManyField(Practice, related_name="compared_in", blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)  # of the words below
    decision = models.TextField(_("what was decided and why"), blank=True)
    minutes_url = models.URLField(_("link to the minutes"), max_length=500, blank=True)
    decided_on = models.DateField(_("day of the decision"), null=True, blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    review_on = models.DateField(_("to be looked at again"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    end_reason = models.TextField(_("why it ended"), blank=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = SharedPracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_sharedpractice_one_live_a_group",
                fields=["group", "practice"],
                condition=~Q(state="ended"),
                violation_error_message=_("The group is already dealing with this practice."),
            ),
            models.CheckConstraint(
                name="practices_sharedpractice_decided_when_in_force",
                condition=~Q(state="in_force")
                | (
                    ~Q(decision="")
                    & Q(decided_on__isnull=False, valid_from__isnull=False, review_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="practices_sharedpractice_reviewed_after_it_begins",
                condition=Q(review_on__isnull=True) | Q(review_on__gt=F("valid_from")),
                violation_error_message=_(
                    "The day to look at it again must be after the day it comes into force."
                ),
            ),
            models.CheckConstraint(
                name="practices_sharedpractice_ended_on_iff_ended",
                condition=Q(state="ended", ended_on__isnull=False)
                | (~Q(state="ended") & Q(ended_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="practices_sharedpractice_says_why_it_ended",
                condition=~Q(state="ended") | ~Q(end_reason=""),
                violation_error_message=_("Write why it ended: others learn from it."),
            ),
            models.CheckConstraint(
                name="practices_sharedpractice_undecided_while_proposed",
                condition=~Q(state="proposed") | Q(decided_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.practice_id} in {self.group_id}: {self.state}"


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def live(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)


class Commitment(models.Model):
    """An organisation of the region says that it works the shared way, from a day on. A withdrawn one stays."""

    ONE_LIVE = "practices_commitment_one_live_an_organisation"

    shared = models.ForeignKey(SharedPractice, on_delete=models.CASCADE, related_name="commitments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    starts_on = models.DateField(_("from"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_commitment_one_live_an_organisation",
                fields=["shared", "organisation"],
                condition=Q(withdrawn_on__isnull=True),
                violation_error_message=_("Your organisation has committed itself already."),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.organisation_id} to {self.shared_id}"
