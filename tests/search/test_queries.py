from itertools import product

import pytest
from django.db import connection

from elo_portal.core.search import queries


def surfaces(query):
    return [[word.surface for word in clause] for clause in query.clauses]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Hyvä  ohjaus", [["hyvä"], ["ohjaus"]]),
        ("ohjaus ohjaus", [["ohjaus"]]),
        ('"hyvä ohjaus" nuorille', [["hyvä", "ohjaus"], ["nuorille"]]),
        ("\u201dhyvä ohjaus\u201d", [["hyvä", "ohjaus"]]),
        ('"hyvä ohjaus', [["hyvä"], ["ohjaus"]]),
        ('""', []),
        ("ohjaus ja neuvonta", [["ohjaus"], ["neuvonta"]]),
        ("mitä on ohjaus", [["ohjaus"]]),
        ("ja", [["ja"]]),
        ("TE ja te", [["te"]]),
        ("!?", []),
    ],
)
def test_a_query_is_read_as_clauses(text, clauses):
    assert surfaces(queries.read(text)) == clauses


def test_an_exact_query_keeps_every_word():
    query = queries.read("ohjaus ja neuvonta", is_exact=True)

    assert query.as_written() == "'=ohjaus' & '=ja' & '=neuvonta'"


@pytest.mark.parametrize(("text", "is_blank"), [("", True), (" \n", True), ("!", False), ("x", False)])
def test_a_query_is_blank_only_when_nothing_was_typed(text, is_blank):
    assert queries.read(text).is_blank == is_blank


def test_a_query_is_cut_at_two_hundred_characters_between_words():
    query = queries.read("ohjaus " * 20 + "neuvonta " * 20 + "x" * 300)

    assert surfaces(query) == [["ohjaus"], ["neuvonta"]]
    assert [len(word.surface) for word in queries.read("x" * 500).words] == [100]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("etäohjaus", ("etä", "ohjaus")),
        ("urasuunnittelutaidot", ("ura", "suunnittelu", "taito")),
        ("TNO-seminaari", ("tno", "seminaari")),
        ("vertaisfoorumi", ("vertais", "foorumi")),
        ("maahanmuuttaja", ()),
        ("ohjaus", ()),
    ],
)
def test_a_word_of_a_query_shows_the_parts_it_is_read_as(text, parts):
    assert [word.parts for word in queries.read(text).words] == [parts]


def test_a_compound_is_also_looked_for_as_two_words_side_by_side():
    asked = queries.read("etäohjaus").finnish()

    assert asked == "('etäohjaus' | 'etäohjata' | 'etä0ohjaus')"


@pytest.mark.parametrize(
    ("text", "finished", "unfinished", "beginning"),
    [
        ("hyvä ohj", "('hyvä')", "('ohj')", "'=ohj':*"),
        ("hyvä ohj ", "('hyvä') & ('ohj')", "", ""),
        ("hyvä o", "('hyvä') & ('o')", "", ""),
        ('"hyvä ohj"', "('hyvä0ohj')", "", ""),
        ("", "", "", ""),
    ],
)
def test_the_last_word_may_go_on_while_it_is_typed(text, finished, unfinished, beginning):
    query = queries.read(text, is_typing=True)

    assert (query.finished(), query.unfinished(), query.beginning()) == (finished, unfinished, beginning)


PIECES = [
    "'",
    "\\",
    '"',
    ":",
    "*",
    "&",
    "|",
    "!",
    "(",
    ")",
    "<->",
    "-",
    "=",
    "%",
    "%s",
    "\x00",
    "😀",
    "שלום",
    "a",
    " ",
]


@pytest.mark.django_db
@pytest.mark.parametrize("first", PIECES)
def test_whatever_is_typed_makes_a_query_that_the_database_can_read(first):
    texts = ["".join(pieces) for pieces in product([first], PIECES, PIECES)]
    asked = [queries.read(f"ohjaus {text}", is_typing=True) for text in texts]
    literals = {
        literal for query in asked for literal in (query.finnish(), query.finished(), query.beginning())
    }

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(literal::tsquery) FROM unnest(%s::text[]) AS literal", [sorted(literals)]
        )
        assert cursor.fetchone() == (len(literals),)
