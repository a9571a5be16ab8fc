"""What the ELO group here has on its table and in force."""

from datetime import timedelta

from practices.models import Commitment, SharedPractice
from tests.factories import NOW
from tests.policy.things.practices import practice_here
from tests.policy.world import Thing, World, thing

TODAY = NOW.date()
State = SharedPractice.State
IN_FORCE = {
    "state": State.IN_FORCE,
    "decision": "Kaikki toimivat näin.",
    "decided_on": TODAY,
    "valid_from": TODAY,
    "review_on": TODAY + timedelta(days=365),
}


def _shared(world: World, **fields: object) -> SharedPractice:
    practice, other = practice_here(world).row, practice_here(world).row
    shared = SharedPractice.objects.create(
        group=world.group, practice=practice, proposed_by=world.people["group_member"], language="fi",
        created_at=NOW, updated_at=NOW, **fields,
    )  # fmt: skip
    shared.variants.set([other])
    return shared


@thing("matter on the table of the group")
def tabled(world: World) -> Thing:
    shared = _shared(world)
    world.things["practice on the table"] = Thing({}, shared.practice)
    return Thing({"shared_id": shared.pk}, shared)


@thing("shared practice of the group")
def in_force(world: World) -> Thing:
    shared = _shared(world, **IN_FORCE)
    return Thing({"shared_id": shared.pk}, shared)


@thing("commitment here")
def commitment(world: World) -> Thing:
    made = Commitment.objects.create(
        shared=_shared(world, **IN_FORCE), organisation=world.here, starts_on=TODAY,
        made_by=world.people["contact"], at=NOW,
    )  # fmt: skip
    return Thing({"commitment_id": made.pk})


@thing("principle")
def principle(world: World) -> Thing:
    return Thing({"slug": "equality"})
