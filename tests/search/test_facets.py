"""What may be chosen further, and how many are found then."""

from itertools import combinations

import pytest

from tests.search.factories import COLOURS, GROUPS, chosen, find, ids, put

pytestmark = pytest.mark.django_db

OBJECTS = {
    1: {1, 11, -1},
    2: {1, 12, -1, -2},
    3: {2, 11, -2},
    4: {2, 12},
    5: {1, 2, 11, 12},
    6: {3},
    7: set(),
}


def passes(facets, selected, *, but=None):
    return all(facets & set(ids) for group, ids in selected.items() if ids and group != but)


def expected_counts(selected):
    """The rule, word for word: a facet counts the objects that have it and meet the choices of the other groups."""
    return {
        facet: count
        for group, held in GROUPS.items()
        for facet in held
        if (
            count := sum(
                facet in facets and passes(facets, selected, but=group) for facets in OBJECTS.values()
            )
        )
    }


SELECTIONS = [
    {group: ids for group, ids in zip(GROUPS, choice, strict=True) if ids is not None}
    for choice in [
        (None, None, None),
        ([], [], []),
        *[(list(pair), None, None) for pair in combinations(COLOURS, 2)],
        ([1], None, None),
        (None, [11], None),
        (None, None, [-1]),
        ([1], [11], None),
        ([1, 2], [12], None),
        ([1], [11], [-2]),
        ([3], [11], [-1]),
        ([1, 2, 3], [11, 12], [-1, -2]),
        ([99], None, None),
        ([99], [11], None),
    ]
]


@pytest.mark.parametrize("selected", SELECTIONS, ids=str)
def test_facets_are_or_inside_a_group_and_between_groups_and_count_without_their_own(selected):
    for number, facets in OBJECTS.items():
        put(number, "Etäohjaus", facets=facets)

    found = find("etäohjaus", filters=chosen(**selected))

    assert set(ids(found)) == {number for number, facets in OBJECTS.items() if passes(facets, selected)}
    assert found.total == len(found.hits)
    assert found.counts == expected_counts(selected)


@pytest.mark.parametrize("object_count", [1, 3])
def test_find_needs_one_query(object_count, django_assert_num_queries):
    for number in range(object_count):
        put(number, "Etäohjaus", facets=[1, 11, -1])

    with django_assert_num_queries(1):  # page, total and counts together
        found = find("etäohjaus", filters=chosen(colour=[1], region=[-1]), order="newest")

    assert found.total == object_count
