"""Each rule is found broken, and a sound library is not."""

import pytest

from elo_portal.core.models import SearchEntry
from practices import invariants
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import group
from tests.practices.factories import AssignmentFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def test_a_sound_library_breaks_nothing():
    PracticeFactory()
    PracticeFactory(visibility="network")
    PracticeFactory(visibility="group", group=group())
    PracticeFactory(draft=True)
    PracticeFactory(submitted=True)

    assert invariants.broken() == []


def no_text(practice):
    practice.texts.all().delete()


def no_entry(practice):
    SearchEntry.objects.all().delete()


def not_published(practice):
    Practice.objects.update(status="withdrawn")


def wider(practice):
    Practice.objects.update(visibility="network")


def other_group(practice):
    Practice.objects.update(visibility="group", group=group())
    SearchEntry.objects.update(audience=SearchEntry.Audience.GROUP, group_id=group().pk + 1)


@pytest.mark.parametrize("damage", [no_text, no_entry, not_published, wider, other_group])
def test_each_damage_is_named_with_the_practice(damage):
    practice = PracticeFactory()
    damage(practice)

    lines = invariants.broken()

    assert lines
    assert all(str(practice.pk) in line for line in lines)


def test_nobody_is_asked_for_a_review_that_nothing_waits_for():
    fine, decided = AssignmentFactory(), AssignmentFactory(practice=PracticeFactory())
    ended = AssignmentFactory(national=True)
    ended.review.ended_at = NOW
    ended.review.save()

    assert invariants.broken() == [
        f"practice {one.practice_id} does not wait for the review that somebody was asked for"
        for one in (decided, ended)
    ]
    assert fine.is_open
