"""What readers say about a practice: comments and questions, thanks, and words to the makers alone."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core.viewers import Viewer
from members.models import Organisation, Person
from practices.models.practices import Practice


class Comment(models.Model):
    """A question or a comment by a named member, for the network alone. Answers are one level deep."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="comments")
    answer_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2)  # of the author's interface when written
    text = models.TextField(_("comment"))
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="practices_comment_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="practices_comment_not_its_own_answer", condition=~Q(answer_to=models.F("pk"))
            ),
        ]
        indexes = [models.Index(name="practices_comment_practice", fields=["practice", "at"])]

    def __str__(self) -> str:
        return f"#{self.pk} on {self.practice_id}"


class Thanks(models.Model):
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="thanks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "thanks"
        constraints = [
            models.UniqueConstraint(name="practices_thanks_once_a_person", fields=["practice", "person"])
        ]

    def __str__(self) -> str:
        return f"#{self.person_id} for {self.practice_id}"


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those that the viewer sent, and those about practices that the viewer makes. No query."""
        organisations = viewer.organisation_ids | viewer.contact_organisation_ids
        makers = Q(practice__author=viewer.person_id) | Q(practice__contact=viewer.person_id)
        return self.filter(Q(sender=viewer.person_id) | makers | Q(practice__owner__in=organisations))


class Enquiry(models.Model):
    """A member asks the owner without seeing an address; both names are told, addresses are not."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="enquiries")
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("your question"))
    at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "enquiries"
        constraints = [
            models.CheckConstraint(name="practices_enquiry_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="practices_enquiry_answered_at_iff_answered",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} about {self.practice_id}"
