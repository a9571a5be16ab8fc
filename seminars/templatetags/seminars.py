"""What the templates of events ask: places, the colour of a kind."""

from django import template

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


@register.filter
def kind_colour(event: Event) -> str:
    """For `data-color`: the kind is always written beside it."""
    return COLOURS[Event.Kind(event.kind)]
