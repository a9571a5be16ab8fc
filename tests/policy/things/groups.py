"""ELO groups."""

from tests.policy.world import Thing, World, thing


@thing("group here")
def group_here(world: World) -> Thing:
    return Thing({"slug": world.group.slug}, world.group)
