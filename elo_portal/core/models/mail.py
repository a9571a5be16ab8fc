"""The mail ledger: every mail is a row before it is a mail."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One mail to one recipient. `dedupe_key` is decided when it is queued, so nothing is sent twice."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("no longer needed")
        MISSED = "missed", _("missed its time")
        DEAD = "dead", _("failed for good")

    class Stream(models.IntegerChoices):
        """Order of leaving: sign-in first, bulk last."""

        SIGN_IN = 0, _("sign-in")
        TRANSACTIONAL = 1, _("transactional")
        REMINDER = 2, _("reminder")
        DIGEST = 3, _("digest")

    kind = models.CharField(max_length=60)
    stream = models.PositiveSmallIntegerField(choices=Stream)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    recipient_id = models.BigIntegerField(null=True)  # a person; null for an address without one
    address = models.EmailField(max_length=320)
    language = models.CharField(max_length=2)
    about_id = models.BigIntegerField(null=True)
    params = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)  # the same for every attempt
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)  # hand-over began; null again when it surely failed
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    subject = models.CharField(max_length=250, blank=True)
    body_text = models.TextField(blank=True)  # kept 14 days

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="core_outgoingmail_sent_at_iff_sent",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="core_outgoingmail_lease_iff_sending",
                condition=Q(state="sending", lease_until__isnull=False)
                | (~Q(state="sending") & Q(lease_until__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                name="core_outgoingmail_due",
                fields=["stream", "not_before"],
                condition=Q(state__in=["queued", "sending"]),
            ),
            models.Index(name="core_outgoingmail_recipient", fields=["recipient_id", "kind"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}: {self.state}"
