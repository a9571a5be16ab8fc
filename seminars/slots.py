"""What events show on the pages of practices, groups and organisations."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core.viewers import Viewer
from members import slots as member_slots
from members.slots import ClockEvent, Work, clock
from practices.slots import TrailItem, trail
from seminars import queries
from seminars.models import Event


@trail.fill
def presentations(
    practice_ids: Collection[int], *, viewer: Viewer, now: datetime
) -> dict[int, list[TrailItem]]:
    """Where each practice was or will be presented, at events that the viewer sees. One query."""
    found: dict[int, list[TrailItem]] = defaultdict(list)
    for item in queries.presentations(practice_ids, viewer=viewer):
        event = item.event
        found[item.practice_id or 0].append(
            TrailItem(
                label=_("Presented") if item.starts_at <= now else _("Will be presented"),
                title=event.title,
                url=reverse("seminars:detail", args=[event.slug]),
                day=timezone.localdate(item.starts_at),
                place=event.place,
                language=event.language,
            )
        )
    return dict(found)


@clock.fill
def events_of_groups(
    group_ids: Collection[int], *, viewer: Viewer, now: datetime
) -> dict[int, list[ClockEvent]]:
    """TNO seminars, forums and meetings of each group's regions, a year back and a year on. One query."""
    found: dict[int, list[ClockEvent]] = defaultdict(list)
    for event in queries.of_groups(group_ids, viewer=viewer, now=now):
        targets = [term.slug for term in event.terms.all()]
        for group_id in event.group_ids:  # type: ignore[attr-defined]
            found[group_id].append(
                ClockEvent(
                    title=event.title,
                    url=reverse("seminars:detail", args=[event.slug]),
                    day=timezone.localdate(event.starts_at),
                    last_day=timezone.localdate(event.ends_at),
                    language=event.language,
                    target=targets[0] if targets else "",
                )
            )
    return dict(found)


@member_slots.coming.fill
def events_of(organisation_ids: Collection[int], *, viewer: Viewer, now: datetime) -> dict[int, list[Work]]:
    """What each organisation will arrange and the viewer may see, the nearest first. One query."""
    found: dict[int, list[Work]] = defaultdict(list)
    links = Event.organisers.through.objects.filter(organisation__in=organisation_ids)
    events = Event.objects.visible_to(viewer).published().upcoming(now=now)
    rows = links.filter(event__in=events.order_by().values("pk")).select_related("event")
    for link in rows.order_by("event__starts_at", "event_id"):
        event, works = link.event, found[link.organisation_id]
        if len(works) < member_slots.MOST:
            address = reverse("seminars:detail", args=[event.slug])
            day = timezone.localdate(event.starts_at)
            works.append(Work(event.title, address, event.language, day, event.get_kind_display()))
    return dict(found)
