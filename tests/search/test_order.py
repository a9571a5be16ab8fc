"""In which order what is found stands."""

from datetime import timedelta

import pytest

from tests.factories import NOW
from tests.search.factories import find, ids, put

pytestmark = pytest.mark.django_db


def test_title_weighs_more_than_summary_than_body_than_a_part():
    put(1, "Kurssi", body="etäohjaus")
    put(2, "Kurssi", body="ohjaus " + "sana " * 30 + "ohjaus")
    put(3, "Kurssi", "ohjaus")
    put(4, "Ohjaus")
    put(5, "Kurssi", body=("ohjaus " + "sana " * 20) * 50)

    assert ids(find("ohjaus")) == [4, 3, 5, 2, 1]


def test_a_title_outweighs_any_body():
    put(1, "Kurssi", body="ohjaus " * 5_000)
    put(2, "Ohjaus")

    assert ids(find("ohjaus")) == [2, 1]


def test_a_part_in_a_title_outweighs_a_word_in_a_body():
    put(1, "Kurssi", body="ohjaus, ohjausta ja ohjaukseen")
    put(2, "Etäohjaus lukiossa")

    assert ids(find("ohjaus")) == [2, 1]


def test_words_side_by_side_weigh_more_than_words_far_apart():
    put(1, "Kurssi", body="etäohjaus " + "sana " * 30 + "lukio")
    put(2, "Kurssi", body="sana " * 30 + "etäohjaus lukio")

    assert ids(find("etäohjaus lukio")) == [2, 1]


def test_equals_come_by_boost_and_then_the_newest_first():
    put(3, "Etäohjaus")
    put(2, "Etäohjaus")
    put(1, "Etäohjaus")
    put(4, "Etäohjaus", rank_boost=0.5)

    assert ids(find("etäohjaus")) == [4, 1, 2, 3]
    assert ids(find()) == [4, 1, 2, 3]


def test_the_newest_come_first_when_asked():
    put(1, "Kurssi", body="etäohjaus", published_at=NOW)
    put(2, "Etäohjaus", rank_boost=1.0, published_at=NOW - timedelta(days=1))

    assert ids(find("etäohjaus", order="newest")) == [1, 2]
    assert ids(find("etäohjaus")) == [2, 1]


def test_the_most_used_come_first_when_asked_then_the_better_evidenced_fresh_and_newest():
    put(1, "Etäohjaus", uses=1, evidence=4)
    put(2, "Etäohjaus", uses=2, evidence=0, stale_from=NOW)
    put(3, "Etäohjaus", uses=2, evidence=0)
    put(4, "Etäohjaus", uses=2, evidence=0)
    put(5, "Etäohjaus", uses=2, evidence=1, stale_from=NOW)
    put(6, "Etäohjaus", uses=2)

    expected = [5, 3, 4, 2, 6, 1]
    assert ids(find(order="most_used")) == expected
    assert ids(find("etäohjaus", order="most_used")) == expected


def test_the_best_evidenced_come_first_when_asked_then_the_more_used_fresh_and_newest():
    put(1, "Etäohjaus", uses=9)
    put(2, "Etäohjaus", uses=3, evidence=1, stale_from=NOW)
    put(3, "Etäohjaus", uses=3, evidence=1)
    put(4, "Etäohjaus", uses=3, evidence=1)
    put(5, "Etäohjaus", uses=4, evidence=1, stale_from=NOW)
    put(6, "Etäohjaus", evidence=0)
    put(7, "Etäohjaus", evidence=4)

    expected = [7, 5, 3, 4, 2, 6, 1]
    assert ids(find(order="best_evidenced")) == expected
    assert ids(find("etäohjaus", order="best_evidenced")) == expected


@pytest.mark.parametrize("order", ["most_used", "best_evidenced"])
def test_most_of_the_words_come_after_all_of_them_in_every_order(order):
    put(1, "Etäohjaus lukio", uses=5, evidence=4)
    put(2, "Etäohjaus lukio kesä")

    assert ids(find("etäohjaus lukio kesä", order=order)) == [2, 1]


def test_an_exact_query_is_ranked_too():
    put(1, "Kurssi", body="etäohjaus")
    put(2, "Etäohjaus")

    assert ids(find("etäohjaus", is_exact=True)) == [2, 1]


def test_a_page_is_part_of_the_order_and_the_total_is_of_all():
    for number in range(1, 8):
        put(number, "Etäohjaus", facets=[1])

    second = find("etäohjaus", limit=3, offset=3)
    beyond = find("etäohjaus", limit=3, offset=9)

    assert (second.total, ids(second), second.counts) == (7, [4, 5, 6], {1: 7})
    assert (beyond.total, ids(beyond), beyond.counts) == (7, [], {1: 7})
