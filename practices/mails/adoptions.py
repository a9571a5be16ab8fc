"""The mails of use elsewhere: somebody takes a practice up, tells how it goes, is asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.models import Adoption, AdoptionReport
from practices.queries import adoptions


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
