"""A reform of the authorities: which role went from which to which, so that it can be taken back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.authorities import Authority
from members.models.people import Person
from members.models.roles import RoleGrant


class Transfer(models.Model):
    """One carrying out; taken back as a whole or not at all."""

    authorities = models.ManyToManyField(Authority, related_name="+")  # that ended
    made_at = models.DateTimeField(_("carried out"))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_transfer_undone_by_iff_undone",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.made_at:%Y-%m-%d}"


class TransferredRole(models.Model):
    """The grant that was ended, until when it had counted, and the one that follows it.

    `successor` is empty where the person had that role already, and again once the transfer is taken back.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="roles")
    grant = models.ForeignKey(RoleGrant, on_delete=models.CASCADE, related_name="+")
    ended_on_before = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        RoleGrant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"#{self.pk} {self.grant_id} -> {self.successor_id}"
