"""From what was typed to what is found: corrections, most of the words, what is stale."""

from datetime import timedelta

import pytest

from elo_portal.core.models.search import KnownWord, SearchEntry
from elo_portal.core.search.lookup import Audience
from elo_portal.core.search.typos import distance
from tests.factories import NOW
from tests.search.factories import find, ids, put, search, whole_ids

pytestmark = pytest.mark.django_db


# Typos and missing dots


@pytest.mark.parametrize(
    ("typed", "title", "language", "read"),
    [
        ("tyottomyys", "Työttömyys", "fi", "työttömyys"),
        ("tyottomyyden", "Työttömyys", "fi", "työttömyyden"),
        ("tyottomyys", "Nuorisotyöttömyyttä vastaan", "fi", "työttömyys"),
        ("nuorisotyottomyys", "Nuorisotyöttömyyttä vastaan", "fi", "nuorisotyöttömyys"),
        ("etaohjaus", "Etäohjausta illalla", "fi", "etäohjaus"),
        ("etäohajus", "Etäohjausta illalla", "fi", "etäohjaus"),
        ("ohjauspalveluisa", "Ohjauspalvelut", "fi", "ohjauspalvelu"),
        ("kirjastoato", "Kirjasto ja kirjastoauto", "fi", "kirjastoauto"),
        ("vagledning", "Vägledning", "sv", "vägledning"),
        ("guidence", "Guidance", "en", "guidance"),
        ("duunni", "Työ", "fi", "duuni"),
        ("lukio tyottomyys", "Työttömyys lukiossa", "fi", "lukio työttömyys"),
    ],
)
def test_a_mistyped_word_finds_what_was_meant_and_says_so(typed, title, language, read):
    put(1, title, language=language)

    answer = search(typed)

    assert (ids(answer.found), answer.text, answer.is_corrected) == ([1], read, True)


@pytest.mark.parametrize(
    "typed", ["sota", "taitoluistelu", "etäseminaari", "xyzzy", "krig", "kuu", "ohjaajatar"]
)
def test_a_word_that_was_meant_as_it_stands_is_not_corrected(typed):
    put(1, "Söta kort, webbseminarium", language="sv")
    put(2, "Seminaari, taitoja, kring ja kuusi")

    answer = search(typed)

    assert (answer.found.total, answer.is_corrected) == (0, False)


def test_a_word_of_the_dictionary_is_only_offered_another():
    put(1, "Koulutustakuu")

    answer = search("koulutustauko")

    assert (answer.found.total, answer.is_corrected) == (0, False)
    assert (answer.meant, answer.meant_total) == ("koulutustakuu", 1)


def test_what_finds_little_is_offered_what_finds_more():
    put(1, "Etäohajus lukiossa")
    put(2, "Etäohjaus lukiossa")
    put(3, "Etäohjaus kirjastossa")

    answer = search("etäohajus")

    assert (ids(answer.found), answer.is_corrected) == ([1], False)
    assert (answer.meant, answer.meant_total) == ("etäohjaus", 2)


def test_nothing_is_offered_that_the_viewer_may_not_see():
    put(1, "Etäohjaus", audience=SearchEntry.Audience.NETWORK)

    hidden = search("etäohajus")
    seen = search("etäohajus", audience=Audience(sees_network=True))

    assert (hidden.found.total, hidden.meant, hidden.is_corrected) == (0, "", False)
    assert ids(seen.found) == [1]


def test_an_exact_search_is_never_corrected():
    put(1, "Etäohjaus")

    assert search("etäohajus", is_exact=True).found.total == 0


def test_a_word_is_known_once_and_stays_when_its_text_goes():
    put(1, "Etäohjaus")
    put(2, "Etäohjausta")

    assert set(KnownWord.objects.values_list("language", "word", "plain")) == {
        ("fi", "etäohjaus", "etaohjaus"),
        ("fi", "ohjaus", "ohjaus"),
    }


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "abcd", 1),
        ("abc", "xbc", 1),
        ("abcd", "badc", 2),
    ],
)
def test_the_distance_counts_slips(one, other, slips):
    assert distance(one, other) == distance(other, one) == slips


@pytest.mark.parametrize(("typed", "queries"), [("etäohjaus", 2), ("xyzzyx", 3), ("etäohajus", 4)])
def test_a_search_needs_few_queries(typed, queries, django_assert_num_queries):
    for number in range(1, 4):
        put(number, "Etäohjaus")
    search("etäohjaus")

    # the stamp of the synonyms, the search; where little is found the nearest words, and the search for them
    with django_assert_num_queries(queries):
        search(typed)


# All of the words, then most


def test_all_words_come_first_then_most_and_are_marked():
    put(1, "Etäohjaus lukiossa")
    put(2, "Etäohjaus lukiossa iltaisin")
    put(3, "Lukio iltaisin")
    put(4, "Iltaisin")

    found = search("etäohjaus lukio iltaisin").found

    assert whole_ids(found) == [2]
    assert set(ids(found)) == {1, 2, 3}
    assert ids(found)[0] == 2
    assert (found.total, found.whole) == (3, 1)


def test_of_two_words_both_are_needed():
    put(1, "Etäohjaus")

    assert search("etäohjaus lukio").found.total == 0


def test_a_text_with_all_words_in_its_body_stands_before_one_with_most_in_its_title():
    put(1, "Etäohjaus lukio")
    put(2, "Kurssi", body="etäohjaus " + "sana " * 30 + "lukio " + "sana " * 30 + "iltaisin")

    assert ids(search("etäohjaus lukio iltaisin").found) == [2, 1]


# Ties


def test_a_stale_text_sinks_below_its_equals_and_is_marked():
    put(1, "Etäohjaus", published_at=NOW, stale_from=NOW - timedelta(days=1))
    put(2, "Etäohjaus", published_at=NOW - timedelta(days=9), stale_from=NOW + timedelta(days=1))

    found = find("etäohjaus")

    assert [(hit.object_id, hit.is_stale) for hit in found.hits] == [(2, False), (1, True)]


def test_a_stale_text_that_fits_better_still_stands_first():
    put(1, "Etäohjaus", stale_from=NOW)
    put(2, "Kurssi", body="etäohjaus")

    assert ids(find("etäohjaus")) == [1, 2]


def test_better_evidence_stands_first_among_nearly_equals():
    put(1, "Kurssi", body="etäohjaus " + "sana " * 5 + "etäohjaus", rank_boost=0.0)
    put(2, "Kurssi", body="etäohjaus " + "sana " * 6 + "etäohjaus", rank_boost=1.0)

    assert ids(find("etäohjaus")) == [2, 1]


def test_no_evidence_lifts_a_body_over_a_title():
    put(1, "Etäohjaus", rank_boost=0.0)
    put(2, "Kurssi", body="etäohjaus", rank_boost=1.0)

    assert ids(find("etäohjaus")) == [1, 2]


def test_kinds_are_found_together_in_one_order():
    put(1, "Kurssi", body="etäohjaus", kind="poster")
    put(1, "Etäohjaus")

    found = find("etäohjaus", kinds=["leaflet", "poster"])

    assert [(hit.kind, hit.object_id) for hit in found.hits] == [("leaflet", 1), ("poster", 1)]
    assert found.total == 2
