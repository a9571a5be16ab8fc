"""ELO groups."""

from datetime import timedelta
from functools import partial
from typing import Any

from members.models import Decision, Document, Meeting
from tests.factories import NOW
from tests.members.factories import MandateFactory, MeetingFactory, ProjectFactory, SeatFactory, term
from tests.members.groups.documents import bring
from tests.policy.world import THINGS, Thing, World, thing


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


@thing("coming meeting of the group")
def coming_meeting(world: World) -> Thing:
    return _meeting(world, starts_at=NOW + timedelta(days=5000), ends_at=NOW + timedelta(days=5000, hours=2))


@thing("meeting of the group")
def held_meeting(world: World) -> Thing:
    return _meeting(world, minutes="Keskusteltiin.")


@thing("approved meeting of the group")
def approved_meeting(world: World) -> Thing:
    approved_by = world.people["chair"]
    return _meeting(world, minutes="Keskusteltiin.", approved_at=NOW, approved_by=approved_by)


def _meeting(world: World, **fields: Any) -> Thing:
    made: Meeting = MeetingFactory(group=world.group, **fields)
    return Thing({"slug": world.group.slug, "meeting_id": made.pk}, made)


@thing("agenda item of the group")
def agenda_item(world: World) -> Thing:
    found = coming_meeting(world)
    item = found.row.items.create(position=1, title="Kokouksen avaus")  # type: ignore[union-attr, attr-defined]
    return Thing({**found.arguments, "item_id": item.pk}, item)


@thing("decision of the group")
def decision(world: World) -> Thing:
    found = held_meeting(world)
    made = Decision.objects.create(
        group=world.group, meeting_id=found.arguments["meeting_id"], year=2026, number=1,
        decided_on=NOW.date(), language="fi", text="Sovittiin.",
    )  # fmt: skip
    return Thing({**found.arguments, "decision_id": made.pk}, made)


def _document(world: World, visibility: Document.Visibility) -> Thing:
    made = bring(world.group, visibility=visibility, by=world.people["admin"])
    return Thing({"slug": world.group.slug, "document_id": made.pk, "number": 1}, made)


THINGS.update({
    "document of the group": partial(_document, visibility=Document.Visibility.GROUP),
    "document of the network": partial(_document, visibility=Document.Visibility.NETWORK),
    "public document of the group": partial(_document, visibility=Document.Visibility.PUBLIC),
})  # fmt: skip
