"""Reference data as the migrations load them."""

from datetime import date

import pytest

from elo_portal.core import vocabularies
from elo_portal.core.models import Term
from members.models import Authority, EmploymentArea, Group, Municipality, Region, WellbeingCounty
from members.reference.load import load_reference_data

pytestmark = pytest.mark.django_db
MODELS = (Region, Authority, EmploymentArea, WellbeingCounty, Municipality, Group)


def everything():
    rows = [list(model.objects.order_by("pk").values()) for model in MODELS]
    links = [
        sorted(model.regions.through.objects.values_list()) for model in (Authority, EmploymentArea, Group)
    ]
    return rows, links


def test_counts():
    assert [model.objects.count() for model in MODELS] == [19, 25, 46, 23, 308, 19]
    assert Term.objects.count() == 163


def test_loading_again_changes_nothing():
    before = everything()

    load_reference_data()

    assert everything() == before


def test_loading_again_mends_what_was_changed_but_not_the_texts_of_groups():
    Region.objects.filter(code="06").update(name_sv="Birkala")
    Authority.objects.get(kind="evk", code="04").regions.clear()
    Group.objects.filter(slug="pirkanmaa").update(purpose_fi="Oma teksti.")

    load_reference_data()

    assert Region.objects.get(code="06").name_sv == "Birkaland"
    assert Authority.objects.get(kind="evk", code="04").regions.count() == 2
    assert Group.objects.get(slug="pirkanmaa").purpose_fi == "Oma teksti."


def test_loading_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        load_reference_data()


def test_every_region_has_one_authority_now_and_one_before():
    for day in (date(2025, 12, 31), date(2026, 1, 1)):
        current = Authority.objects.valid_on(day)
        assert [region.authorities.filter(pk__in=current).count() for region in Region.objects.all()] == [
            1
        ] * 19


def test_the_regions_of_hame_went_to_different_successors():
    hame = Authority.objects.get(kind="ely", code="04")

    assert sorted(one.key for one in Authority.objects.all().successors_of(hame)) == ["evk-03", "evk-04"]


def test_aland_belonged_to_egentliga_finland_and_has_no_elo_group():
    aland = Region.objects.get(code="21")

    assert aland.authorities.get(kind="ely").key == "ely-02"
    assert not aland.groups.exists()


def test_groups_are_one_for_each_mainland_region_and_the_national_one():
    regional = Group.objects.filter(kind="regional").prefetch_related("regions")

    assert all(group.slug == group.regions.get().slug for group in regional)
    assert Group.objects.get(slug="varsinais-suomi").name_fi == "Varsinais-Suomen ELO-ryhmä"
    assert Group.objects.get(slug="lappi").name_fi == "Lapin ELO-ryhmä"
    assert Group.objects.get(slug="pohjanmaa").name_sv == "LIV-gruppen i Österbotten"
    assert Group.objects.get(slug="pirkanmaa").name_sv == "ELO-gruppen i Birkaland"
    assert not Group.objects.get(kind="national").regions.exists()


def test_slugs_tiles_and_language_of_regions():
    assert len(set(Region.objects.values_list("tile_column", "tile_row"))) == 19
    assert Region.objects.get(code="07").slug == "paijat-hame"
    bilingual = Region.objects.filter(is_bilingual=True).order_by("code").values_list("code", flat=True)
    assert list(bilingual) == ["01", "02", "08", "15", "16", "21"]


def test_vocabularies_keep_what_was_retired():
    Term.objects.filter(slug="children").update(is_active=False, name_fi="muutettu")

    vocabularies.load()

    term = Term.objects.get(slug="children")
    assert (term.is_active, term.name_fi) == (False, "lapset ja esiopetusikäiset")
    assert Term.objects.count() == 163
