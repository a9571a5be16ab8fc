"""Roles as dated grants with a scope."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.authorities import Authority
from members.models.organisations import Organisation
from members.models.people import Person


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def unended(self, day: date) -> Self:
        """Those that count on `day` or later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class RoleGrant(models.Model):
    """A role from a day to a day: coordinator of an authority, contact person of an organisation,
    national reviewer or administrator of everything. `ends_on` is the last day that counts.
    """

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        CONTACT = "contact", _("contact person")
        REVIEWER = "reviewer", _("national reviewer")
        ADMIN = "admin", _("administrator")

    ONCE = "members_rolegrant_once_open"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=15, choices=Role)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="role_grants"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="role_grants"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_rolegrant_scope_fits_role",
                condition=Q(role="coordinator", authority__isnull=False, organisation__isnull=True)
                | Q(role="contact", authority__isnull=True, organisation__isnull=False)
                | Q(role__in=["reviewer", "admin"], authority__isnull=True, organisation__isnull=True),
            ),
            models.CheckConstraint(
                name="members_rolegrant_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="members_rolegrant_once_open",
                fields=["person", "role", "authority", "organisation"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
            ),
        ]

    def stop(self, *, today: date) -> None:
        """Make it not count any more from now on. One that began only today leaves no row; commands audit it."""
        yesterday = today - timedelta(days=1)
        if self.starts_on > yesterday:
            self.delete()
        else:
            self.ends_on = yesterday
            self.save(update_fields=["ends_on"])

    def __str__(self) -> str:
        return f"#{self.pk} {self.role} of {self.person_id}"
