"""ELO groups."""

from tests.members.factories import MandateFactory, ProjectFactory, SeatFactory, term
from tests.policy.world import Thing, World, thing


@thing("group here")
def group_here(world: World) -> Thing:
    return Thing({"slug": world.group.slug}, world.group)


@thing("sector")
def sector(world: World) -> Thing:
    return Thing({}, term("sector", "employment"))


@thing("mandate of the group")
def mandate(world: World) -> Thing:
    made = MandateFactory(group=world.group)
    return Thing({"slug": world.group.slug, "mandate_id": made.pk}, made)


@thing("resources of the group")
def resources(world: World) -> Thing:
    return Thing({"slug": world.group.slug, "year": 2026}, None)


@thing("project of the group")
def project(world: World) -> Thing:
    made = ProjectFactory(group=world.group)
    return Thing({"slug": world.group.slug, "project_id": made.pk}, made)


@thing("vacant seat of the group")
def vacant_seat(world: World) -> Thing:
    made = SeatFactory(group=world.group, organisation=world.here)
    return Thing({"slug": world.group.slug, "seat_id": made.pk}, made)
