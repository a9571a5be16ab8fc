"""Mails to those who lead a group, and to those who sit in it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from members import permissions
from members.meeting_calendar import calendar_entry
from members.models import Group, Meeting
from members.queries.groups.deadlines import What, deadlines, with_deadlines
from members.queries.groups.meetings import invited


@mail.kind
class GroupDeadline(mail.Kind[Group]):
    """A mandate or terms of seats end, or a seat is vacant. `params`: the key of the deadline."""

    name = "members.group_deadline"
    stream = OutgoingMail.Stream.REMINDER
    model = Group
    template = "members/mail/group_deadline"

    def may_receive(self, viewer: Viewer, about: Group) -> bool:
        return permissions.can_tend_group(viewer, about)

    def context(
        self, about: Group, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """None when it is settled, or its day has moved. One query."""
        today = timezone.localdate(now)
        found = deadlines(with_deadlines(Group.objects.filter(pk=about.pk), today=today), today=today)
        one = next((one for one in found if one.key == params["key"]), None)
        if one is None:
            return None
        url = settings.BASE_URL + reverse("members:group", args=[about.slug])
        return {"deadline": one, "is_vacancy": one.what is What.VACANCY, "url": url}


@mail.kind
class MeetingNews(mail.Kind[Meeting]):
    """Invites to a meeting, tells that it was moved or cancelled. `params`: sequence, of the news."""

    name = "members.meeting_news"
    model = Meeting
    template = "members/mail/meeting_news"

    def still_due(self, about: Meeting, *, now: datetime) -> bool:
        return about.ends_at > now

    def may_receive(self, viewer: Viewer, about: Meeting) -> bool:
        """Those of the group, and whoever sits in it on the day of the meeting."""
        return permissions.can_read_group(viewer, about.group) or viewer.person_id in {
            person.pk for person in invited(about)
        }

    def context(
        self, about: Meeting, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """None when something newer is on its way: one mail says it all."""
        if about.sequence != params["sequence"]:
            return None
        url = settings.BASE_URL + reverse("members:group_meeting", args=[about.group.slug, about.pk])
        return {
            "meeting": about,
            "is_cancelled": about.cancelled_at is not None,
            "is_changed": about.sequence > 0,
            "items": about.items.order_by("position", "pk"),
            "url": url,
        }

    def attachments(self, about: Meeting, *, viewer: Viewer) -> tuple[mail.Attachment, ...]:
        method = "CANCEL" if about.cancelled_at is not None else "PUBLISH"
        content = calendar_entry(about)
        return (mail.Attachment("kokous.ics", content, f"text/calendar; method={method}; charset=utf-8"),)
