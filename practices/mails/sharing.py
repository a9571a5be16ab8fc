"""The mail about a practice that a group shares: the day has come to look at it again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from practices.models import SharedPractice
from practices.queries import sharing


@mail.kind
class SharedReview(mail.Kind[SharedPractice]):
    """To the chair and the coordinators: the group promised to look at its shared practice again. `params`: day."""

    name = "practices.shared_review"
    stream = OutgoingMail.Stream.REMINDER
    model = SharedPractice
    template = "practices/mail/shared_review"

    def still_due(self, about: SharedPractice, *, now: datetime) -> bool:
        return sharing.to_look_at(today=timezone.localdate(now)).filter(pk=about.pk).exists()

    def may_receive(self, viewer: Viewer, about: SharedPractice) -> bool:
        return sharing.may_decide(about, viewer=viewer, today=timezone.localdate())

    def context(
        self, about: SharedPractice, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """None when the group has meanwhile set another day."""
        if about.review_on is None or about.review_on.isoformat() != params["day"]:
            return None
        return {
            "shared": about,
            "text": about.practice.text,
            "is_today": about.review_on <= timezone.localdate(now),
            "url": settings.BASE_URL + reverse("practices:shared", args=[about.pk]),
        }
