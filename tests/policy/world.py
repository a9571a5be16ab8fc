"""A small world for the policy table: people of two regions; what they ask about is made in things/.

A thing is a function marked `@thing("its name in the table")` that makes its rows and returns the arguments of
its addresses. "Here" is Pirkanmaa: own for half of the people, foreign for their like from Pohjanmaa.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.test import Client

from members.models import Account, Authority, Group, Organisation, Person
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group
from tests.policy.words import EVERYBODY


@dataclass(frozen=True)
class Thing:
    """What the arguments of an address are taken from; `row` is what a form names by its id."""

    arguments: Mapping[str, Any]
    row: Model | None = None


@dataclass
class World:
    here: Organisation
    there: Organisation
    authority_here: Authority
    authority_there: Authority
    group: Group
    people: dict[str, Person] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)


Maker = Callable[[World], Thing]
THINGS: dict[str, Maker] = {}


def thing(name: str) -> Callable[[Maker], Maker]:
    """Mark the function that makes the thing of this name."""

    def mark(make: Maker) -> Maker:
        THINGS[name] = make
        return make

    return mark


def build(things: Mapping[str, Maker]) -> World:
    """Everything, and everybody signed in. To be rolled back by whoever calls."""
    world = World(
        here=OrganisationFactory(name_fi="Täällä"),
        there=OrganisationFactory(name_fi="Tuolla", regions=["15"]),
        authority_here=authority("04"),
        authority_there=authority("08"),
        group=group("pirkanmaa"),
    )
    world.people |= people(world)
    world.sessions |= {name: signed_in(person) for name, person in world.people.items()}
    shut_out(world.people["deactivated"])
    for name, make in things.items():
        world.things[name] = make(world)
    return world


def people(world: World) -> dict[str, Person]:
    elsewhere = OrganisationFactory(name_fi="Muualla Pirkanmaalla")
    made = {
        "newcomer": PersonFactory(login=True),
        "author": PersonFactory(login=True, member_of=world.here),
        "colleague": PersonFactory(login=True, member_of=world.here),
        "contact": PersonFactory(login=True, contact_of=world.here),
        "group_member": PersonFactory(login=True, member_of=elsewhere, seat_in=world.group),
        "chair": PersonFactory(login=True, member_of=elsewhere, seat_in=world.group, seat_role="chair"),
        "participant": PersonFactory(login=True, member_of=elsewhere),
        "coordinator": PersonFactory(login=True, coordinator_of=world.authority_here),
        "other_professional": PersonFactory(login=True, member_of=world.there),
        "other_contact": PersonFactory(login=True, contact_of=world.there, seat_in=group("pohjanmaa")),
        "other_coordinator": PersonFactory(login=True, coordinator_of=world.authority_there),
        "reviewer": PersonFactory(login=True, is_reviewer=True),
        "admin": PersonFactory(login=True, is_admin=True),
        "deactivated": PersonFactory(login=True, contact_of=world.here, coordinator_of=world.authority_here),
    }
    assert {*made, "visitor"} == EVERYBODY, "words.py and world.py name the same people"
    return made


def signed_in(person: Person) -> str:
    """The key of a session in which this person has signed in."""
    client = Client()
    client.force_login(person.account)
    return client.session.session_key or ""


def shut_out(person: Person) -> None:
    """As commands.people.deactivate leaves it; the session is still there."""
    Person.objects.filter(pk=person.pk).update(is_active=False)
    Account.objects.filter(person=person).update(is_active=False)
