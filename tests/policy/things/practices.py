"""Practices of the organisation here, in every state and visibility."""

from datetime import timedelta
from functools import partial
from typing import Any

from practices.models import Practice, Transition
from tests.factories import NOW
from tests.members.factories import region
from tests.policy.world import THINGS, Thing, World, thing
from tests.practices.factories import AdoptionFactory, PracticeFactory


def practice_here(world: World, **fields: Any) -> Thing:
    made = PracticeFactory(owner=world.here, author=world.people["author"], **fields)
    return Thing({"practice_id": made.pk, "slug": made.slug, "number": 1}, made)


VISIBILITY = Practice.Visibility
PRACTICES: dict[str, dict[str, Any]] = {
    "draft practice": {"draft": True},
    "submitted practice": {"submitted": True},
    "submitted national practice": {"submitted": True, "national": True},
    "returned practice": {"returned": True},
    "withdrawn practice": {"withdrawn": True},
    "public practice": {},
    "network practice": {"visibility": VISIBILITY.NETWORK},
}
THINGS.update({name: partial(practice_here, **fields) for name, fields in PRACTICES.items()})


@thing("group practice")
def group_practice(world: World) -> Thing:
    return practice_here(world, visibility=VISIBILITY.GROUP, group=world.group)


@thing("decided practice")
def decided_practice(world: World) -> Thing:
    """Published by the coordinator a day ago."""
    made = practice_here(world)
    states = {"from_status": Practice.Status.SUBMITTED, "to_status": Practice.Status.PUBLISHED}
    Transition.objects.create(
        practice=made.row, actor=world.people["coordinator"], at=NOW - timedelta(days=1), **states
    )
    return made


@thing("practice in use in another region")
def practice_in_use(world: World) -> Thing:
    """Public; its one adoption, by the organisation there, proposes maturity 5."""
    made = practice_here(world)
    adoption = AdoptionFactory(
        practice=made.row,
        organisation=world.there,
        region=region("15"),
        owner=world.people["other_professional"],
    )
    return Thing({**made.arguments, "adoption_id": adoption.pk, "maturity": 5}, made.row)
