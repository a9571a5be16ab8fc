"""A reviewer may show it to fewer people, never to more; and makers do not undo that alone."""

import pytest

from practices.commands import drafts, review
from practices.models import Practice
from practices.queries import audiences
from practices.queries.audiences import Audience
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, group, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


def publish(practice, actor, audience):
    return review.publish(practice_id=practice.pk, audience=audience, actor=actor, now=NOW)


def stored(practice):
    practice = Practice.objects.get(pk=practice.pk)
    return (practice.status, practice.visibility, practice.group_id)


def save(practice, **values):
    return drafts.save(
        practice_id=practice.pk, language="fi", values=values, actor=viewer_of(practice.author), now=NOW
    )


def test_what_is_for_everybody_may_be_published_for_the_network(coordinator):
    practice = PracticeFactory(submitted=True)

    publish(practice, coordinator, Audience("network"))

    assert stored(practice) == ("published", "network", None)


def test_it_may_be_published_for_the_group_of_its_region(coordinator):
    practice = PracticeFactory(submitted=True)

    publish(practice, coordinator, Audience("group", group().pk))

    assert stored(practice) == ("published", "group", group().pk)


@pytest.mark.parametrize(
    ("has", "wants"),
    [
        ("network", "public"),
        ("network", "another group"),  # it is no group of the practice's region
        ("group", "public"),
        ("group", "network"),
        ("group", "another group"),
    ],
)
def test_a_reviewer_never_widens_it(coordinator, has, wants):
    own = group() if has == "group" else None
    practice = PracticeFactory(submitted=True, visibility=has, group=own)
    audience = Audience("group", group("lappi").pk) if wants == "another group" else Audience(wants)

    with pytest.raises(review.WouldWiden):
        publish(practice, coordinator, audience)

    assert stored(practice) == ("submitted", has, own.pk if own else None)


def test_the_choices_are_the_makers_own_and_narrower_ones():
    public, network = PracticeFactory(submitted=True), PracticeFactory(submitted=True, visibility="network")
    national = PracticeFactory(submitted=True, national=True)

    assert [one.visibility for one in audiences.narrower(public)] == ["public", "network", "group"]
    assert [one.visibility for one in audiences.narrower(network)] == ["network", "group"]
    assert audiences.narrower(national)[-1].group_id == group("valtakunnallinen").pk


def test_makers_do_not_widen_what_a_reviewer_has_narrowed(coordinator):
    practice = PracticeFactory(submitted=True)
    publish(practice, coordinator, Audience("network"))

    with pytest.raises(drafts.WiderThanPublished):
        save(practice, visibility="public", group_id=None)

    assert stored(practice) == ("published", "network", None)


def test_makers_may_narrow_and_go_back_to_what_was_reviewed(coordinator):
    practice = PracticeFactory(submitted=True)
    publish(practice, coordinator, None)

    save(practice, visibility="network", group_id=None)
    save(practice, visibility="public", group_id=None)

    assert stored(practice) == ("published", "public", None)
