"""Events of the authority here, with a row in the programme and the participant registered."""

from datetime import timedelta
from functools import partial
from typing import Any

from seminars.models import Event
from tests.factories import NOW
from tests.policy.world import THINGS, Thing, World, thing
from tests.seminars.factories import EventFactory, ProgrammeItemFactory, RegistrationFactory


def _event(world: World, **fields: Any) -> Thing:
    made = EventFactory(**{"host": world.authority_here} | fields)
    item = ProgrammeItemFactory(event=made)
    own = RegistrationFactory(event=made, person=world.people["participant"])
    return Thing({"slug": made.slug, "item_id": item.pk, "registration_id": own.pk}, made)


EVENTS: dict[str, dict[str, Any]] = {
    "draft event": {"draft": True},
    "public event": {},
    "network event": {"network": True},
    "past event": {"past": True},
    "cancelled event": {"cancelled": True},
}
THINGS.update({name: partial(_event, **fields) for name, fields in EVENTS.items()})


@thing("group event")
def group_event(world: World) -> Thing:
    return _event(world, visibility=Event.Visibility.GROUP, group=world.group)


@thing("draft event of there, co-hosted from here")
def co_hosted_event(world: World) -> Thing:
    return _event(world, draft=True, host=world.authority_there, co_hosts=[world.authority_here])


@thing("event with the rows of another event")
def crossed_event(world: World) -> Thing:
    mine, another = _event(world), _event(world, host=world.authority_there)
    return Thing({**another.arguments, "slug": mine.arguments["slug"]}, mine.row)


@thing("year of the past event")
def year(world: World) -> Thing:
    return Thing({"year": (NOW - timedelta(days=30)).year})


@thing("kind of event")
def kind(world: World) -> Thing:
    return Thing({"kind": Event.Kind.REGIONAL_SEMINAR})
