"""Relations in the statement of their owners: the same rows as a prefetch gives, and no query more."""

from datetime import date

import pytest
from django.db.models import Count, Prefetch

from elo_portal.core.joined import Relations, joined
from elo_portal.core.models import Term
from members.models import Membership, Organisation, Person, Region
from practices.models import Partner, Practice, PracticeText, Transition
from tests.factories import NOW
from tests.members.factories import MembershipFactory, OrganisationFactory, PersonFactory, authority, region
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db

RELATIONS = {
    "texts": PracticeText.objects.order_by("pk"),
    "regions": Region.objects.order_by("-code"),
    "terms": Term.objects.of("theme", "target_group"),
    "partners": Partner.objects.select_related("organisation").order_by("-pk"),
    "transitions": Transition.objects.select_related("actor").order_by("pk"),
}


@pytest.fixture
def practices():
    """One with everything, one with nothing but its text."""
    full = PracticeFactory(regions=["05", "06"], text__steps=["a\nb", "Ä\"'\\"])
    PracticeTextFactory(practice=full, language="sv")
    for _ in range(2):
        Partner.objects.create(practice=full, organisation=OrganisationFactory())
    for actor in (full.author, None):
        Transition.objects.create(practice=full, to_status=full.status, actor=actor, at=NOW)
    return full, PracticeFactory(regions=[], terms=[])


def columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def contents(practice):
    rows = {name: [columns(row) for row in getattr(practice, name).all()] for name in RELATIONS}
    beside = [columns(partner.organisation) for partner in practice.partners.all()]
    actors = [one.actor and columns(one.actor) for one in practice.transitions.all()]
    return rows, beside, actors


def test_joined_rows_are_those_of_a_prefetch_in_every_column_and_order(practices, django_assert_num_queries):
    prefetches = [Prefetch(name, queryset=rows) for name, rows in RELATIONS.items()]
    expected = [contents(one) for one in Practice.objects.prefetch_related(*prefetches).order_by("pk")]

    with django_assert_num_queries(1):
        found = [contents(one) for one in joined(Practice.objects.order_by("pk"), **RELATIONS)]

    assert found == expected
    assert len(found[0][0]["partners"]) == 2


def test_relations_named_once_give_the_same_rows_each_time(practices, django_assert_num_queries):
    once = Relations(Practice, **RELATIONS)
    expected = [contents(one) for one in joined(Practice.objects.order_by("pk"), **RELATIONS)]

    for _time in range(2):
        with django_assert_num_queries(1):
            assert [contents(one) for one in once.of(Practice.objects.order_by("pk"))] == expected


def test_relations_named_once_can_be_narrowed_grouped_counted_and_joined_again(practices):
    once = Relations(Practice, texts=RELATIONS["texts"], regions=RELATIONS["regions"])
    grouped = Practice.objects.filter(regions__code__in=["05", "06"]).annotate(number=Count("regions"))

    found = joined(once.of(grouped).filter(pk=practices[0].pk), terms=RELATIONS["terms"])[:1]

    assert (found.count(), found.exists(), found[0].number) == (1, True, 2)
    assert [one.code for one in found[0].regions.all()] == ["06", "05"]


def test_a_row_knows_its_owner(practices, django_assert_num_queries):
    with django_assert_num_queries(1):
        practice = joined(Practice.objects.all(), **RELATIONS).get(pk=practices[0].pk)

        assert [text.practice for text in practice.texts.all()] == [practice, practice]


def test_a_column_left_out_is_asked_for_when_it_is_needed(practices):
    texts = PracticeText.objects.only("practice", "language", "title")

    text = joined(Practice.objects.all(), texts=texts).get(pk=practices[1].pk).texts.all()[0]

    assert text.get_deferred_fields() >= {"summary", "steps"}
    assert (text.language, text.summary) == ("fi", "Opiskelija tavoittaa ohjaajan illalla.")


def test_days_and_moments_are_what_they_were():
    valid_until = date(2026, 3, 31)
    MembershipFactory(ends_on=valid_until, organisation=OrganisationFactory(regions=["06"]))

    person = joined(Person.objects.all(), memberships=Membership.objects.all()).get()
    place = joined(Region.objects.all(), authorities=type(authority()).objects.all()).get(code="06")

    membership = person.memberships.all()[0]
    assert (membership.ends_on, membership.asked_at) == (valid_until, Membership.objects.get().asked_at)
    assert authority("04") in place.authorities.all()


def test_joined_can_be_narrowed_sliced_counted_and_joined_again(practices, django_assert_num_queries):
    found = joined(Practice.objects.all(), regions=Region.objects.all())
    found = joined(found.filter(pk=practices[0].pk), terms=Term.objects.all())[:1]

    assert (found.count(), found.exists()) == (1, True)
    with django_assert_num_queries(1):
        assert [(len(one.regions.all()), len(one.terms.all())) for one in found] == [(2, 3)]


def test_what_is_asked_further_or_changed_comes_from_the_database(practices):
    practice = joined(Practice.objects.all(), regions=Region.objects.all()).get(pk=practices[0].pk)

    assert [one.code for one in practice.regions.filter(code="05")] == ["05"]
    practice.regions.set([region("15")])
    assert [one.code for one in practice.regions.all()] == ["15"]


def test_a_relation_without_a_way_back_can_be_joined_as_well(django_assert_num_queries):
    organisation = OrganisationFactory()
    organisation.sectors.set(Term.objects.of("sector")[:2])
    PersonFactory(member_of=organisation)

    with django_assert_num_queries(1):
        found = joined(Organisation.objects.all(), sectors=Term.objects.all()).get(pk=organisation.pk)

        assert len(found.sectors.all()) == 2
