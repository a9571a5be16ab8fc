"""The list: search, choices, counts, pages."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from elo_portal.core.search import glossary
from elo_portal.core.search.searching import LITTLE
from practices import indexing
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory
from tests.practices.factories import AdoptionFactory, PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
LIST = "/fi/kaytannot/"
ENDED = {"ended_on": NOW.date(), "end_reason": "Rahoitus loppui."}
HTMX = {"HTTP_HX_REQUEST": "true"}


def titles(response):
    return [hit.card.title for hit in response.context_data["results"].hits]


def facet(response, name):
    found = next(one for one in response.context_data["facets"] if one.name == name)
    return {choice.option.slug: choice.count for choice in found.shown + found.folded}


def full_practice(**fields):
    practice = PracticeFactory(
        terms=[
            ("target_group", "upper-sec"),
            ("target_group", "vocational"),
            ("theme", "quality"),
            ("sector", "education"),
            ("development_target", "competence"),
        ],
        regions=["06", "15"],
        **fields,
    )
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")
    indexing.put(practice)
    return practice


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_needs_the_same_queries_however_many_there_are(signed_in, count, django_assert_num_queries):
    cache.clear()
    for _ in range(count):
        full_practice()
    client = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    # session, account, viewer, terms, regions, search, practices
    with django_assert_num_queries(7):
        response = client.get(LIST)

    assert response.context_data["results"].total == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_whose_words_stand_deep_needs_one_more_query(client, count, django_assert_num_queries):
    for _ in range(count):
        full_practice(text__description="Kirjastossa on pöytä.")
    glossary.current()  # a process reads the list of synonyms once

    # terms, regions, synonyms, search, practices, whole texts
    with django_assert_num_queries(6):
        response = client.get(LIST, {"q": "kirjasto"})

    assert ["<mark>Kirjastossa</mark>" in hit.excerpt for hit in response.context_data["results"].hits] == [
        True
    ] * count


def in_order(client, sort, **query):
    return titles(client.get(LIST, {"sort": sort, **query}))


def three_in_use():
    """In use in two organisations, in one, and in none; the last is the newest and best evidenced."""
    often = PracticeFactory(text__title="Ohjaus usein", evidence_level=None)
    once = PracticeFactory(text__title="Ohjaus kerran", evidence_level=1)
    PracticeFactory(text__title="Ohjaus ei vielä", evidence_level=4, published_at=NOW)
    for practice in (often, often, once):
        AdoptionFactory(practice=practice, state="in_use")
    indexing.put_all([often, once])


@pytest.mark.parametrize("query", [{}, {"q": "ohjaus"}])
def test_the_list_may_begin_with_the_most_used_or_the_best_evidenced(client, query):
    three_in_use()

    assert in_order(client, "most_used", **query) == ["Ohjaus usein", "Ohjaus kerran", "Ohjaus ei vielä"]
    assert in_order(client, "best_evidenced", **query) == ["Ohjaus ei vielä", "Ohjaus kerran", "Ohjaus usein"]
    assert in_order(client, "nonsense") == in_order(client, "newest")


def test_the_order_tells_nothing_that_the_card_does_not(client):
    PracticeFactory(text__title="A", published_at=NOW)
    other = PracticeFactory(text__title="B")
    for state in ("interested", "planned", "trial", "ended"):
        AdoptionFactory(practice=other, state=state, **(ENDED if state == "ended" else {}))
    indexing.put(other)

    response = client.get(LIST, {"sort": "most_used"})

    assert titles(response) == ["A", "B"]
    assert [hit.card.in_use for hit in response.context_data["results"].hits] == [0, 0]


def test_a_sorted_list_is_an_address_that_its_choices_keep(client):
    PracticeFactory(terms=[("theme", "quality")])

    response = client.get(LIST, {"sort": "most_used", "theme": "quality"})

    page = response.content.decode()
    assert '<option value="most_used" selected>Eniten käytössä</option>' in page
    assert '<option value="best_evidenced">Vahvin näyttö</option>' in page
    assert [chip.url for chip in response.context_data["chips"]] == ["?sort=most_used"]
    assert response.context_data["tiles"][0].url.startswith("?sort=most_used&theme=quality&region=")


@pytest.mark.parametrize("sort", ["most_used", "best_evidenced"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_sorted_list_needs_no_more_queries(client, count, sort, django_assert_num_queries):
    for _ in range(count):
        AdoptionFactory(practice=full_practice(), state="in_use")
    glossary.current()

    # terms, regions, search, practices
    with django_assert_num_queries(4):
        client.get(LIST, {"sort": sort})
    # the synonyms; where little is found, what else may have been meant
    with django_assert_num_queries(5 if count == LITTLE else 6):
        client.get(LIST, {"sort": sort, "q": "kvällsvägledning"})


def test_search_finds_inflected_forms_and_marks_them(client):
    PracticeFactory(text__title="Etäohjausta iltaisin")
    PracticeFactory(text__title="Kirjastovartti")

    response = client.get(LIST, {"q": "etäohjaus"})

    assert titles(response) == ["Etäohjausta iltaisin"]
    assert "<mark>Etäohjausta</mark> iltaisin" in response.content.decode()
    assert "<b>etä + ohjaus</b>" in response.content.decode()


def test_exact_search_finds_the_word_as_written_only(client):
    PracticeFactory(text__title="Etäohjausta iltaisin")

    response = client.get(LIST, {"q": "etäohjaus", "exact": "1"})

    assert titles(response) == []
    assert 'href="?q=et%C3%A4ohjaus"' in response.content.decode()


def test_choices_join_by_or_inside_a_group_and_by_and_between(client):
    PracticeFactory(text__title="A", regions=["06"], terms=[("theme", "quality")])
    PracticeFactory(text__title="B", regions=["15"], terms=[("theme", "quality")])
    PracticeFactory(text__title="C", regions=["06"], terms=[("theme", "access")])

    both = client.get(LIST, {"region": ["pirkanmaa", "pohjanmaa"], "theme": "quality"})
    one = client.get(LIST, {"region": "pirkanmaa", "theme": "quality"})

    assert (sorted(titles(both)), titles(one)) == (["A", "B"], ["A"])


def test_counts_leave_out_the_choice_in_their_own_group(client):
    PracticeFactory(regions=["06"], terms=[("theme", "quality")])
    PracticeFactory(regions=["15"], terms=[("theme", "quality"), ("theme", "access")])

    response = client.get(LIST, {"theme": "access"})
    tiles = {tile.code: (tile.count, tile.is_current) for tile in response.context_data["tiles"]}

    assert (facet(response, "theme")["quality"], facet(response, "theme")["access"]) == (2, 1)
    assert (tiles["06"], tiles["15"]) == ((0, False), (1, False))


def test_counts_tell_nothing_of_what_the_viewer_may_not_see(client, signed_in):
    PracticeFactory(visibility="network", terms=[("theme", "quality")])
    member = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    assert [facet(one.get(LIST), "theme")["quality"] for one in (client, member)] == [0, 1]


def test_at_least_takes_the_higher_levels_too(client):
    for maturity in (1, 3, 5):
        PracticeFactory(text__title=f"Taso {maturity}", maturity=maturity)

    response = client.get(LIST, {"maturity": "3"})

    assert sorted(titles(response)) == ["Taso 3", "Taso 5"]
    assert facet(response, "maturity") == {"2": 2, "3": 2, "4": 1, "5": 1}


def test_a_region_tile_adds_and_removes_its_region_and_keeps_the_rest(client):
    response = client.get(LIST, {"q": "ohjaus", "region": "lappi", "page": "1"})
    tiles = {tile.code: tile for tile in response.context_data["tiles"]}

    assert tiles["06"].url == "?q=ohjaus&region=lappi&region=pirkanmaa"
    assert (tiles["19"].url, tiles["19"].is_current) == ("?q=ohjaus", True)


def test_chips_lead_to_the_list_without_their_filter(client):
    PracticeFactory()

    response = client.get(LIST, {"region": "lappi", "theme": "quality", "maturity": "3"})

    assert [(str(chip.label), chip.url) for chip in response.context_data["chips"]] == [
        ("Lappi", "?theme=quality&maturity=3"),
        ("Kypsyys vähintään: Käytössä yhdessä organisaatiossa", "?region=lappi&theme=quality"),
        ("laatu ja arviointi", "?region=lappi&maturity=3"),
    ]


def test_language_is_a_choice_and_a_practice_in_two_languages_is_one(client):
    full_practice(text__title="Iltaohjaus")
    PracticeFactory(text__title="Vain suomeksi")

    response = client.get(LIST, {"language": "sv"})

    assert titles(response) == ["Iltaohjaus"]
    assert facet(response, "language") == {"fi": 2, "sv": 1, "en": 0}


def test_what_is_not_in_the_readers_language_is_shown_with_its_language(client):
    PracticeFactory(source_language="sv", text__title="Kvällsvägledning")

    html = client.get(LIST).content.decode()

    assert '<h2 lang="sv">' in html
    assert "Vain ruotsiksi" in html


def test_newest_first_by_default_and_when_asked(client):
    PracticeFactory(text__title="Ohjaus vanha", evidence_level=4, published_at=NOW - timedelta(days=9))
    PracticeFactory(text__title="Ohjaus uusi", evidence_level=0, published_at=NOW - timedelta(days=1))

    everything, best, newest = (
        titles(client.get(LIST, query)) for query in ({}, {"q": "ohjaus"}, {"q": "ohjaus", "sort": "newest"})
    )

    assert everything == newest == ["Ohjaus uusi", "Ohjaus vanha"]
    assert best == ["Ohjaus vanha", "Ohjaus uusi"]


def test_pages_and_a_page_beyond_the_last(client):
    PracticeFactory.create_batch(21)

    second, beyond = client.get(LIST, {"page": "2"}), client.get(LIST, {"page": "99"})

    assert [len(response.context_data["results"].hits) for response in (second, beyond)] == [1, 1]
    assert beyond.context_data["page"].number == 2


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "x"},
        {"page": "-3"},
        {"page": "٣"},
        {"page": "9" * 30},
        {"region": "atlantis"},
        {"maturity": "zz"},
        {"q": "\x00"},
        {"q": "' & ! :* \\"},
        {"q": "a" * 5000},
        {"q": "<script>alert(1)</script>"},
        {"theme": ["x"] * 500},
        {"sort": "price"},
        {"unknown": "1"},
        {"q": "\u202eohjaus 💡 שלום"},
    ],
)
def test_nonsense_in_the_address_is_no_error(client, query):
    PracticeFactory()

    response = client.get(LIST, query)

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_nothing_found_leads_on(client):
    PracticeFactory(regions=["06"], text__title="Iltaohjaus")

    response = client.get(LIST, {"q": "iltaohjaus", "region": "kainuu"})
    html = response.content.decode()

    assert response.context_data["nearest"].without_choices == 1
    assert "Tällä polulla ei ole vielä merkkejä" in html
    assert 'href="?q=iltaohjaus"' in html


def test_htmx_gets_the_parts_only_with_the_same_rights(client):
    PracticeFactory(text__title="Iltaohjaus")
    PracticeFactory(text__title="Salainen", visibility="network")

    part = client.get(LIST, **HTMX)
    boosted = client.get(LIST, HTTP_HX_BOOSTED="true", **HTMX)

    html = part.content.decode()
    assert "<html" not in html
    assert "Iltaohjaus" in html
    assert "Salainen" not in html
    assert 'id="facet-groups" hx-swap-oob="true"' in html
    assert "HX-Request" in part["Vary"]
    assert "<html" in boosted.content.decode()


def test_the_list_speaks_the_readers_language(client):
    full_practice(text__title="Iltaohjaus")

    with translation.override("sv"):
        response = client.get(reverse("practices:list"))

    assert response.request["PATH_INFO"] == "/sv/praxis/"
    assert titles(response) == ["Kvällsvägledning"]


def test_very_long_words_and_turned_text_stay_text(client):
    PracticeFactory(text__title="x" * 100, text__summary="<b>lihava</b> " + "ä" * 250)

    html = client.get(LIST).content.decode()

    assert "x" * 100 in html
    assert "&lt;b&gt;lihava&lt;/b&gt;" in html
