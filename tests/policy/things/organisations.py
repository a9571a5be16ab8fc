"""Pages of organisations and their services."""

from tests.members.factories import OrganisationFactory, ServiceFactory, term
from tests.policy.world import Thing, World, thing


@thing("public organisation")
def public_organisation(world: World) -> Thing:
    return Thing({"organisation_id": OrganisationFactory(is_public=True).pk})


@thing("service here")
def service_here(world: World) -> Thing:
    """The second one, so that it can be moved up."""
    ServiceFactory(organisation=world.here)
    return Thing({"service_id": ServiceFactory(organisation=world.here, order=1).pk})


@thing("target group")
def target_group(world: World) -> Thing:
    return Thing({"pk": term("target_group", "adults").pk}, term("target_group", "adults"))
