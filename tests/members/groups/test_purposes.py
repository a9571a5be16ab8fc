"""What a group is for, whom it expects, and its sub-groups."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from elo_portal.core.models import Term
from members.commands.groups import purposes as commands
from members.models import Group
from tests.members.factories import PersonFactory, SeatFactory, authority, group, region, term, viewer_of

pytestmark = pytest.mark.django_db
NAMES = commands.Names("Nivelvaiheen alaryhmä", "Övergångsgruppen", "Transitions")


@pytest.fixture
def chair():
    return viewer_of(PersonFactory(seat_in=group(), seat_role="chair"))


def found(actor, names=NAMES, parent=None, regions=("06",)):
    return commands.found_sub_group(
        parent_id=(parent or group()).pk,
        names=names,
        purpose=commands.Purpose("Siirtymät"),
        region_ids=[region(code).pk for code in regions],
        actor=actor,
    )


def test_the_chair_says_what_the_group_is_for(chair, client):
    commands.write_purpose(
        group_id=group().pk, purpose=commands.Purpose(" Ohjaus kaikille. ", "Vägledning"), actor=chair
    )
    assert group().purpose_fi == "Ohjaus kaikille."
    assert 'lang="fi"' not in client.get("/fi/ryhmat/pirkanmaa/").content.decode().split("<h1>")[1][:300]
    assert "Vägledning" in client.get("/sv/grupper/pirkanmaa/").content.decode()


def test_a_sub_group_is_founded_with_an_address_of_its_own(chair):
    made = found(chair)
    assert (made.slug, made.parent, made.kind) == ("nivelvaiheen-alaryhma", group(), Group.Kind.SUB)
    assert [one.code for one in made.regions.all()] == ["06"]


def test_a_sub_group_is_refused_regions_that_its_parent_lacks(chair):
    with pytest.raises(commands.RegionNotOfParent):
        found(chair, regions=("06", "15"))


def test_two_groups_never_share_an_address(chair):
    found(chair)
    for names in (NAMES, commands.Names("Pirkanmaa", "P", "P"), commands.Names("– –", "x", "x")):
        with pytest.raises(commands.NameTaken):
            found(chair, names)


def test_a_sub_group_has_no_sub_groups_and_no_other_parent(chair):
    made = found(chair)
    SeatFactory(group=made, person_id=chair.person_id, role="chair")
    with pytest.raises(commands.SubGroupOfSubGroup):
        found(viewer_of(PersonFactory(is_admin=True)), parent=made)
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=made.pk).update(parent=group("pohjanmaa"))


def test_the_expected_composition_takes_sectors_and_types_only(chair):
    commands.expect(group_id=group().pk, term_ids=[term("sector", "youth").pk], actor=chair)
    assert [one.slug for one in group().expected.all()] == ["youth"]
    theme = Term.objects.of("theme")[0]
    with pytest.raises(Term.DoesNotExist):
        commands.expect(group_id=group().pk, term_ids=[theme.pk], actor=chair)


def test_regional_groups_expect_both_sides_of_working_life_at_first():
    slugs = set(group("kainuu").expected.values_list("slug", flat=True))
    assert {"working-life", "social-partners", "third-sector", "regional-council"} <= slugs


@pytest.mark.parametrize("who", ["seat", "elsewhere"])
def test_those_who_do_not_tend_the_group_change_nothing(who):
    makers = {
        "seat": lambda: PersonFactory(seat_in=group()),
        "elsewhere": lambda: PersonFactory(coordinator_of=authority("08")),
    }
    actor = viewer_of(makers[who]())
    with pytest.raises(PermissionDenied):
        found(actor)
    with pytest.raises(PermissionDenied):
        commands.write_purpose(group_id=group().pk, purpose=commands.Purpose(), actor=actor)
    with pytest.raises(PermissionDenied):
        commands.expect(group_id=group().pk, term_ids=[], actor=actor)
