import pytest

from elo_portal.core.search.tokens import LONGEST_WORD, as_written, cleaned, quoted, tokens


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Ohjaus, neuvonta; tieto!", ["ohjaus", "neuvonta", "tieto"]),
        ("TNO-seminaarit ja ELY:n väki", ["tno-seminaarit", "ja", "ely:n", "väki"]),
        ("TNO\u2011seminaari", ["tno-seminaari"]),
        ("O\u2019Brienin O'Brien", ["o'brienin", "o'brien"]),
        ("yksilö- ja ryhmäohjaus", ["yksilö", "ja", "ryhmäohjaus"]),
        ("Ahvenan\u00admaa", ["ahvenanmaa"]),
        ("A\u0308hta\u0308ri", ["ähtäri"]),
        ("elo-opas.fi/haku?q=1", ["elo-opas", "fi", "haku", "q", "1"]),
        ("snake_case", ["snake", "case"]),
        ("ohjaus\x00neuvonta", ["ohjaus", "neuvonta"]),
        ("... --- '' :: 😀 \\", []),
        ("x" * 500, ["x" * LONGEST_WORD]),
    ],
)
def test_a_text_is_cut_into_words(text, surfaces):
    assert [token.surface for token in tokens(text)] == surfaces
    assert cleaned(text) == " ".join(surfaces)


def test_a_token_says_where_it_stands():
    text = "Hyvä (ohjaus)"

    assert [text[token.start : token.end] for token in tokens(text)] == ["Hyvä", "ohjaus"]


def test_a_token_tells_capitals_and_a_word_cut_at_its_end():
    te, cut, _, whole = tokens("TE yksilö- ja ryhmäohjaus")

    assert (te.is_capitals, whole.is_capitals) == (True, False)
    assert (cut.is_cut, whole.is_cut) == (True, False)


def test_a_lexeme_is_quoted():
    assert quoted("o'b\\") == r"'o''b\\'"
    assert as_written("o'brien") == "'=o''brien'"
