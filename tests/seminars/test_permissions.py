"""Who may do what: the predicates say the same as the querysets."""

import pytest

from elo_portal.core.viewers import NOBODY, Viewer
from members.models import Organisation
from seminars import permissions
from seminars.models import Event
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group, viewer_of
from tests.seminars.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def everybody() -> dict[str, Viewer]:
    organisation: Organisation = OrganisationFactory()
    return {
        "nobody": NOBODY,
        "newcomer": viewer_of(PersonFactory()),
        "member": viewer_of(PersonFactory(member_of=organisation)),
        "in the group": viewer_of(PersonFactory(seat_in=group())),
        "host": viewer_of(PersonFactory(coordinator_of=authority("04"))),
        "co-host": viewer_of(PersonFactory(coordinator_of=authority("07"))),
        "other coordinator": viewer_of(PersonFactory(coordinator_of=authority("08"))),
        "reviewer": viewer_of(PersonFactory(is_reviewer=True)),
        "admin": viewer_of(PersonFactory(is_admin=True)),
    }


def events() -> dict[str, Event]:
    shared = {"co_hosts": [authority("07")]}
    for_group = {"visibility": Event.Visibility.GROUP, "group": group()}
    return {
        "public": EventFactory(**shared),
        "network": EventFactory(network=True, **shared),
        "group": EventFactory(**for_group, **shared),
        "draft": EventFactory(draft=True, **shared),
        "draft for the network": EventFactory(draft=True, network=True, **shared),
        "cancelled": EventFactory(cancelled=True, **shared),
        "cancelled in the group": EventFactory(cancelled=True, **for_group, **shared),
    }


SEEN = {
    "public": {"*"},
    "cancelled": {"*"},
    "network": {"member", "host", "co-host", "other coordinator", "reviewer", "admin"},
    "group": {"in the group", "host", "co-host", "admin"},
    "cancelled in the group": {"in the group", "host", "co-host", "admin"},
    "draft": {"host", "co-host", "admin"},
    "draft for the network": {"host", "co-host", "admin"},
}


def test_can_see_and_visible_to_say_the_same_for_everybody():
    people, made = everybody(), events()

    for who, viewer in people.items():
        seen = set(Event.objects.visible_to(viewer))
        for name, event in made.items():
            expected = "*" in SEEN[name] or who in SEEN[name]
            assert permissions.can_see(viewer, event) is expected, (who, name)
            assert (event in seen) is expected, (who, name)


def test_only_those_who_arrange_an_event_edit_it_and_see_who_comes():
    people, event = everybody(), EventFactory(co_hosts=[authority("07")])

    assert {who for who, viewer in people.items() if permissions.can_edit(viewer, event)} == {
        "host",
        "co-host",
        "admin",
    }
    assert {who for who, viewer in people.items() if permissions.can_see_participants(viewer, event)} == {
        "host",
        "co-host",
        "admin",
    }
    assert {who for who, viewer in people.items() if permissions.can_change_hosts(viewer, event)} == {
        "host",
        "admin",
    }


def test_can_schedule_only_for_the_authority_that_one_coordinates():
    people = everybody()

    assert {who for who, viewer in people.items() if permissions.can_schedule(viewer, authority("04"))} == {
        "host",
        "admin",
    }


def test_whoever_sees_an_event_may_register_after_signing_in():
    people, made = everybody(), events()

    may = {who for who, viewer in people.items() if permissions.can_register(viewer, made["public"])}
    may_network = {who for who, viewer in people.items() if permissions.can_register(viewer, made["network"])}

    assert may == people.keys() - {"nobody"}
    assert may_network == SEEN["network"]


def test_a_registration_is_cancelled_by_its_person_and_by_those_who_arrange_the_event():
    people, event = everybody(), EventFactory(co_hosts=[authority("07")])
    person = PersonFactory()
    registration = RegistrationFactory(event=event, person=person)
    people["the person"] = viewer_of(person)

    may = {who for who, viewer in people.items() if permissions.can_cancel_registration(viewer, registration)}

    assert may == {"the person", "host", "co-host", "admin"}
    assert not permissions.can_change_registration(people["admin"], registration)


def test_a_coordinator_whose_role_ended_yesterday_arranges_nothing():
    person = PersonFactory(coordinator_of=authority("04"))
    person.role_grants.update(ends_on="2026-03-01")

    assert not permissions.can_edit(viewer_of(person), EventFactory())
