from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, Synonym, Term
from elo_portal.core.search import glossary, queries, synonyms
from elo_portal.core.viewers import Viewer
from tests.search.factories import ids, put, search, shown

pytestmark = pytest.mark.django_db

ADMIN = Viewer(person_id=1, name="Anna", is_admin=True)


def pair(word, meaning, *, language="fi", meaning_language="fi", is_one_way=False):
    return {
        "word": word,
        "language": language,
        "meaning": meaning,
        "meaning_language": meaning_language,
        "is_one_way": is_one_way,
    }


def also(text):
    """What else finds it, by language, terms left out."""
    query = queries.read(text, glossary=glossary.current())
    return {(other.language, other.text) for unit in query.units for other in unit.also}


def test_the_shipped_list_is_long_enough():
    counts = Counter(Synonym.objects.values_list("language", "meaning_language"))

    assert counts["fi", "fi"] >= 200
    assert counts["sv", "sv"] + counts["sv", "fi"] >= 200


@pytest.mark.parametrize(
    ("typed", "title", "language"),
    [
        ("opo", "Opinto-ohjaajan iltavuoro", "fi"),
        ("opoille", "Opinto-ohjaajan iltavuoro", "fi"),
        ("duuni", "Töitä nuorille", "fi"),
        ("amis", "Ammatillinen koulutus muuttuu", "fi"),
        ("amikseen", "Ammattiopistossa", "fi"),
        ("kotoutuja", "Maahanmuuttajien neuvonta", "fi"),
        ("TNO", "Tieto-, neuvonta- ja ohjauspalvelut kylällä", "fi"),
        ("IRV", "TNO-seminaari", "fi"),
        ("TNO", "IRV-tjänster", "sv"),
        ("livslång vägledning", "Livslång handledning i Österbotten", "sv"),
        ("elinikäisestä ohjauksesta", "Livslång vägledning", "sv"),
        ("handledning på distans", "Etäohjausta iltaisin", "fi"),
        ("intti", "För beväringar", "sv"),
    ],
)
def test_a_word_finds_what_it_means(typed, title, language):
    put(1, title, language=language)
    put(2, "Jotain muuta", language=language)

    assert ids(search(typed).found) == [1]


def test_a_meaning_is_not_looked_for_where_words_stand_in_quotation_marks_or_exactly():
    put(1, "Opinto-ohjaaja")

    assert ids(search('"opo"').found) == [1]
    assert ids(search('"opo tunti"').found) == []
    assert ids(search("opo", is_exact=True).found) == []


def test_a_one_way_pair_does_not_work_the_other_way_round():
    synonyms.add(values=pair("kissa", "eläin", is_one_way=True), actor=ADMIN)

    assert ("fi", "eläin") in also("kissa")
    assert ("fi", "kissa") not in also("eläin")


def test_a_change_holds_from_the_next_search_on():
    put(1, "Kissa")
    assert ids(search("mirri").found) == []

    added = synonyms.add(values=pair("mirri", "kissa"), actor=ADMIN)
    assert ids(search("mirri").found) == [1]

    synonyms.change(synonym_id=added.pk, values=pair("mirri", "koira"), actor=ADMIN)
    assert ids(search("mirri").found) == []

    synonyms.remove(synonym_id=added.pk, actor=ADMIN)
    assert also("mirri") == set()


def test_an_unchanged_list_is_read_with_one_query(django_assert_num_queries):
    glossary.current()

    with django_assert_num_queries(1):  # the stamp of the list
        glossary.current()


def test_the_name_of_a_term_finds_what_bears_it_in_every_language():
    term = Term.objects.get(vocabulary="theme", slug="career-skills")
    put(1, "Kartta", terms=[term.pk])
    put(2, "Karta", language="sv", terms=[term.pk])
    put(3, "Kartta")

    for typed in ("urasuunnittelutaidoista", "karriärplaneringsfärdigheter", "career management skills"):
        assert sorted(ids(search(typed).found)) == [1, 2]


def test_words_that_mean_something_together_are_one_unit():
    query = queries.read("vägledning på distans för unga", glossary=glossary.current())

    assert [unit.text for unit in query.units] == ["vägledning distans", "unga"]


def test_a_typed_word_ranks_before_another_word_for_it():
    put(1, "Opinto-ohjaaja lukiossa")
    put(2, "Opo lukiossa")

    assert ids(search("opo").found) == [2, 1]


def test_a_hit_in_the_readers_language_ranks_first():
    put(1, "Vägledning", language="sv")
    put(2, "Ohjaus")

    assert shown(search("ohjaus", language="fi").found) == [(2, "fi"), (1, "sv")]
    assert shown(search("vägledning", language="sv").found) == [(1, "sv"), (2, "fi")]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        (pair("OPO", "Opinto-ohjaaja"), synonyms.PairKnown),
        (pair("opinto-ohjaaja", "opo"), synonyms.PairKnown),
        (pair("opo", "opo"), synonyms.NoPair),
        (pair("!", "opo"), synonyms.NoPair),
    ],
)
def test_a_pair_that_adds_nothing_is_refused(values, refusal):
    with pytest.raises(refusal):
        synonyms.add(values=values, actor=ADMIN)


def test_only_administrators_tend_the_list():
    stored = Synonym.objects.order_by("pk").first()
    stranger = Viewer(person_id=2, is_reviewer=True)

    for act in (
        lambda: synonyms.add(values=pair("a", "b"), actor=stranger),
        lambda: synonyms.change(synonym_id=stored.pk, values=pair("a", "b"), actor=stranger),
        lambda: synonyms.remove(synonym_id=stored.pk, actor=stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_every_change_is_written_down():
    added = synonyms.add(values=pair("mirri", "kissa"), actor=ADMIN)
    synonyms.change(synonym_id=added.pk, values=pair("mirri", "koira"), actor=ADMIN)
    synonyms.remove(synonym_id=added.pk, actor=ADMIN)

    entries = AuditEntry.objects.filter(target_type="core.synonym").order_by("pk")
    assert list(entries.values_list("action", "fields")) == [
        ("core.add_synonym", ["language", "meaning", "meaning_language", "word"]),
        ("core.change_synonym", ["meaning"]),
        ("core.remove_synonym", []),
    ]
