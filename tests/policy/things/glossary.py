"""Entries of the glossary."""

from tests.members.glossary.factories import WordingFactory
from tests.policy.world import Thing, World, thing


@thing("entry of the glossary")
def entry(world: World) -> Thing:
    wording = WordingFactory(proposed_by=world.people["author"])
    return Thing({"slug": wording.entry.slug}, wording.entry)


@thing("wording of an entry")
def wording(world: World) -> Thing:
    made = WordingFactory(proposed_by=world.people["author"])
    return Thing({"slug": made.entry.slug, "wording_id": made.pk}, made)
