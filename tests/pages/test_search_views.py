"""The search over everything, and the list of synonyms."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from elo_portal.core.models import Synonym
from practices import indexing as practice_indexing
from seminars import indexing as event_indexing
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory
from tests.practices.factories import PracticeFactory, PracticeTextFactory
from tests.seminars.factories import EventFactory

pytestmark = pytest.mark.django_db
SEARCH = "/fi/haku/"


def event(**fields):
    made = EventFactory(**fields)
    event_indexing.put(made)
    return made


def hits(response):
    return [
        str(hit.title).replace("<mark>", "").replace("</mark>", "")
        for hit in response.context["results"].hits
    ]


def signed_in(person):
    client = Client()
    client.force_login(person.account)
    return client


@pytest.mark.parametrize("address", ["/fi/haku/", "/sv/sok/", "/en/search/"])
def test_the_page_stands_at_its_addresses_and_asks_nothing_of_the_database(
    client, address, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


def test_practices_and_events_are_found_together_and_marked(client):
    PracticeFactory(text__title="Etäohjausta iltaisin")
    event(title_fi="Etäohjauksen foorumi")

    response = client.get(SEARCH, {"q": "etäohjaus"})
    page = response.content.decode()

    assert sorted(hits(response)) == ["Etäohjauksen foorumi", "Etäohjausta iltaisin"]
    assert "<mark>Etäohjausta</mark> iltaisin" in page
    assert "<mark>Etäohjauksen</mark> foorumi" in page
    assert "<b>etä + ohjaus</b>" in page


def test_the_kinds_are_counted_and_can_be_chosen(client):
    PracticeFactory.create_batch(2, text__title="Etäohjausta iltaisin")
    event(title_fi="Etäohjauksen foorumi")

    response = client.get(SEARCH, {"q": "etäohjaus", "kind": "events"})

    assert hits(response) == ["Etäohjauksen foorumi"]
    assert [tab.label for tab in response.context["tabs"]] == [
        "Kaikki (3)",
        "Käytännöt (2)",
        "Tapahtumat (1)",
    ]
    assert [tab.is_current for tab in response.context["tabs"]] == [False, False, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_the_same_queries_however_many_there_are(count, django_assert_num_queries):
    for _ in range(count):
        practice = PracticeFactory(
            text__title="Iltaohjaus", text__description="Kirjastossa.", regions=["06", "15"]
        )
        PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")
        practice_indexing.put(practice)
        event(description_fi="Kirjastossa.")
    client = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))
    client.get(SEARCH, {"q": "kirjasto"})  # the list of synonyms is read once

    # session, account and viewer, synonyms, search, practices, their whole texts, events
    with django_assert_num_queries(8):
        response = client.get(SEARCH, {"q": "kirjasto"})

    assert response.context["results"].total == 2 * count


def test_the_worst_case_keeps_to_twelve_queries(django_assert_max_num_queries):
    PracticeFactory(text__title="Kirjasto")
    client = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))
    client.get(SEARCH, {"q": "kirjasto"})

    with django_assert_max_num_queries(12):
        client.get(SEARCH, {"q": "xyzzy kirjasto qwertyx", "kind": "events", "page": "7"})


def test_a_mistyped_word_is_read_as_it_was_meant(client):
    PracticeFactory(text__title="Nuorisotyöttömyyttä vastaan")

    response = client.get(SEARCH, {"q": "tyottomyys"})
    page = response.content.decode()

    assert hits(response) == ["Nuorisotyöttömyyttä vastaan"]
    assert "Haulla ”tyottomyys” ei löytynyt mitään." in page
    assert "<b>työttömyys</b>" in page


def test_what_may_have_been_meant_is_offered(client):
    PracticeFactory(text__title="Koulutustakuu")

    page = client.get(SEARCH, {"q": "koulutustauko"}).content.decode()

    assert "Tarkoititko" in page
    assert 'href="?q=koulutustakuu"' in page


def test_exactly_this_word_stands_beside_what_was_read(client):
    PracticeFactory(text__title="Etäohjausta iltaisin")

    loose = client.get(SEARCH, {"q": "etäohjaus"})
    exact = client.get(SEARCH, {"q": "etäohjaus", "exact": "1"})

    assert 'href="?q=et%C3%A4ohjaus&amp;exact=1"' in loose.content.decode()
    assert hits(exact) == []
    assert 'href="?q=et%C3%A4ohjaus"' in exact.content.decode()


def test_a_hit_says_its_language(client):
    PracticeFactory(text__title="Etäohjausta iltaisin")

    page = client.get("/sv/sok/", {"q": "handledning på distans"}).content.decode()

    assert 'lang="fi"' in page
    assert "<mark>Etäohjausta</mark>" in page
    assert "Bara på finska" in page


def test_most_of_the_words_come_after_all_of_them_and_are_marked(client):
    PracticeFactory(text__title="Etäohjaus lukiossa iltaisin")
    PracticeFactory(text__title="Etäohjaus lukiossa")

    response = client.get(SEARCH, {"q": "etäohjaus lukio iltaisin"})
    page = response.content.decode()

    assert hits(response) == ["Etäohjaus lukiossa iltaisin", "Etäohjaus lukiossa"]
    assert page.count("Näissä on useimmat sanoista, mutta ei kaikkia") == 1


def test_where_nothing_is_found_a_wider_search_is_offered(client):
    PracticeFactory(text__title="Kirjasto")

    page = client.get(SEARCH, {"q": "kirjasto xyzzy"}).content.decode()

    assert 'href="/fi/haku/?q=kirjasto"' in page
    assert 'q=xyzzy"' not in page


def test_the_visitor_finds_nothing_that_is_not_public(client):
    PracticeFactory(text__title="Kirjasto", visibility="network")
    event(title_fi="Kirjastofoorumi", network=True)
    member = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    asked = {"q": "kirjasto"}
    assert [
        client.get(SEARCH, asked).context["results"].total,
        member.get(SEARCH, asked).context["results"].total,
    ] == [
        0,
        2,
    ]


def test_a_cancelled_event_says_so(client):
    event(title_fi="Kirjastofoorumi", cancelled=True)

    assert "Peruttu" in client.get(SEARCH, {"q": "kirjastofoorumi"}).content.decode()


def test_a_practice_that_nobody_confirmed_says_so(client):
    PracticeFactory(text__title="Kirjasto", published_at=NOW - timedelta(days=400))

    assert "Ei vahvistettu vuoteen" in client.get(SEARCH, {"q": "kirjasto"}).content.decode()


@pytest.mark.parametrize(
    "asked", [{"q": "x" * 999}, {"q": "a", "page": "99999999"}, {"q": "\x00!", "kind": "nothing"}]
)
def test_whatever_is_asked_is_answered(client, asked):
    assert client.get(SEARCH, asked).status_code == 200


def test_what_was_typed_is_escaped(client):
    page = client.get(SEARCH, {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page


def test_the_home_page_leads_to_the_search(client):
    assert 'action="/fi/haku/"' in client.get("/fi/").content.decode()


# The list of synonyms


@pytest.fixture
def admin():
    return signed_in(PersonFactory(login=True, is_admin=True))


VALUES = {"word": "mirri", "language": "fi", "meaning": "kissa", "meaning_language": "fi"}


def test_an_administrator_adds_changes_and_removes_a_pair(admin, client):
    PracticeFactory(text__title="Kissa")

    added = admin.post(reverse("pages:synonym_new"), VALUES)
    pair = Synonym.objects.get(word="mirri")
    assert (added.status_code, hits(client.get(SEARCH, {"q": "mirri"}))) == (302, ["Kissa"])

    admin.post(reverse("pages:synonym", args=[pair.pk]), VALUES | {"meaning": "koira"})
    assert hits(client.get(SEARCH, {"q": "mirri"})) == []

    admin.post(reverse("pages:synonym_remove", args=[pair.pk]))
    assert not Synonym.objects.filter(word="mirri").exists()


def test_a_pair_that_is_there_is_refused_and_nothing_typed_is_lost(admin):
    response = admin.post(reverse("pages:synonym_new"), VALUES | {"word": "opo", "meaning": "opinto-ohjaaja"})

    assert response.status_code == 422
    assert "Tämä pari on jo luettelossa." in response.content.decode()
    assert 'value="opinto-ohjaaja"' in response.content.decode()


def test_the_list_is_narrowed_by_a_word(admin):
    page = admin.get(reverse("pages:synonyms"), {"q": "opinto-ohj"}).context["page"]

    assert {"opo"} <= {pair.word for pair in page}
    assert all("opinto-ohj" in f"{pair.word} {pair.meaning}" for pair in page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_however_many_there_are(admin, count, django_assert_num_queries):
    Synonym.objects.all().delete()
    for number in range(count):
        Synonym.objects.create(word=f"a{number}", language="fi", meaning="b", meaning_language="fi")

    # session, account and viewer, count, pairs
    with django_assert_num_queries(5):
        assert len(admin.get(reverse("pages:synonyms")).context["page"]) == count


def test_the_list_is_for_administrators(client):
    member = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    assert member.get(reverse("pages:synonyms")).status_code == 403
    assert member.post(reverse("pages:synonym_new"), VALUES).status_code == 403
