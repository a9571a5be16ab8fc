"""Who comes, who waits, who cancelled."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Person
from seminars.models.events import Event


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def confirmed(self) -> Self:
        return self.filter(status=Registration.Status.CONFIRMED)

    def waiting(self) -> Self:
        return self.filter(status=Registration.Status.WAITING)

    def live(self) -> Self:
        return self.exclude(status=Registration.Status.CANCELLED)


class Registration(models.Model):
    """One person at one event. `position` comes from the event's counter: the order of arrival."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", pgettext_lazy("registration", "confirmed")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")

    class Mode(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        REMOTE = "remote", _("remotely")

    ONE_LIVE = "seminars_registration_one_live_per_person"
    ONE_A_REQUEST = "seminars_registration_one_a_request"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    status = models.CharField(_("status"), max_length=10, choices=Status)
    mode = models.CharField(_("attendance"), max_length=10, choices=Mode)
    position = models.PositiveIntegerField()
    note = models.CharField(_("question or wish to the organiser"), max_length=500, blank=True)
    request_key = models.UUIDField(_("request"))  # of the form: a double click is one registration
    registered_at = models.DateTimeField(_("registered"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="seminars_registration_one_live_per_person",
                fields=["event", "person"],
                condition=~Q(status="cancelled"),
            ),
            models.UniqueConstraint(
                name="seminars_registration_one_a_position", fields=["event", "position"]
            ),
            models.UniqueConstraint(name="seminars_registration_one_a_request", fields=["request_key"]),
            models.CheckConstraint(
                name="seminars_registration_cancelled_at_iff_cancelled",
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | (~Q(status="cancelled") & Q(cancelled_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="seminars_registration_confirmed_at_when_confirmed",
                condition=~Q(status="confirmed") | Q(confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="seminars_registration_event", fields=["event", "status", "position"])]

    def __str__(self) -> str:
        return f"#{self.pk} {self.person_id} at {self.event_id}: {self.status}"
