"""Mails to those who lead a group."""

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
from members.models import Group
from members.queries.groups.deadlines import What, deadlines


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
        found = deadlines(Group.objects.filter(pk=about.pk), today=timezone.localdate(now))
        one = next((one for one in found if one.key == params["key"]), None)
        if one is None:
            return None
        url = settings.BASE_URL + reverse("members:group", args=[about.slug])
        return {"deadline": one, "is_vacancy": one.what is What.VACANCY, "url": url}
