"""The table of neighbours against the regions that there are."""

import pytest

from members.models import Region
from practices.neighbours import BORDERS, neighbours


def test_neighbours_are_mutual_and_not_the_region_itself():
    for here, there in BORDERS:
        assert there in neighbours([here])
        assert here in neighbours([there])
        assert here != there


def test_each_border_stands_once():
    assert len({frozenset(pair) for pair in BORDERS}) == len(BORDERS)


def test_the_neighbours_of_several_regions_are_outside_all_of_them():
    assert neighbours(["05", "06"]) == {"01", "02", "04", "07", "13", "14"}
    assert neighbours([]) == frozenset()


@pytest.mark.django_db
def test_every_region_has_a_neighbour_and_no_other_is_named():
    codes = set(Region.objects.values_list("code", flat=True))

    assert {code for pair in BORDERS for code in pair} == codes
