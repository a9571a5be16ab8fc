"""The mails of a review: what waits, and what was decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from elo_portal.core import mail
from elo_portal.core.viewers import Viewer
from practices import permissions, queries
from practices.labels import field_label
from practices.models import Practice, Transition

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

    def context(
        self, about: Transition, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        """With the comments on single fields that are not settled."""
        unsettled = about.practice.remarks.filter(settled_at=None).order_by("at", "pk")
        remarks = [{"remark": one, "label": field_label(one.field)} for one in unsettled]
        return super().context(about, viewer=viewer, now=now, params=params) | {"remarks": remarks}

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
