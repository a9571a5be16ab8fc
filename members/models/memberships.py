"""Who works in which organisation, from when to when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models.organisations import Organisation
from members.models.people import Person


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: date) -> Self:
        """Approved, begun and not ended."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            state=Membership.State.APPROVED,
            starts_on__lte=day,
        )

    def pending(self) -> Self:
        return self.filter(state=Membership.State.PENDING)

    def live(self) -> Self:
        """Asked for or approved, and without end: what ONE_LIVE allows once."""
        return self.exclude(state=Membership.State.DECLINED).filter(ends_on__isnull=True)


class Membership(models.Model):
    """A person in an organisation. Counts only once someone who knows has approved it."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting for confirmation")
        APPROVED = "approved", pgettext_lazy("membership", "confirmed")
        DECLINED = "declined", pgettext_lazy("membership", "declined")

    ONE_LIVE = "members_membership_one_live_per_organisation"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    title = models.CharField(_("job title"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    asked_at = models.DateTimeField(_("asked"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)  # of declining
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_membership_one_live_per_organisation",
                fields=["person", "organisation"],
                condition=~Q(state="declined") & Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                name="members_membership_decided_at_iff_decided",
                condition=Q(state="pending", decided_at__isnull=True)
                | (~Q(state="pending") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="members_membership_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.person_id} in {self.organisation_id}: {self.state}"
