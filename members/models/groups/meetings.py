"""Meetings of a group: agenda, answers, minutes and decisions. For the group alone, but for decisions made public."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.groups.groups import Group, Seat
from members.models.people import Person


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def upcoming(self, *, now: datetime) -> Self:
        return self.filter(ends_at__gt=now, cancelled_at__isnull=True)


class Meeting(models.Model):
    """`sequence` grows with each change that the invited are told of."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)  # of all its words
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    remote_url = models.URLField(_("remote link"), max_length=500, blank=True)
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    minutes = models.TextField(_("minutes"), blank=True)
    approved_at = models.DateTimeField(_("minutes approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_meeting_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="members_meeting_is_somewhere", condition=~Q(place="") | ~Q(remote_url="")
            ),
            models.CheckConstraint(
                name="members_meeting_approved_by_someone",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | (Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(minutes="")),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.group_id}: {self.starts_at:%Y-%m-%d}"

    @property
    def is_locked(self) -> bool:
        """Approved minutes do not change; they are corrected beside."""
        return self.approved_at is not None

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now

    @property
    def year(self) -> int:
        return timezone.localdate(self.starts_at).year


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("number on the agenda"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    presenter = models.CharField(_("who presents"), max_length=120, blank=True)

    def __str__(self) -> str:
        return f"#{self.position} of {self.meeting_id}"


class MeetingAnswer(models.Model):
    """What an invited person says about coming: one answer, the last one given."""

    class Answer(models.TextChoices):
        COMES = "comes", _("I come")
        DEPUTY = "deputy", _("My deputy comes")
        CANNOT = "cannot", _("I cannot come")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="members_meetinganswer_one_a_person", fields=["meeting", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.meeting_id}: {self.answer}"


class Attendance(models.Model):
    """Who was there for a seat: whoever sat in it that day, or the deputy."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_deputy = models.BooleanField(_("stood in"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="members_attendance_one_a_seat", fields=["meeting", "seat"])
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.seat_id} in {self.meeting_id}"


class Correction(models.Model):
    """What is put right in approved minutes: they stay as they were, this stands beside."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    note = models.TextField(_("correction"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} to {self.meeting_id}"


class Decision(models.Model):
    """Numbered within the year: 3/2026. Public only if whoever tends the group makes it so."""

    NUMBER_ONCE = "members_decision_number_once_a_year"

    class FollowUp(models.TextChoices):
        NONE = "none", _("nothing to follow up")
        OPEN = "open", _("under way")
        DONE = "done", _("done")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"))
    decided_on = models.DateField(_("day of the decision"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(_("decision"))
    follower = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    follow_up = models.CharField(_("follow-up"), max_length=5, choices=FollowUp, default=FollowUp.NONE)
    due_on = models.DateField(_("until"), null=True, blank=True)
    is_public = models.BooleanField(_("public"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_decision_number_once_a_year", fields=["group", "year", "number"]
            ),
            models.CheckConstraint(name="members_decision_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
