"""The mail about a measure that is near its day, or past it."""

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
from members.models import Measure
from members.queries.plans import reminding


@mail.kind
class MeasureDue(mail.Kind[Measure]):
    """To whoever owns it: the day is within a month, or has passed. `params`: day."""

    name = "members.measure_due"
    stream = OutgoingMail.Stream.REMINDER
    model = Measure
    template = "members/mail/measure_due"

    def still_due(self, about: Measure, *, now: datetime) -> bool:
        return reminding.due_measures(today=timezone.localdate(now)).filter(pk=about.pk).exists()

    def may_receive(self, viewer: Viewer, about: Measure) -> bool:
        return permissions.can_update_measure(viewer, about)

    def context(
        self, about: Measure, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """None when the day has meanwhile moved: another mail goes about that one."""
        if about.due_on.isoformat() != params["day"]:
            return None
        group = about.plan.group
        address = reverse("members:update_measure", args=[group.slug, about.plan.year, about.pk])
        return {
            "measure": about,
            "group": group,
            "days_late": max((timezone.localdate(now) - about.due_on).days, 0),
            "url": settings.BASE_URL + address,
        }
