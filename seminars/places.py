"""What `capacity` counts. The one rule, used by commands, pages, mails and checks:

- An event on site, and the on-site part of a hybrid event: capacity limits the places on site.
- Remote places of a hybrid event have no limit.
- An event that is only remote: capacity limits the remote places.
- No capacity: no limit.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seminars.models import Event, Registration

Mode = Registration.Mode

RULES: dict[str, Promise] = {
    Event.Mode.ON_SITE: _("The number of places is limited."),
    Event.Mode.REMOTE: _("The number of remote places is limited."),
    Event.Mode.HYBRID: _("The places on site are limited. Remote places are not."),
}


@dataclass(frozen=True)
class Places:
    """The limited places of one event. `capacity` None: no limit."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int:
        return max((self.capacity or 0) - self.taken, 0)

    @property
    def is_limited(self) -> bool:
        return self.capacity is not None

    @property
    def is_full(self) -> bool:
        """A newcomer would have to wait: no place is left, or others wait already."""
        return self.is_limited and (self.left == 0 or self.waiting > 0)

    @property
    def over(self) -> int:
        """How many more are confirmed than there are places: the capacity was lowered."""
        return 0 if self.capacity is None else max(self.taken - self.capacity, 0)

    @property
    def text(self) -> str:
        """'6 places left', 'Full, 4 in the queue', 'No limit'."""
        if not self.is_limited:
            return str(_("No limit on places"))
        if self.waiting:
            return str(_("Full, %(count)s in the queue")) % {"count": self.waiting}
        if not self.left:
            return str(_("Full"))
        return ngettext("%(count)s place left", "%(count)s places left", self.left) % {"count": self.left}


def modes_offered(event: Event) -> tuple[str, ...]:
    """How one can take part, in the order of the choices."""
    if event.mode == Event.Mode.HYBRID:
        return (Mode.ON_SITE, Mode.REMOTE)
    return (Mode.REMOTE,) if event.mode == Event.Mode.REMOTE else (Mode.ON_SITE,)


def limited_mode(event: Event) -> str:
    """The mode whose places `capacity` counts."""
    return Mode.REMOTE if event.mode == Event.Mode.REMOTE else Mode.ON_SITE


def is_limited(event: Event, mode: str) -> bool:
    """Whether a registration in this mode takes one of the limited places."""
    return event.capacity is not None and mode == limited_mode(event)


def rule(event: Event) -> Promise | None:
    """The rule in words; nothing when there is no limit."""
    return RULES[event.mode] if event.capacity is not None else None


def of(event: Event) -> Places:
    """The places now. One query; under the event's lock the answer stays true until the commit."""
    counts = event.registrations.filter(mode=limited_mode(event)).aggregate(
        taken=Count("pk", filter=Q(status=Registration.Status.CONFIRMED)),
        waiting=Count("pk", filter=Q(status=Registration.Status.WAITING)),
    )
    return Places(capacity=event.capacity, taken=counts["taken"], waiting=counts["waiting"])


def of_annotated(event: Any) -> Places:
    """The places of an event that came with `queries.with_places`. No query."""
    return Places(capacity=event.capacity, taken=event.places_taken, waiting=event.places_waiting)


def link_for(registration: Registration) -> str:
    """The remote link: only for confirmed remote participants, and nobody else ever."""
    is_entitled = registration.status == Registration.Status.CONFIRMED and registration.mode == Mode.REMOTE
    return registration.event.remote_url if is_entitled else ""
