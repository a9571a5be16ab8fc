"""Who tends a group and who reads what is its own. No test here touches the database."""

import pytest

from elo_portal.core.viewers import NOBODY, Viewer
from members import permissions
from members.models import Group, Region


def viewer(**ids):
    return Viewer(person_id=1, **{name: frozenset({one}) for name, one in ids.items()})


@pytest.fixture
def sub_group():
    """Group 8 under group 7, of region 6."""
    group = Group(pk=8, parent_id=7)
    group._prefetched_objects_cache = {"regions": [Region(pk=6)]}
    return group


TENDING = [
    Viewer(person_id=1, is_admin=True),
    viewer(group_ids=8, led_group_ids=8),
    viewer(group_ids=7, led_group_ids=7),
    viewer(authority_ids=4, region_ids=6),
]
SITTING = [viewer(group_ids=8)]
OUTSIDE = [
    NOBODY,
    viewer(),
    viewer(group_ids=7),
    viewer(group_ids=9, led_group_ids=9),
    viewer(authority_ids=4, region_ids=5),
    Viewer(person_id=1, is_reviewer=True),
]


@pytest.mark.parametrize("who", TENDING)
def test_leaders_coordinators_of_the_region_and_administrators_tend_a_group(who, sub_group):
    assert permissions.can_tend_group(who, sub_group)
    assert permissions.can_read_group(who, sub_group)


@pytest.mark.parametrize("who", SITTING)
def test_those_who_sit_in_it_read_but_do_not_tend(who, sub_group):
    assert not permissions.can_tend_group(who, sub_group)
    assert permissions.can_read_group(who, sub_group)


@pytest.mark.parametrize("who", OUTSIDE)
def test_others_neither_tend_nor_read(who, sub_group):
    assert not permissions.can_tend_group(who, sub_group)
    assert not permissions.can_read_group(who, sub_group)
