"""What the templates of events ask: places, times of a programme, the colour of a kind."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from elo_portal.core import dates
from elo_portal.core.holes import fills, hole
from elo_portal.core.templatetags.ui import tag
from elo_portal.core.viewers import Viewer
from seminars import places, queries
from seminars.models import Event, Registration

register = template.Library()

COLOURS = {
    Event.Kind.TNO_SEMINAR: "lakka",
    Event.Kind.PEER_FORUM: "kuusi",
    Event.Kind.REGIONAL_SEMINAR: "jarvi",
    Event.Kind.NATIONAL_MEETING: "mustikka",
    Event.Kind.GROUP_MEETING: "kanerva",
    Event.Kind.TRAINING: "jakala",
}


@register.simple_tag
def event_places(event: Event) -> places.Places:
    """The places of an event that came from `seminars.queries`: {% event_places event as found %}."""
    return places.of_annotated(event)


@register.simple_tag
def place_tag(event: Event) -> SafeString:
    """The viewer's own place on an event of `seminars.queries`, else how many are left."""
    found = places.of_annotated(event)
    left = tag(found.text, tone="warning" if found.is_full else "neutral", icon="ticket")
    status = event.own_status  # type: ignore[attr-defined]
    if status == queries.LEFT_OPEN:
        return hole("place", event.pk, left)
    return own_tags({event.pk: status}).get(event.pk, left)


@fills("place")
def own_places(viewer: Viewer, event_ids: list[int]) -> dict[int, SafeString]:
    """One query."""
    return own_tags(queries.own_statuses(event_ids, viewer=viewer))


def own_tags(statuses: Mapping[int, str | None]) -> dict[int, SafeString]:
    """Event id -> what a list says of the viewer's place there."""
    found = {}
    for pk, status in statuses.items():
        if status == Registration.Status.CONFIRMED:
            found[pk] = tag(_("You have a place"), tone="success", icon="circle-check")
        elif status == Registration.Status.WAITING:
            found[pk] = tag(_("You are in the queue"), tone="info", icon="clock")
    return found


@register.simple_tag
def programme_time(start: datetime, end: datetime) -> SafeString:
    """9.00–15.30, without the word that sentences need."""
    stamp = dates.local(start).isoformat(timespec="minutes")
    return format_html(
        '<time datetime="{}">{}{}{}</time>', stamp, dates.clock(start), dates.DASH, dates.clock(end)
    )


@register.filter
def kind_colour(event: Event) -> str:
    """For `data-color`: the kind is always written beside it."""
    return COLOURS[Event.Kind(event.kind)]
