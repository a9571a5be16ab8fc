from itertools import product

import pytest
from django.db import DataError, IntegrityError, transaction

from elo_portal.core.models.search import SearchEntry
from elo_portal.core.search import entries
from elo_portal.core.search.analyse import ANALYSER_VERSION, MOST_CHARACTERS
from tests.search.factories import KIND, find, ids, put, whole_ids

pytestmark = pytest.mark.django_db


def test_put_makes_an_object_findable_at_once():
    put(1, "Etäohjaus")

    assert ids(find("etäohjaus")) == [1]
    assert SearchEntry.objects.get().analyser_version == ANALYSER_VERSION


def test_put_renews_what_was_there(django_assert_num_queries):
    put(1, "Etäohjaus", facets=[1])

    with django_assert_num_queries(1):  # the upsert
        put(1, "Kuntoutus", facets=[2, 2, -3])

    entry = SearchEntry.objects.get()
    assert (entry.title, entry.facets) == ("Kuntoutus", [-3, 2])
    assert ids(find("etäohjaus")) == []
    assert ids(find("kuntoutus")) == [1]


def test_remove_takes_every_language_of_one_object(django_assert_num_queries):
    put(1, "Etäohjaus")
    put(1, "Handledning på distans", language="sv", is_source=False)
    put(2, "Etäohjaus")
    put(1, "Etäohjaus", kind="poster")

    with django_assert_num_queries(1):  # the delete
        entries.remove(KIND, 1)

    assert sorted(SearchEntry.objects.values_list("kind", "object_id")) == [(KIND, 2), ("poster", 1)]


def test_what_the_transaction_takes_back_is_not_found():
    with transaction.atomic():
        put(1, "Etäohjaus")
        transaction.set_rollback(True)

    assert ids(find("etäohjaus")) == []


@pytest.mark.parametrize(
    "values",
    [{"audience": SearchEntry.Audience.GROUP}, {"audience": SearchEntry.Audience.PUBLIC, "group_id": 1}],
)
def test_a_group_is_named_if_and_only_if_the_entry_is_for_a_group(values):
    with pytest.raises(IntegrityError, match="core_searchentry_group_iff_for_a_group"):
        put(1, "Etäohjaus", **values)


def test_a_title_with_a_null_character_is_refused():
    with pytest.raises(DataError):
        put(1, "Etä\x00ohjaus")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    "body",
    [
        "x" * (MOST_CHARACTERS + 1),
        "\U00020000" * MOST_CHARACTERS,
        " ".join(f"\U00020000{number:x}" for number in range(MOST_CHARACTERS // 5)),
        "-".join("ab" for _ in range(MOST_CHARACTERS)),
        " ".join(f"a{number:x}-b{number:x}-c{number:x}" for number in range(MOST_CHARACTERS // 12)),
        " ".join(
            "\U00020000" * 19 + f"-{chr(0x20000 + number)}-x" for number in range(MOST_CHARACTERS // 23)
        ),
        "ohjaus " * MOST_CHARACTERS,
        " ".join(f"sana{number:x}" for number in range(MOST_CHARACTERS * 2)),
        "ohjaus \x00 neuvonta",
        "😀 שלום \\ ' \" %s %(kind)s",
    ],
    ids=range(10),
)
def test_any_body_can_be_put(body, language):
    put(1, "Etäohjaus", body=body, language=language)

    assert ids(find("etäohjaus")) == [1]


PIECES = ["'", "\\", '"', ":", "*", "-", "=", "%", "😀", "ö", "1", " "]


@pytest.mark.parametrize("first", PIECES)
def test_any_title_can_be_put_and_is_found_by_its_own_words(first):
    for number, pieces in enumerate(product([first], PIECES, PIECES)):
        put(number, f"zorkkula{number}{''.join(pieces)}zz", language=("fi", "sv", "en")[number % 3])

    titles = dict(SearchEntry.objects.values_list("object_id", "title"))

    assert {number: whole_ids(find(title)) for number, title in titles.items()} == {
        number: [number] for number in titles
    }


def test_outdated_names_what_an_older_analyser_made():
    for number in (3, 1, 2):
        put(number, "Etäohjaus")
    put(1, "Handledning", language="sv")
    put(4, "Etäohjaus", kind="poster")
    SearchEntry.objects.exclude(object_id=2).update(analyser_version=ANALYSER_VERSION - 1)

    assert entries.outdated(KIND, limit=10) == [1, 3]
    assert entries.outdated(KIND, limit=1) == [1]


def test_a_phrase_does_not_reach_from_one_field_into_the_next():
    put(1, "Hyvä", "ohjaus", "nuorille")

    assert ids(find('"hyvä ohjaus"')) == []
    assert ids(find("hyvä ohjaus nuorille")) == [1]
