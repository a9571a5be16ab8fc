"""What is found, for whom, and in which language it is shown."""

import pytest

from elo_portal.core.models.search import SearchEntry
from elo_portal.core.search.lookup import Audience
from tests.search.factories import SHAPES, chosen, find, ids, put, shown

pytestmark = pytest.mark.django_db

PUBLIC, NETWORK, GROUP = SearchEntry.Audience

# Which


def test_every_word_must_be_found():
    put(1, "Etäohjaus lukiossa")
    put(2, "Etäohjaus kirjastossa")

    assert ids(find("etäohjaus lukio")) == [1]


def test_a_blank_query_finds_everything():
    put(1, "Etäohjaus")
    put(2, "Handledning", language="sv")

    assert ids(find("  ")) == [1, 2]


def test_another_kind_is_not_found():
    put(1, "Etäohjaus", kind="poster")

    assert find("etäohjaus").total == 0
    assert find().total == 0


def test_an_exact_query_finds_words_as_written_only():
    put(1, "Etäohjausta nuorille")
    put(2, "Etäohjaus nuorille")
    put(3, "Ryhmäetäohjaus")
    put(4, "Etäohjaus", language="sv")

    assert ids(find("Etäohjaus", is_exact=True)) == [2, 4]
    assert ids(find("etäohjaus nuorille", is_exact=True)) == [2]
    assert sorted(ids(find("etäohjaus"))) == [1, 2, 3, 4]


@pytest.mark.parametrize("typed", ["ko", "kotout", "kotoutumisohj", "hyvä kotoutumisohjauk"])
def test_a_word_is_found_while_it_is_typed(typed):
    put(1, "Hyvää kotoutumisohjauksesta")

    assert ids(find(typed, is_typing=True)) == [1]
    assert ids(find(typed)) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_word_of_another_language_is_found_while_it_is_typed(language):
    put(1, "Bra vägledningen", language=language)

    assert ids(find("bra vägledn", is_typing=True)) == [1]
    assert ids(find("dålig vägledn", is_typing=True)) == []
    assert ids(find("bra vägledn ", is_typing=True)) == []


@pytest.mark.parametrize(
    ("language", "title", "asked"),
    [
        ("sv", "Vägledningar för unga vuxna", "vägledning ung"),
        ("sv", "IRV-seminarier i Österbotten", "IRV-seminarierna"),
        ("sv", "IRV-seminarier i Österbotten", "seminarierna"),
        ("sv", "Bra praxis", '"bra praxis"'),
        ("sv", "Se elo-opas.fi", "elo-opas.fi"),
        ("en", "Peer forums for counsellors", "forum counsellor"),
        ("en", "O'Brien's model", "o'brien"),
    ],
)
def test_other_languages_are_inflected_too(language, title, asked):
    put(1, title, language=language)

    assert ids(find(asked)) == [1]


def test_a_phrase_is_found_side_by_side_only():
    put(1, "Hyviä käytäntöjä")
    put(2, "Hyviä uusia käytäntöjä")
    put(3, "Hyvä käytäntöryhmä")
    put(4, "Hyväntahtoinen käytäntö")

    assert ids(find('"hyvä käytäntö"')) == [1]


def test_parts_of_neighbouring_compounds_make_no_third_compound():
    put(1, "Vertaisfoorumin ohjausmalli")
    put(2, "Vertaisten ohjaus")

    assert ids(find("vertaisohjaus")) == [2]


