"""What programs ask for."""

from tests.policy.world import Thing, World, thing


@thing("address that the interface has not")
def no_address(world: World) -> Thing:
    return Thing({"rest": "kaytannot/1"})
