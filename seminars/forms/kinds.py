"""What is usual for each kind of event: the form of a new one begins with it."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seminars.models import Event


@dataclass(frozen=True)
class KindDefaults:
    """`values` are initial values of the form."""

    label: str | Promise
    about: str | Promise
    values: dict[str, Any]


def _usual(
    mode: str, visibility: str = Event.Visibility.PUBLIC, starts: int = 9, ends: int = 15
) -> dict[str, Any]:
    clocks = {"starts_clock": time(starts), "ends_clock": time(ends)}
    return {"mode": mode, "visibility": visibility} | clocks


KIND_DEFAULTS: dict[str, KindDefaults] = {
    Event.Kind.TNO_SEMINAR: KindDefaults(
        Event.Kind.TNO_SEMINAR.label,
        _("The yearly seminar of the authorities, with the representation of the national ELO group."),
        _usual(Event.Mode.HYBRID, starts=10, ends=12),
    ),
    Event.Kind.PEER_FORUM: KindDefaults(
        Event.Kind.PEER_FORUM.label,
        _("Two or more regions show each other what they have tried."),
        _usual(Event.Mode.ON_SITE),
    ),
    Event.Kind.REGIONAL_SEMINAR: KindDefaults(
        Event.Kind.REGIONAL_SEMINAR.label,
        _("A seminar for the guidance professionals of one region."),
        _usual(Event.Mode.ON_SITE),
    ),
    Event.Kind.NATIONAL_MEETING: KindDefaults(
        Event.Kind.NATIONAL_MEETING.label,
        _("A meeting of the whole network."),
        _usual(Event.Mode.HYBRID),
    ),
    Event.Kind.GROUP_MEETING: KindDefaults(
        Event.Kind.GROUP_MEETING.label,
        _("A meeting of one ELO group, seen by its members only."),
        _usual(Event.Mode.REMOTE, Event.Visibility.GROUP, ends=11),
    ),
    Event.Kind.TRAINING: KindDefaults(
        Event.Kind.TRAINING.label,
        _("Training for guidance professionals."),
        _usual(Event.Mode.REMOTE, ends=12),
    ),
}  # fmt: skip
