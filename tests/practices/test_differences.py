"""What went and what came, marked side by side."""

import time

import pytest

from practices import content
from practices.differences import marked
from practices.queries import differing
from practices.queries.reading import readable
from tests.members.factories import viewer_of
from tests.practices.factories import PracticeFactory


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("sama", "sama", "sama", "sama"),
        ("", "uusi", "", "<ins>uusi</ins>"),
        ("vanha", "", "<del>vanha</del>", ""),
        (
            "Ohjaaja päivystää maanantaisin.",
            "Ohjaaja päivystää tiistaisin.",
            "Ohjaaja päivystää <del>maanantaisin.</del>",
            "Ohjaaja päivystää <ins>tiistaisin.</ins>",
        ),
        ("a\n\nb", "a\n\nc", "a\n\n<del>b</del>", "a\n\n<ins>c</ins>"),
        ("<b>&", "<i>&", "<del>&lt;b&gt;&amp;</del>", "<ins>&lt;i&gt;&amp;</ins>"),
    ],
)
def test_words_that_went_and_came_are_marked_and_escaped(before, after, left, right):
    assert marked(before, after) == (left, right)


def test_long_texts_that_have_nothing_in_common_are_marked_as_a_whole_and_fast():
    before, after = "a b " * 5000, "b a " * 5000
    started = time.perf_counter()

    sides = marked(before, after)

    assert sides.before.startswith("<del>a b")
    assert time.perf_counter() - started < 1  # seconds


@pytest.mark.django_db
def test_every_field_is_compared_by_name_and_in_the_readers_words():
    practice = PracticeFactory(regions=["06"], text__need="Vanha tarve.")
    before = content.whole(practice)
    after = {
        "practice": before["practice"] | {"maturity": 4, "regions": [], "visibility": "network"},
        "texts": {"fi": before["texts"]["fi"] | {"need": "Uusi tarve.", "steps": ["Eka", "Toka"]}},
    }

    rows = {
        row.field: row for row in differing.rows(practice, before, after, language="fi") if row.is_changed
    }

    assert set(rows) == {"need", "maturity", "regions", "visibility", "steps"}
    assert rows["need"].before == "<del>Vanha </del>tarve."
    assert "Toka" in rows["steps"].after
    assert (rows["regions"].before, rows["regions"].after) == ("<del>Pirkanmaa</del>", "")


@pytest.mark.django_db
def test_without_an_earlier_state_nothing_is_changed():
    practice = PracticeFactory()

    rows = differing.rows(practice, None, content.whole(practice), language="fi")

    assert {row.is_changed for row in rows} == {False}
    assert {row.before for row in rows} == {""}


@pytest.mark.django_db
def test_the_contact_person_is_not_part_of_a_comparison():
    practice = PracticeFactory()

    rows = differing.rows(practice, None, content.whole(practice), language="fi")

    assert "contact_id" not in {row.field for row in rows}


@pytest.mark.django_db
@pytest.mark.parametrize("codes", [["15"], ["15", "16", "17"]])
def test_names_of_what_it_had_before_take_one_query_a_kind(codes, django_assert_num_queries):
    practice = PracticeFactory(regions=codes)
    before = content.whole(practice)
    practice.regions.clear()
    practice = readable(viewer=viewer_of(practice.author)).get(pk=practice.pk)
    after = content.whole(practice)

    with django_assert_num_queries(1):  # the regions
        rows = differing.rows(practice, before, after, language="fi")

    assert [row.field for row in rows if row.is_changed] == ["regions"]
