"""What would make a practice better: pure, five at most, never a condition."""

import pytest

from practices.completeness import is_complete
from practices.improving import MOST, suggestions
from practices.models import Practice
from tests.members.factories import PersonFactory
from tests.practices.factories import PracticeFactory
from tests.practices.writing import url

pytestmark = pytest.mark.django_db
FULL = {
    "results": "Kävijöitä oli 140.", "lessons": "Perjantait jäivät tyhjiksi.", "steps": ["a", "b", "c"],
    "links": ["https://example.org/"], "resources": "Kaksi iltaa.", "users_voice": "Helppoa.", "tips": "Aloita.",
}  # fmt: skip


def made(*, maturity=3, started_on="2025-08-01", language="fi", **text):
    practice = PracticeFactory(
        draft=True, maturity=maturity, started_on=started_on, source_language=language,
        **{f"text__{name}": value for name, value in (FULL | text).items()},
    )  # fmt: skip
    return Practice.objects.get(pk=practice.pk)


def fields(practice, *, languages=("fi", "sv"), missing=()):
    text = practice.texts.get(language=practice.source_language)
    return [one.field for one in suggestions(practice, text, languages=languages, missing=missing)]


def test_to_a_full_practice_nothing_is_suggested():
    assert fields(made()) == []


@pytest.mark.parametrize("name", ["results", "lessons", "resources", "users_voice", "tips"])
def test_an_empty_text_is_suggested(name):
    assert fields(made(**{name: ""})) == [name]


@pytest.mark.parametrize(("count", "expected"), [(0, ["steps"]), (2, ["steps"]), (3, [])])
def test_fewer_than_three_steps_are_few(count, expected):
    assert fields(made(steps=["Vaihe"] * count)) == expected


def test_without_a_link_or_a_file_one_is_suggested():
    assert fields(made(links=[])) == ["links"]


def test_when_it_began_is_suggested():
    assert fields(made(started_on=None)) == ["started_on"]


@pytest.mark.parametrize(("language", "other"), [("fi", "sv"), ("sv", "fi"), ("en", "fi")])
def test_the_other_national_language_is_suggested_at_its_own_form(language, other):
    practice = made(language=language)
    text = practice.texts.get()

    (one,) = suggestions(practice, text, languages={language}, missing=())

    assert (one.step, one.field, one.language) == (1, "title", other)


def test_a_missing_field_is_said_once():
    assert fields(made(results=""), missing={"results"}) == []
    assert fields(made(), languages={"fi"}, missing={"title"}) == ["title"]  # of the other version


def test_of_an_idea_nothing_is_asked_that_it_cannot_have():
    idea = made(maturity=1, results="", lessons="", users_voice="", tips="", started_on=None, resources="")

    assert fields(idea) == ["resources"]


def test_five_are_enough_and_those_that_help_most_come_first():
    empty = made(started_on=None, **{name: [] if name in {"steps", "links"} else "" for name in FULL})

    found = fields(empty, languages={"fi"})

    assert (len(found), found[:3]) == (MOST, ["results", "lessons", "steps"])


def test_the_summary_links_to_the_fields_and_lets_submit(signed_in):
    author = PersonFactory(login=True)
    practice = PracticeFactory(draft=True, author=author, evidence_level=0, text__results="")
    assert is_complete(practice, practice.texts.get())
    client = signed_in(author)

    page = client.get(url(practice, 6)).content.decode()
    client.post(url(practice, 6), {"licence": "CC BY 4.0", "has_no_client_data": "on", "go": "submit"})

    practice.refresh_from_db()
    assert "Näin se paranisi vielä" in page
    assert f'href="{url(practice, 4)}#id_results_field"' in page
    assert f'href="{url(practice, 1, "?language=sv")}#id_title_field"' in page
    assert practice.status == Practice.Status.SUBMITTED


def test_what_is_missing_comes_before_what_could_be_better(writer, draft):
    draft.texts.update(need="", lessons="")

    beside, summary = (writer.get(url(draft, number)).content.decode() for number in (2, 6))

    assert "Näin se paranisi vielä" not in beside
    assert summary.index("Ennen kuin voit lähettää") < summary.index("Näin se paranisi vielä")
