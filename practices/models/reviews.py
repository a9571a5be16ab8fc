"""Who reviews a practice, what they remark on its fields, how they score it and what came of that."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Person
from practices.models.practices import Practice


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def late(self, *, now: datetime) -> Self:
        return self.open().filter(due_at__lt=now)


class NationalReview(models.Model):
    """Step 2 of a published practice: proposed, started, then concluded by the scores of two, or called off."""

    ONE_OPEN = "practices_nationalreview_one_open_a_practice"

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="national_reviews")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    average = models.DecimalField(_("average"), max_digits=3, decimal_places=2, null=True, blank=True)
    is_recommended = models.BooleanField(_("recommended"), default=False)
    # The mark that the practice bore before: undoing the result gives it back.
    recommended_before = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_nationalreview_one_open_a_practice",
                fields=["practice"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="practices_nationalreview_started_by_somebody",
                condition=Q(started_at__isnull=True, started_by__isnull=True)
                | Q(started_at__isnull=False, started_by__isnull=False),
            ),
            models.CheckConstraint(
                name="practices_nationalreview_result_when_ended",
                condition=Q(average__isnull=True, is_recommended=False)
                | Q(ended_at__isnull=False, average__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.practice_id}"


class Assignment(models.Model):
    """One person is asked to review one submission. Step 1 is the region's, step 2 the national one."""

    class Step(models.IntegerChoices):
        REGIONAL = 1, _("regional review")
        NATIONAL = 2, _("national review")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("assignment", "asked")
        CLAIMED = "claimed", _("in progress")
        DECLINED = "declined", pgettext_lazy("assignment", "declined")
        DONE = "done", _("done")
        RELEASED = "released", _("passed on")  # somebody else decided, or it was taken back

    ONE_OPEN = "practices_assignment_one_open_a_person"

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="assignments")
    step = models.PositiveSmallIntegerField(choices=Step)
    review = models.ForeignKey(  # of step 2
        NationalReview, on_delete=models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(_("due"))
    ended_at = models.DateTimeField(null=True, blank=True)
    has_conflict = models.BooleanField(_("conflict of interest"), default=False)
    decline_reason = models.TextField(_("reason"), blank=True)
    # Whose place it took when that one declined or was late.
    instead_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_assignment_one_open_a_person",
                fields=["practice", "step", "reviewer"],
                condition=Q(state__in=["asked", "claimed"]),
            ),
            models.UniqueConstraint(
                name="practices_assignment_one_open_regional",
                fields=["practice"],
                condition=Q(step=1, state__in=["asked", "claimed"]),
            ),
            models.CheckConstraint(
                name="practices_assignment_review_iff_national",
                condition=Q(step=1, review__isnull=True) | Q(step=2, review__isnull=False),
            ),
            models.CheckConstraint(
                name="practices_assignment_ended_at_iff_ended",
                condition=Q(state__in=["asked", "claimed"], ended_at__isnull=True)
                | (~Q(state__in=["asked", "claimed"]) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="practices_assignment_declined_with_reason",
                condition=~Q(state="declined") | ~Q(decline_reason=""),
                violation_error_message=_("Write why you decline: the next reviewer needs to know."),
            ),
        ]
        indexes = [models.Index(name="practices_assignment_reviewer", fields=["reviewer", "state", "due_at"])]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def __str__(self) -> str:
        return f"#{self.pk} {self.practice_id} step {self.step} by {self.reviewer_id}: {self.state}"


OPEN = frozenset({Assignment.State.ASKED, Assignment.State.CLAIMED})


class Remark(models.Model):
    """A reviewer's words on one field ("" = the whole), and the makers' answer."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField(max_length=40, blank=True)  # a name of practices.fields
    text = models.TextField(_("comment"))
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # the reviewer is content with it

    class Meta:
        constraints = [
            models.CheckConstraint(name="practices_remark_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="practices_remark_answered_at_iff_answered",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="practices_remark_practice", fields=["practice", "at"])]

    def __str__(self) -> str:
        return f"#{self.pk} on {self.field or 'the whole'} of {self.practice_id}"


class Score(models.Model):
    """Points with a reason on one criterion of the national review."""

    class Criterion(models.TextChoices):
        RELEVANCE = "relevance", _("relevance to the need")
        CLARITY = "clarity", _("clarity: others can repeat it")
        EVIDENCE = "evidence", _("results and evidence")
        TRANSFER = "transfer", _("use elsewhere")
        PRINCIPLES = "principles", _("principles of good guidance")
        COOPERATION = "cooperation", _("cooperation across sectors")
        EQUALITY = "equality", _("accessibility and equality")
        FEASIBILITY = "feasibility", _("feasibility: the resources it needs")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=12, choices=Criterion)
    points = models.PositiveSmallIntegerField(_("points"))
    reason = models.TextField(_("reason"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practices_score_once_a_criterion", fields=["assignment", "criterion"]
            ),
            models.CheckConstraint(name="practices_score_0_to_3", condition=Q(points__range=(0, 3))),
            models.CheckConstraint(name="practices_score_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"#{self.assignment_id} {self.criterion}: {self.points}"
