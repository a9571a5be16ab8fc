"""Where nothing is found: the nearest questions that find something, and none that do not."""

import pytest
from django.test import Client

from elo_portal.core.search import fewer, queries
from practices.queries.wider import Nearest
from tests.members.factories import OrganisationFactory, PersonFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
LIST = "/fi/kaytannot/"


def offered(client, query):
    return [
        (one.left_out, one.query, one.total) for one in client.get(LIST + query).context_data["nearest"].wider
    ]


def test_one_choice_or_one_word_is_left_out_at_a_time(client):
    PracticeFactory(text__title="Iltaohjaus", regions=["06"])
    PracticeFactory(text__title="Iltaohjaus kirjastossa", regions=["15"], maturity=5)

    assert offered(client, "?q=iltaohjaus+kirjasto&region=pirkanmaa") == [
        ("Pirkanmaa", "q=iltaohjaus+kirjasto", 1),
        ("kirjasto", "q=iltaohjaus&region=pirkanmaa", 1),
    ]
    assert offered(client, "?q=iltaohjaus&region=pirkanmaa&maturity=5") == [
        ("Pirkanmaa", "q=iltaohjaus&maturity=5", 1),
        ("Kypsyys vähintään: Levinnyt muille alueille", "q=iltaohjaus&region=pirkanmaa", 1),
    ]


def test_nothing_is_offered_where_something_was_found(client):
    PracticeFactory(text__title="Iltaohjaus", regions=["06"])

    assert offered(client, "?q=iltaohjaus&region=pirkanmaa") == []


def test_what_finds_nothing_either_is_not_offered(client):
    PracticeFactory(text__title="Iltaohjaus", regions=["06"])

    response = client.get(LIST + "?q=xyzzyx&region=kainuu")

    assert response.context_data["nearest"] == Nearest()
    assert "Lähimmät haut" not in response.content.decode()


def test_words_as_written_are_widened_to_inflected_forms(client):
    PracticeFactory(text__title="Opoilla on iltaohjaus")

    assert offered(client, "?q=opo&exact=1") == [("", "q=opo", 1)]


def test_a_single_word_is_left_out_and_its_choices_stay(client):
    PracticeFactory(text__title="Iltaohjaus", regions=["06"])

    assert offered(client, "?q=xyzzyx&region=pirkanmaa") == [("xyzzyx", "region=pirkanmaa", 1)]


def test_where_one_thing_less_does_not_help_each_is_offered_alone(client):
    PracticeFactory(text__title="Iltaohjaus", regions=["06"])

    response = client.get(LIST + "?q=xyzzyx+iltaohjaus&region=kainuu&region=pirkanmaa&maturity=5")

    found = response.context_data["nearest"].wider
    assert [(one.only, one.query, one.total) for one in found] == [
        ("iltaohjaus", "q=iltaohjaus", 1),
        ("Pirkanmaa / Kainuu", "region=kainuu&region=pirkanmaa", 1),
    ]
    assert "Vain: ”iltaohjaus”" in response.content.decode()


def test_each_offer_finds_what_it_says(client):
    for regions in (["06"], ["15"]):
        PracticeFactory(text__title="Iltaohjaus", regions=regions, terms=[("theme", "quality")])
    PracticeFactory(text__title="Kirjasto", regions=["08"])

    found = offered(client, "?q=iltaohjaus+kirjasto&region=kainuu&theme=quality&region=kymenlaakso")
    wider = client.get(LIST + "?q=iltaohjaus&region=kainuu&theme=quality").context_data["nearest"].wider

    assert [left_out for left_out, _query, _total in found] == ["", "", "", ""]  # two things would have to go
    assert [(one.total, client.get(one.url).context_data["results"].total) for one in wider] == [(2, 2)]


def test_what_the_viewer_may_not_see_is_not_counted(client):
    PracticeFactory(text__title="Iltaohjaus", regions=["06"], visibility="network")
    member = Client()
    member.force_login(PersonFactory(login=True, member_of=OrganisationFactory()).account)

    asked = "?q=iltaohjaus&region=kainuu"
    assert (offered(client, asked), len(offered(member, asked))) == ([], 1)


def test_phrases_stay_phrases_and_capitals_capitals():
    query = queries.read('TE "oma ura" iltaisin')

    assert [(one.left_out, one.text) for one in fewer.one_less(query)] == [
        ("te", '"oma ura" iltaisin'),
        ("oma ura", "TE iltaisin"),
        ("iltaisin", 'TE "oma ura"'),
    ]
    assert [one.text for one in fewer.alone(query)] == ["TE", '"oma ura"', "iltaisin"]
    assert list(fewer.one_less(queries.read("ura"))) == list(fewer.alone(queries.read("ura"))) == []


@pytest.mark.parametrize(
    "query",
    ["?q=xyzzyx+qwertyx+kirjasto&region=kainuu&theme=quality&maturity=5", "?q=xy+zz&exact=1&region=lappi"],
)
def test_the_worst_case_keeps_to_twelve_queries(query, django_assert_max_num_queries, settings):
    PracticeFactory(text__title="Kirjasto")
    client = Client()
    client.force_login(PersonFactory(login=True, member_of=OrganisationFactory()).account)
    client.get(LIST + query)

    with django_assert_max_num_queries(11):  # one is left for the second factor
        client.get(LIST + query)
