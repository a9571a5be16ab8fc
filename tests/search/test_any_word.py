"""Where any word of a title will do: what is like it, best first, by titles and summaries alone."""

import pytest

from tests.search.factories import find, ids, put, whole_ids

pytestmark = pytest.mark.django_db


def test_one_word_of_several_is_enough():
    put(1, "Iltaohjaus kirjastossa")
    put(2, "Kesäleiri")

    assert ids(find("Iltaohjaus työpajalla", is_any=True)) == [1]


def test_more_words_in_common_stand_first():
    put(1, "Vertaisryhmä kirjastossa")
    put(2, "Vertaisryhmä nuorille kirjastossa")

    found = find("Nuorten vertaisryhmä kirjastolla", is_any=True)

    assert (ids(found), whole_ids(found)) == ([2, 1], [2])


def test_a_word_deep_in_the_text_makes_nothing_alike():
    put(1, "Kesäleiri", body="Iltaohjaus jatkuu syksyllä.")
    put(2, "Kesäkahvila", "Iltaohjaus auringossa.")

    assert ids(find("Iltaohjaus", is_any=True)) == [2]


@pytest.mark.parametrize(
    ("language", "title", "asked"),
    [
        ("sv", "Kvällsvägledning på biblioteket", "Vägledning på biblioteket"),
        ("en", "Evening guidance at libraries", "A library for everybody"),
    ],
)
def test_any_word_is_found_in_the_other_languages(language, title, asked):
    put(1, title, language=language)

    assert ids(find(asked, language=language, is_any=True)) == [1]


def test_what_all_words_found_is_not_counted_for_any_word(monkeypatch):
    monkeypatch.setattr("elo_portal.core.search.lookup.WORTH_KEEPING", 1)
    put(1, "Iltaohjaus kirjastossa")
    put(2, "Iltaohjaus koulussa")

    assert find("iltaohjaus kirjasto").total == 1
    assert find("iltaohjaus kirjasto", is_any=True).total == 2
