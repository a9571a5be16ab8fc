"""Practices here that are archived or translated."""

from datetime import timedelta

from practices.models import Practice
from tests.factories import NOW
from tests.policy.things.practices import practice_here
from tests.policy.world import Thing, World, thing
from tests.practices.factories import PracticeTextFactory


@thing("archived practice")
def archived(world: World) -> Thing:
    made = practice_here(world)
    asked_at = NOW - timedelta(days=400)
    Practice.objects.filter(pk=made.row.pk).update(
        status=Practice.Status.ARCHIVED, asked_at=asked_at, flagged_at=asked_at + timedelta(days=90)
    )
    return made


@thing("practice with a translation")
def translated(world: World) -> Thing:
    made = practice_here(world)
    PracticeTextFactory(practice=made.row, language="sv", title="Kvällsvägledning")
    return Thing({**made.arguments, "language": "sv"}, made.row)
