"""Harmonising: an ELO group makes a practice the shared way of working of its region."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models import Group, Organisation, Person
from practices.models.practices import Practice


class SharedPractice(models.Model):
    """One decision of one group on one practice. The variants it was chosen among stay linked."""

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
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.practice_id} in {self.group_id}: {self.state}"


class Commitment(models.Model):
    """An organisation of the region says that it works the shared way, from a day on."""

    shared = models.ForeignKey(SharedPractice, on_delete=models.CASCADE, related_name="commitments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    starts_on = models.DateField(_("from"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_commitment_once_an_organisation", fields=["shared", "organisation"]
            )
        ]

    def __str__(self) -> str:
        return f"#{self.organisation_id} to {self.shared_id}"
