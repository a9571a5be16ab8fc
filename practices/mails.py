"""The mails about practices. Each asks again, when it leaves, whether it is still right to send."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from practices import permissions, queries
from practices.models import Adoption, AdoptionReport, Attachment, Comment, Enquiry, Practice, Transition
from practices.queries import adoptions

Status = Practice.Status


@mail.kind
class PracticeSubmitted(mail.Kind[Practice]):
    """To those who may decide on it."""

    name = "practices.submitted"
    model = Practice
    template = "practices/mail/submitted"

    def still_due(self, about: Practice, *, now: datetime) -> bool:
        return about.status == Status.SUBMITTED

    def may_receive(self, viewer: Viewer, about: Practice) -> bool:
        return permissions.can_review(viewer, about)

    def context(
        self, about: Practice, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {
            "practice": about,
            "text": about.text,
            "due_at": queries.due_at(about),
            "url": settings.BASE_URL + reverse("practices:review", args=[about.pk]),
        }


class AboutTransition(mail.Kind[Transition]):
    """To the makers: what was decided, with the words that came with it."""

    model: ClassVar[type[Model] | None] = Transition

    def still_due(self, about: Transition, *, now: datetime) -> bool:
        return about.practice.status == about.to_status

    def may_receive(self, viewer: Viewer, about: Transition) -> bool:
        return permissions.is_maker(viewer, about.practice)

    def context(
        self, about: Transition, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        practice = about.practice
        return {
            "practice": practice,
            "text": practice.text,
            "comment": about.comment,
            "paragraphs": [part for part in about.comment.split("\n\n") if part.strip()],
            "url": settings.BASE_URL + self.path(practice),
        }

    def path(self, practice: Practice) -> str:
        return reverse("practices:detail", args=[practice.slug])


@mail.kind
class PracticeReturned(AboutTransition):
    name = "practices.returned"
    template = "practices/mail/returned"

    def path(self, practice: Practice) -> str:
        return reverse("practices:edit", args=[practice.pk, 6])


@mail.kind
class PracticePublished(AboutTransition):
    name = "practices.published"
    template = "practices/mail/published"


@mail.kind
class PracticeWithdrawn(AboutTransition):
    name = "practices.withdrawn"
    template = "practices/mail/withdrawn"


@mail.kind
class AdoptionNews(mail.Kind[AdoptionReport]):
    """To the makers: somebody takes their practice up, or tells how it goes."""

    name = "practices.adoption_news"
    model = AdoptionReport
    template = "practices/mail/adoption_news"

    def may_receive(self, viewer: Viewer, about: AdoptionReport) -> bool:
        return permissions.is_maker(viewer, about.adoption.practice)

    def context(
        self, about: AdoptionReport, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        adoption = about.adoption
        return {
            "adoption": adoption,
            "report": about,
            "text": adoption.practice.text,
            "is_new": not about.from_state,
            "url": settings.BASE_URL + reverse("practices:adoption", args=[adoption.pk]),
        }


@mail.kind
class FollowUp(mail.Kind[Adoption]):
    """To the adopter: how does it go after 3, 6, 12 months? `params`: months."""

    name = "practices.follow_up"
    stream = OutgoingMail.Stream.REMINDER
    model = Adoption
    template = "practices/mail/follow_up"

    def still_due(self, about: Adoption, *, now: datetime) -> bool:
        return adoptions.asked_now(about, today=timezone.localdate(now)) is not None

    def may_receive(self, viewer: Viewer, about: Adoption) -> bool:
        return permissions.can_tell(viewer, about)

    def context(
        self, about: Adoption, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {
            "adoption": about,
            "text": about.practice.text,
            "months": params["months"],
            "url": settings.BASE_URL + reverse("practices:tell", args=[about.pk]),
        }


@mail.kind
class Commented(mail.Kind[Comment]):
    """To the makers, and to those whose comment was answered."""

    name = "practices.commented"
    model = Comment
    template = "practices/mail/commented"

    def still_due(self, about: Comment, *, now: datetime) -> bool:
        return about.removed_at is None

    def may_receive(self, viewer: Viewer, about: Comment) -> bool:
        return Practice.objects.visible_to(viewer).filter(pk=about.practice_id).exists()

    def context(
        self, about: Comment, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        address = reverse("practices:discussion", args=[about.practice.slug])
        return {
            "comment": about,
            "text": about.practice.text,
            "url": f"{settings.BASE_URL}{address}#c{about.pk}",
        }


@mail.kind
class Asked(mail.Kind[Enquiry]):
    """To the makers: somebody asks. No address of the sender is told."""

    name = "practices.asked"
    model = Enquiry
    template = "practices/mail/asked"

    def still_due(self, about: Enquiry, *, now: datetime) -> bool:
        return about.answered_at is None

    def may_receive(self, viewer: Viewer, about: Enquiry) -> bool:
        return permissions.can_answer(viewer, about)

    def context(
        self, about: Enquiry, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return _of_enquiry(about)


@mail.kind
class Answered(mail.Kind[Enquiry]):
    """To whoever asked."""

    name = "practices.answered"
    model = Enquiry
    template = "practices/mail/answered"

    def may_receive(self, viewer: Viewer, about: Enquiry) -> bool:
        return viewer.person_id == about.sender_id

    def context(
        self, about: Enquiry, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return _of_enquiry(about)


def _of_enquiry(about: Enquiry) -> dict[str, Any]:
    return {
        "enquiry": about,
        "text": about.practice.text,
        "url": settings.BASE_URL + reverse("practices:enquiry", args=[about.pk]),
    }


@mail.kind
class AttachmentRefused(mail.Kind[Attachment]):
    """To the uploader: the virus scanner refused the file."""

    name = "practices.attachment_refused"
    model = Attachment
    template = "practices/mail/attachment_refused"

    def still_due(self, about: Attachment, *, now: datetime) -> bool:
        return about.scan == Attachment.Scan.INFECTED

    def may_receive(self, viewer: Viewer, about: Attachment) -> bool:
        return permissions.is_maker(viewer, about.practice)

    def context(
        self, about: Attachment, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {
            "attachment": about,
            "text": about.practice.text,
            "url": settings.BASE_URL + reverse("practices:attachments", args=[about.practice_id]),
        }
