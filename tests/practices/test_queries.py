"""Reads for other pages: what they hold, and that their number of queries does not grow."""

from datetime import timedelta

import pytest

from elo_portal.core.viewers import NOBODY
from practices import queries
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, region, term, viewer_of
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db


def full_practice(**fields):
    """With every relation that a card shows."""
    practice = PracticeFactory(
        terms=[
            ("target_group", "upper-sec"),
            ("target_group", "vocational"),
            ("theme", "quality"),
            ("development_target", "competence"),
            ("development_target", "common-definition"),
        ],
        regions=["06", "15"],
        **fields,
    )
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")
    return practice


READS = {
    "newest": lambda viewer: queries.newest(viewer=viewer, limit=10),
    "of_region": lambda viewer: queries.of_region(region("06"), viewer=viewer, limit=10),
    "with_term": lambda viewer: queries.with_term(term("theme", "quality"), viewer=viewer, limit=10),
    "published_between": lambda viewer: queries.published_between(
        viewer=viewer, start=NOW - timedelta(days=7), end=NOW
    ),
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", READS)
def test_cards_need_the_same_queries_for_one_and_for_three(name, count, django_assert_num_queries):
    for _ in range(count):
        full_practice()
    extra = {"of_region": 1, "with_term": 1}.get(name, 0)  # the test's own look-up of region and term

    # practices with all that a card needs
    with django_assert_num_queries(1 + extra):
        cards = READS[name](NOBODY)
        shown = [
            (one.title, one.place, one.source, one.maturity_name, one.language_names, one.url)
            for one in cards
        ]

    assert len(shown) == count


def test_a_card_says_what_a_reader_needs():
    practice = full_practice(slug="iltaohjaus", text__title="Iltaohjaus")

    (card,) = queries.newest(viewer=NOBODY, limit=1)

    assert (card.title, card.language, card.languages) == ("Iltaohjaus", "fi", ("fi", "sv"))
    assert card.targets[0][0] == 2
    assert [number for number, _name in card.targets] == [2, 4]
    assert card.source == f"{practice.owner.name} · Pirkanmaa, Pohjanmaa"
    assert card.url == "/fi/kaytannot/iltaohjaus/"


def test_newest_has_the_latest_publication_first():
    older = PracticeFactory(published_at=NOW - timedelta(days=5))
    newer = PracticeFactory(published_at=NOW - timedelta(days=2))

    assert [one.pk for one in queries.newest(viewer=NOBODY, limit=2)] == [newer.pk, older.pk]


def test_reads_show_only_what_the_viewer_may_see():
    PracticeFactory(visibility="network")
    member = viewer_of(PersonFactory(member_of=OrganisationFactory()))

    assert [len(read(NOBODY)) for name, read in READS.items() if name != "with_term"] == [0, 0, 0]
    assert len(queries.newest(viewer=member, limit=5)) == 1


def test_published_between_takes_the_beginning_and_leaves_the_end():
    begin, end = NOW - timedelta(days=7), NOW
    inside = PracticeFactory(published_at=begin)
    PracticeFactory(published_at=end)

    assert [one.pk for one in queries.published_between(viewer=NOBODY, start=begin, end=end)] == [inside.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_counts_take_one_query_and_count_each_practice_once_a_region(count, django_assert_num_queries):
    for _ in range(count):
        full_practice()
    PracticeFactory(visibility="network")
    PracticeFactory(submitted=True)

    with django_assert_num_queries(1):
        by_region = queries.counts_by_region(viewer=NOBODY)
    with django_assert_num_queries(1):
        by_target = queries.counts_by_target(viewer=NOBODY)

    assert by_region == {region("06").pk: count, region("15").pk: count}
    assert by_target == {
        term("development_target", "competence").pk: count,
        term("development_target", "common-definition").pk: count,
    }


def test_similar_practices_share_at_least_two_terms():
    mine = PracticeFactory(draft=True)
    near = PracticeFactory(terms=[("sector", "education"), ("theme", "transitions")])
    PracticeFactory(terms=[("sector", "education")])

    assert [one.pk for one in queries.similar(mine, viewer=NOBODY, limit=5)] == [near.pk]


def test_waiting_for_review_is_what_the_viewer_decides_on_the_oldest_first():
    newer = PracticeFactory(submitted=True, submitted_at=NOW - timedelta(days=1))
    older = PracticeFactory(submitted=True, submitted_at=NOW - timedelta(days=30))
    PracticeFactory(submitted=True, regions=["15"])
    PracticeFactory(draft=True)
    national = PracticeFactory(submitted=True, national=True)
    own = PracticeFactory(submitted=True)
    coordinator = viewer_of(PersonFactory(coordinator_of=authority("04"), member_of=own.owner))

    waiting = queries.waiting(viewer=coordinator, today=NOW.date())

    assert [(one.practice_id, one.is_late) for one in waiting] == [(older.pk, True), (newer.pk, False)]
    assert list(queries.waiting_for_review(viewer=viewer_of(PersonFactory(is_reviewer=True)))) == [national]
    assert queries.waiting_for_review(viewer=viewer_of(PersonFactory(is_admin=True))).count() == 5
    assert not queries.waiting_for_review(viewer=NOBODY).exists()
    assert not queries.waiting_for_review(viewer=viewer_of(PersonFactory())).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_needs_the_same_queries_for_one_and_for_three(count, django_assert_num_queries):
    for _ in range(count):
        full_practice(submitted=True)
    coordinator = viewer_of(PersonFactory(coordinator_of=authority("04")))

    # practices with all that a card needs
    with django_assert_num_queries(1):
        waiting = queries.waiting(viewer=coordinator, today=NOW.date())

    assert len(waiting) == count


@pytest.mark.parametrize("count", [1, 3])
def test_mine_needs_the_same_queries_for_one_and_for_three(count, django_assert_num_queries):
    owner = OrganisationFactory()
    PracticeFactory.create_batch(count, owner=owner, returned=True)
    viewer = viewer_of(PersonFactory(member_of=owner))

    # practices with owner and author, texts, transitions
    with django_assert_num_queries(1):
        shown = [
            (one.text.title, one.owner.name, one.author.name, list(one.transitions.all()))
            for one in queries.mine(viewer=viewer)
        ]

    assert len(shown) == count


def test_mine_is_nothing_for_visitors():
    PracticeFactory(contact=None)

    assert not queries.mine(viewer=NOBODY).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_both_lists_of_the_desk_take_one_query_together(count, django_assert_num_queries):
    for number in range(count):
        full_practice(submitted=True, submitted_at=NOW - timedelta(days=number))
        full_practice(published_at=NOW - timedelta(days=number + 1))
    coordinator = viewer_of(PersonFactory(coordinator_of=authority("04")))

    # practices with all that a card needs
    with django_assert_num_queries(1):
        waiting, newest = queries.waiting_and_newest(
            viewer=coordinator, today=NOW.date(), waiting=2, newest=2
        )

    submitted = Practice.objects.submitted().order_by("submitted_at")[:2]
    published = Practice.objects.published().order_by("-published_at")[:2]
    assert [row.practice_id for row in waiting] == [one.pk for one in submitted]
    assert [one.pk for one in newest] == [one.pk for one in published]
