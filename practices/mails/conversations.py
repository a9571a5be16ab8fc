"""The mails of talk: comments, questions to the makers, their answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from elo_portal.core import mail
from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.models import Comment, Enquiry, Practice


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
