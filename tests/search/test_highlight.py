import pytest
from django.utils.safestring import SafeString

from elo_portal.core.search import queries
from elo_portal.core.search.highlight import excerpt, mark


def marked(text, asked, language="fi", **how):
    return mark(text, queries.read(asked, **how), language)


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("Opon etäohjausta illalla", "etäohjaus", "Opon <mark>etäohjausta</mark> illalla"),
        ("Ryhmäetäohjaus", "etäohjaus", "Ryhmä<mark>etäohjaus</mark>"),
        ("Etäohjauksessa", "ohjaus", "Etä<mark>ohjauksessa</mark>"),
        ("Etäohjaus", "etä ohjaus", "<mark>Etäohjaus</mark>"),
        ("Aikuisten koulutus", "aikuiskoulutus", "<mark>Aikuisten</mark> <mark>koulutus</mark>"),
        ("Koulutus aikuisille", "aikuiskoulutus", "Koulutus aikuisille"),
        ("Yksilö- ja ryhmäohjaus", "yksilöohjaus", "<mark>Yksilö</mark>- ja ryhmäohjaus"),
        ("TNO-seminaarit", "seminaari", "TNO-<mark>seminaarit</mark>"),
        (
            "Kehitetään ja kehittäminen",
            "kehittäminen",
            "<mark>Kehitetään</mark> ja <mark>kehittäminen</mark>",
        ),
        ("Ohjaus ja neuvonta", "ohjaus ja", "<mark>Ohjaus</mark> ja neuvonta"),
        ("Etä\u00adohjaus", "ohjaus", "<mark>Etä\u00adohjaus</mark>"),
        ("Nuorisotakuu", "sota", "Nuorisotakuu"),
        ("Ohjaus", "", "Ohjaus"),
        ("", "ohjaus", ""),
    ],
)
def test_a_hit_in_finnish_is_marked(text, asked, expected):
    assert marked(text, asked) == expected


@pytest.mark.parametrize(
    ("language", "text", "asked", "expected"),
    [
        ("sv", "Vägledningen för unga", "vägledning", "<mark>Vägledningen</mark> för unga"),
        ("sv", "IRV-seminarium", "seminarium", "<mark>IRV-seminarium</mark>"),
        ("en", "Guided by peers", "guide", "<mark>Guided</mark> by peers"),
    ],
)
def test_a_hit_in_another_language_is_marked(language, text, asked, expected):
    assert marked(text, asked, language) == expected


def test_a_hit_of_an_exact_query_is_marked_as_written_only():
    assert marked("Ohjaus, ohjausta", "ohjaus", is_exact=True) == "<mark>Ohjaus</mark>, ohjausta"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_word_that_goes_on_is_marked_while_it_is_typed(language):
    assert marked("Hyvä seminarium", "semin", language, is_typing=True) == "Hyvä <mark>seminarium</mark>"


def test_a_text_is_escaped():
    text = '<script>"ohjaus" & muu</script>'

    result = marked(text, "ohjaus")

    assert isinstance(result, SafeString)
    assert result == "&lt;script&gt;&quot;<mark>ohjaus</mark>&quot; &amp; muu&lt;/script&gt;"
    assert excerpt(text, queries.read("script"), "fi").count("<script") == 0


def test_an_excerpt_shows_the_first_hit_between_whole_words():
    text = "sana " * 100 + "etäohjausta annetaan " + "loppu " * 100

    result = excerpt(text, queries.read("ohjaus"), "fi")

    assert result.startswith("… sana sana ")
    assert " etä<mark>ohjausta</mark> annetaan loppu " in result
    assert result.endswith(" loppu …")
    assert 150 < len(result.replace("<mark>", "").replace("</mark>", "")) <= 204


@pytest.mark.parametrize("asked", ["ohjaus", ""])
def test_an_excerpt_without_a_hit_is_the_beginning(asked):
    result = excerpt("sana " * 100, queries.read(asked), "fi")

    assert result == ("sana " * 40).rstrip() + " …"


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("Lyhyt ohjaus.", queries.read("ohjaus"), "fi") == "Lyhyt <mark>ohjaus</mark>."


@pytest.mark.parametrize("text", ["x" * 500, "x" * 500 + " ohjaus", "ohjaus " + "x" * 500, "ohjaus\n" * 100])
def test_an_excerpt_of_any_text_is_short(text):
    result = excerpt(text, queries.read("ohjaus"), "fi")

    assert 0 < len(result.replace("<mark>", "").replace("</mark>", "")) <= 204


def test_an_excerpt_does_not_cut_a_hit():
    result = excerpt("a " * 50 + "ohjaus" * 40 + " ohjauspalvelu", queries.read("ohjaus"), "fi")

    assert result.count("<mark>") == result.count("</mark>")
