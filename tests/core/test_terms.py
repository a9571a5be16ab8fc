"""Tending the vocabularies."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from elo_portal.core import terms
from elo_portal.core.models import AuditEntry, SearchEntry, Term
from elo_portal.core.viewers import NOBODY, Viewer
from members.models import Person
from practices import indexing
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import PersonFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
ADMIN = Viewer(person_id=1, name="Yrjö", is_admin=True)
NAMES = {"name_fi": "Vertaistuki", "name_sv": "Kamratstöd", "name_en": "Peer support", "order": None}


def theme(slug="access"):
    return Term.objects.get(vocabulary="theme", slug=slug)


def borne_by(term):
    practice = PracticeFactory(text__title="Iltaohjaus", published_at=NOW)
    practice.terms.add(term)
    indexing.put(practice)
    return practice


def test_a_new_word_comes_last_and_may_be_chosen():
    last = Term.objects.of("theme").last()

    term = terms.add(vocabulary="theme", values=NAMES, actor=ADMIN)

    assert (term.slug, term.order, term.is_active) == ("peer-support", last.order + 1, True)
    assert AuditEntry.objects.get().action == "core.add_term"


@pytest.mark.parametrize("name", ["name_fi", "name_sv", "name_en"])
def test_two_words_of_a_vocabulary_have_no_name_in_common(name):
    known = getattr(theme(), name).upper()

    with pytest.raises(terms.NameKnown):
        terms.add(vocabulary="theme", values=NAMES | {name: known}, actor=ADMIN)
    with pytest.raises(terms.NameKnown):
        terms.change(term_id=theme("transitions").pk, values={name: known}, actor=ADMIN)


@pytest.mark.parametrize("nothing", ["\u202e", "\x00 \u202d"])
def test_a_name_that_nobody_could_see_is_none(nothing):
    with pytest.raises(terms.NoName):
        terms.add(vocabulary="theme", values=NAMES | {"name_sv": nothing}, actor=ADMIN)


def test_another_vocabulary_may_have_the_same_name():
    terms.add(vocabulary="theme", values=NAMES, actor=ADMIN)

    assert terms.add(vocabulary="channel", values=NAMES, actor=ADMIN).slug == "peer-support"


def test_a_word_is_renamed_and_keeps_its_slug():
    term = terms.change(term_id=theme().pk, values=NAMES, actor=ADMIN)

    assert (term.slug, theme().name_fi, theme().order) == ("access", "Vertaistuki", term.order)


def test_a_retired_word_stays_where_it_is_and_may_not_be_chosen():
    practice = borne_by(theme())

    terms.retire(term_id=theme().pk, actor=ADMIN)

    assert theme() in practice.terms.all()
    assert theme() not in Term.objects.of("theme").offered()
    assert terms.bring_back(term_id=theme().pk, actor=ADMIN).is_active


def test_what_is_used_is_not_deleted():
    borne_by(theme())

    with pytest.raises(terms.StillUsed):
        terms.delete(term_id=theme().pk, actor=ADMIN)


def test_what_nothing_ever_bore_may_be_deleted():
    term = terms.add(vocabulary="theme", values=NAMES, actor=ADMIN)

    terms.delete(term_id=term.pk, actor=ADMIN)

    assert not Term.objects.filter(pk=term.pk).exists()


def test_every_use_goes_to_the_word_that_takes_its_place():
    old, new = theme(), theme("transitions")
    one, both = borne_by(old), borne_by(old)
    both.terms.add(new)
    person = PersonFactory()
    person.themes.add(old)

    terms.merge(term_id=old.pk, into_id=new.pk, actor=ADMIN)

    for owner in (one, both):
        assert list(owner.terms.filter(vocabulary="theme")) == [new]
    assert list(Person.objects.get(pk=person.pk).themes.all()) == [new]
    assert terms.uses(theme()) == 0
    assert (theme().is_active, theme().successor) == (False, new)


def test_a_foreign_key_goes_along():
    old, new = Term.objects.of("kind")[:2]
    practice = PracticeFactory(text__title="Iltaohjaus", kind=old)

    terms.merge(term_id=old.pk, into_id=new.pk, actor=ADMIN)

    assert Practice.objects.get(pk=practice.pk).kind == new


def test_the_search_finds_it_by_the_other_word_at_once():
    old, new = theme(), theme("transitions")
    practice = borne_by(old)

    terms.merge(term_id=old.pk, into_id=new.pk, actor=ADMIN)

    entry = SearchEntry.objects.get(object_id=practice.pk)
    assert (new.pk in entry.facets, old.pk in entry.facets) == (True, False)
    vector = SearchEntry.objects.filter(pk=entry.pk).extra(select={"words": "vector::text"}).get().words
    assert (f"xterm{new.pk}'" in vector, f"xterm{old.pk}'" in vector) == (True, False)


def test_what_had_been_merged_goes_along():
    first, second, third = theme(), theme("transitions"), Term.objects.of("theme").offered().last()
    terms.merge(term_id=first.pk, into_id=second.pk, actor=ADMIN)

    terms.merge(term_id=second.pk, into_id=third.pk, actor=ADMIN)

    assert theme().successor == third
    with pytest.raises(terms.MergedAlready):
        terms.merge(term_id=first.pk, into_id=third.pk, actor=ADMIN)
    with pytest.raises(terms.MergedAlready):
        terms.bring_back(term_id=first.pk, actor=ADMIN)


@pytest.mark.parametrize(
    "into", [lambda: theme().pk, lambda: Term.objects.of("kind")[0].pk, lambda: 2_000_000_000]
)
def test_a_word_merges_into_another_of_its_vocabulary_only(into):
    with pytest.raises(terms.NotTheSameKind):
        terms.merge(term_id=theme().pk, into_id=into(), actor=ADMIN)


def test_a_retired_word_takes_no_other_in():
    terms.retire(term_id=theme("transitions").pk, actor=ADMIN)

    with pytest.raises(terms.NotTheSameKind):
        terms.merge(term_id=theme().pk, into_id=theme("transitions").pk, actor=ADMIN)


@pytest.mark.parametrize("vocabulary", sorted(terms.FIXED))
def test_some_vocabularies_have_the_words_that_they_have(vocabulary):
    one, other = Term.objects.of(vocabulary)[:2]

    for refused in (
        lambda: terms.add(vocabulary=vocabulary, values=NAMES, actor=ADMIN),
        lambda: terms.retire(term_id=one.pk, actor=ADMIN),
        lambda: terms.delete(term_id=one.pk, actor=ADMIN),
        lambda: terms.merge(term_id=one.pk, into_id=other.pk, actor=ADMIN),
    ):
        with pytest.raises(terms.FixedVocabulary):
            refused()
    assert terms.change(term_id=one.pk, values=NAMES, actor=ADMIN).name_fi == "Vertaistuki"


@pytest.mark.parametrize("who", [NOBODY, Viewer(person_id=2, is_reviewer=True, authority_ids=frozenset({4}))])
def test_vocabularies_are_tended_by_administrators(who):
    term, other = theme(), theme("transitions")
    for command in (
        lambda: terms.add(vocabulary="theme", values=NAMES, actor=who),
        lambda: terms.change(term_id=term.pk, values=NAMES, actor=who),
        lambda: terms.retire(term_id=term.pk, actor=who),
        lambda: terms.bring_back(term_id=term.pk, actor=who),
        lambda: terms.delete(term_id=term.pk, actor=who),
        lambda: terms.merge(term_id=term.pk, into_id=other.pk, actor=who),
    ):
        with pytest.raises(PermissionDenied):
            command()


def test_every_column_that_points_to_terms_is_known():
    """Whatever the database refers to a term with is counted and moved."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT conrelid::regclass::text FROM pg_constraint
            WHERE contype = 'f' AND confrelid = 'core_term'::regclass AND conrelid <> confrelid ORDER BY 1"""
        )
        tables = [row[0] for row in cursor.fetchall()]

    assert sorted(place.model._meta.db_table for place in terms.places()) == tables


def test_counting_costs_the_same_for_one_word_and_for_all():
    borne_by(theme())
    counted = []
    for many in (1, 3, 200):
        with CaptureQueriesContext(connection) as queries:
            terms.used(list(Term.objects.all()[:many]))
        counted.append(len(queries))

    assert len(set(counted)) == 1
