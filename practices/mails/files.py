"""The mail about a file that the virus check refused."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from elo_portal.core import mail
from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.models import Attachment


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