NOTHING = [
    "!",
    "...",
    '""',
    "'",
    "\\",
    "😀",
    "%",
    "%s",
    "\x00",
    "-",
    "::",
    "<script>",
    "ö" * 500,
    "שלום",
    "a" * 3000,
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_query_of_no_words_finds_nothing(text):
    put(1, "Etäohjaus")

    assert find(text).total == 0
    assert find(text, is_exact=True).total == 0
    assert find(text, is_typing=True).total == 0


@pytest.mark.parametrize(
    "text", ["etäohjaus\x00", "\\etäohjaus'", "(etäohjaus)", "etäohjaus 😀", "\u202eetäohjaus", "!etäohjaus"]
)
def test_what_is_no_word_does_not_matter(text):
    put(1, "Etäohjaus")

    assert ids(find(text)) == [1]


@pytest.mark.parametrize("title", ["שלום לכולם", "مرحبا بكم", "日本語 テスト"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_word_of_any_script_is_found(title, language):
    put(1, title, language=language)

    assert ids(find(title.split()[0])) == [1]


# In which language


def put_in_three_languages():
    put(1, "Ohjaus CV", language="fi", is_source=False)
    put(1, "Vägledning CV", language="sv", is_source=True)
    put(1, "Guidance CV", language="en", is_source=False)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("", "en", "en"),
        ("", "fi", "fi"),
        ("cv", "fi", "fi"),
        ("guidance", "fi", "en"),
        ("ohjaus", "sv", "fi"),
    ],
)
def test_an_object_is_found_once_in_the_language_that_suits(text, language, expected):
    put_in_three_languages()

    found = find(text, language=language)

    assert (found.total, shown(found)) == (1, [(1, expected)])


def test_an_object_without_the_viewers_language_is_shown_in_its_source():
    put(1, "Guidance", language="en", is_source=False)
    put(1, "Ohjaus", language="fi", is_source=True)

    assert shown(find(language="sv")) == [(1, "fi")]


def test_an_object_without_the_viewers_language_is_shown_in_the_one_that_matches_best():
    put(1, "Kurssi", body="CV", language="fi", is_source=True)
    put(1, "CV", language="en", is_source=False)

    assert shown(find("cv", language="sv")) == [(1, "en")]


def test_an_object_counts_once_however_many_languages_match():
    put_in_three_languages()
    SearchEntry.objects.update(facets=[1, -1])

    assert find("cv").counts == {1: 1, -1: 1}


# For whom


AUDIENCES = [
    (Audience(), {1}),
    (Audience(sees_network=True), {1, 2}),
    (Audience(group_ids=frozenset({7})), {1, 3}),
    (Audience(sees_network=True, group_ids=frozenset({7, 9})), {1, 2, 3}),
    (Audience(sees_network=True, group_ids=frozenset({7, 8})), {1, 2, 3, 4}),
    (Audience(sees_network=True, sees_every_group=True), {1, 2, 3, 4}),
]


@pytest.mark.parametrize(("audience", "seen"), AUDIENCES)
@pytest.mark.parametrize("text", ["", "etäohjaus"])
def test_what_the_viewer_may_not_see_is_in_no_hit_no_total_and_no_count(audience, seen, text):
    put(1, "Etäohjaus", facets=[1, 11], audience=PUBLIC)
    put(2, "Etäohjaus", facets=[1, 12], audience=NETWORK)
    put(3, "Etäohjaus", facets=[2, 11], audience=GROUP, group_id=7)
    put(4, "Etäohjaus", facets=[2, 12], audience=GROUP, group_id=8)

    found = find(text, audience=audience)
    narrowed = find(text, audience=audience, filters=chosen(colour=[2]))

    assert set(ids(found)) == seen
    assert found.total == len(seen)
    assert sum(found.counts.get(facet, 0) for facet in SHAPES) == len(seen)
    assert set(ids(narrowed)) == seen & {3, 4}
    assert narrowed.total == len(seen & {3, 4})
    assert narrowed.counts.get(1, 0) == len(seen & {1, 2})
    assert narrowed.counts.get(12, 0) == len(seen & {4})


def test_a_count_does_not_tell_of_a_hidden_translation():
    put(1, "Etäohjaus", language="fi", audience=NETWORK, facets=[1])
    put(1, "Handledning", language="sv", audience=NETWORK, facets=[1], is_source=False)

    assert find("handledning") == find("etäohjaus") == find("xyzzy")
