"""What the templates of events ask: places, times of a programme, the colour of a kind."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from elo_portal.core import dates
from seminars import places
from seminars.models import Event

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
