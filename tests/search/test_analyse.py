import pytest

from elo_portal.core.search.analyse import MOST_CHARACTERS, Fields, finnish_vector, surface_vector


def lexemes(vector):
    """{lexeme: places} of a literal without spaces or quotation marks in its lexemes."""
    return {part.partition(":")[0].strip("'"): part.partition(":")[2] for part in vector.split()}


def test_a_base_form_has_the_weight_of_its_field_and_a_part_the_lowest():
    vector = lexemes(finnish_vector(Fields("Etäohjausta", "lapsille", "lukiossa")))

    assert vector["etäohjaus"].endswith("A")
    assert vector["lapsi"].endswith("B")
    assert vector["lukio"].endswith("C")
    assert lexemes(finnish_vector(Fields("", "", "Etäohjaus")))["ohjaus"].endswith("D")


def test_a_part_in_a_title_is_said_once_more_where_no_phrase_reaches_it():
    vector = lexemes(finnish_vector(Fields("Etäkokous, ryhmäohjaus", "", "")))

    assert vector["kokous"] == "2B,15D"
    assert vector["ohjaus"] == "4B,16D"
    assert vector["ryhmäohjaus"] == "16A"


def test_the_verb_of_a_verbal_noun_has_the_lowest_weight():
    assert lexemes(finnish_vector(Fields("", "", "Kehittäminen"))) == {
        "kehittäminen": "31C",
        "~kehittää": "31D",
    }


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("yksilö- ja ryhmäohjaus", "yksilöohjaus"),
        ("tieto-, neuvonta- ja ohjauspalveluissa", "tietopalvelu"),
        ("tieto-, neuvonta- ja ohjauspalveluissa", "neuvontapalvelu"),
        ("opinto- sekä uraohjaaja", "opinto-ohjaaja"),
    ],
)
def test_a_word_that_is_cut_short_is_completed_from_the_compound_after_it(text, compound):
    assert lexemes(finnish_vector(Fields(text, "", "")))[compound].endswith("A")


@pytest.mark.parametrize(
    "text", ["yksilö- ja ryhmä", "yksilö- tai lukion ryhmäohjaus", "yksilö ja ryhmäohjaus", "yksilö-"]
)
def test_a_word_is_not_completed_from_what_does_not_belong_to_it(text):
    assert not {"yksilöohjaus"} & set(lexemes(finnish_vector(Fields(text, "", ""))))


def test_the_words_as_written_are_kept_once():
    assert surface_vector(["Etäohjausta", "etäohjausta O'Brienille"]) == "'=etäohjausta' '=o''brienille'"


def test_only_so_much_of_a_body_is_searched():
    fields = Fields("a" * 10, "b" * 20, "c" * MOST_CHARACTERS).shortened()

    assert [len(text) for text in fields] == [10, 20, MOST_CHARACTERS - 30]
