"""Searches that people keep: once each, for nobody else's eyes, and the tick does what it says."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from elo_portal.core.models import AuditEntry
from elo_portal.core.search import glossary
from elo_portal.core.viewers import NOBODY
from members.models import Person
from practices.commands import searches as commands
from practices.models import SavedSearch
from practices.queries import browsing, saved_searches, wanting
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
LIST, OWN, NEW = "/fi/kaytannot/", "/fi/oma/haut/", "/fi/oma/haut/uusi/"


@pytest.fixture
def owner():
    return PersonFactory(member_of=OrganisationFactory(), login=True)


def save(owner, query="q=etäohjaus", *, name="Etäohjaus", in_digest=False):
    return commands.save(name=name, query=query, in_digest=in_digest, actor=viewer_of(owner), now=NOW)


def names(owner):
    return [one.search.name for one in saved_searches.listed(viewer=viewer_of(owner))]


def digest_of(owner):
    return Person.objects.get(pk=owner.pk).digest


def turn_digest_off(owner):
    Person.objects.filter(pk=owner.pk).update(digest=Person.Digest.OFF)


@pytest.mark.parametrize("address", ["/fi/oma/haut/", "/sv/min-sida/sokningar/", "/en/me/searches/"])
def test_the_page_stands_at_its_addresses(signed_in, owner, address):
    assert signed_in(owner).get(address).status_code == 200


def test_the_same_words_and_choices_are_one_query_however_they_are_written():
    options = browsing.load_options()

    def canonical(query):
        return wanting.written(wanting.read(query, options))

    assert canonical("page=2&sort=newest&region=lappi&region=kainuu&q=+opo++ilta&theme=") == (
        "q=opo+ilta&region=kainuu&region=lappi"
    )
    assert canonical("region=kainuu&q=opo+ilta&region=lappi&theme=ei-ole") == (
        "q=opo+ilta&region=kainuu&region=lappi"
    )
    assert canonical("exact=1&sort=newest&page=7&region=ei-ole") == ""


def test_a_query_in_words_is_in_the_readers_language():
    def words(language):
        with translation.override(language):
            options = browsing.load_options()
            return wanting.in_words(
                wanting.read("q=opo&region=lappi&region=kainuu&maturity=3", options), options
            )

    assert {language: words(language) for language in ("fi", "sv", "en")} == {
        "fi": "”opo”, Kainuu / Lappi, Kypsyys vähintään: Käytössä yhdessä organisaatiossa",
        "sv": "”opo”, Kajanaland / Lappland, Mognad minst: I bruk i en organisation",
        "en": "“opo”, Kainuu / Lapland, Maturity at least: In use in one organisation",
    }


def test_a_search_is_saved_from_the_list_and_opened_again(signed_in, owner):
    practice = PracticeFactory(text__title="Etäohjausta iltaisin")
    browser = signed_in(owner)
    save_url = (
        browser.get(LIST, {"q": "etäohjaus", "region": "pirkanmaa", "page": "1"})
        .context_data["asking"]
        .save_url
    )
    page = browser.get(save_url)

    assert "”etäohjaus”, Pirkanmaa" in page.content.decode()
    answer = browser.post(save_url, {"name": "Iltaohjaus", "query": page.context_data["query"]})

    assert (answer.status_code, answer.url) == (302, OWN)
    (saved,) = browser.get(OWN).context_data["saved"]
    assert (saved.search.name, saved.total, saved.search.in_digest) == ("Iltaohjaus", 1, False)
    opened = browser.get(saved.url).context_data["results"]
    assert [hit.card.pk for hit in opened.hits] == [practice.pk]


def test_a_search_is_saved_from_the_search_page_as_it_was_meant(signed_in, owner):
    PracticeFactory(text__title="Nuorisotyöttömyyttä vastaan")
    browser = signed_in(owner)

    def query(**asked):
        return browser.get("/fi/haku/", asked).context_data["asking"].query

    assert query(q="työttömyys", kind="practices") == "q=ty%C3%B6tt%C3%B6myys"
    assert query(q="tyottomyys") == "q=ty%C3%B6tt%C3%B6myys"  # what was found stands in the search
    assert query(q="työttömyys", kind="events") == ""


def test_visitors_are_not_offered_to_save_and_are_asked_to_sign_in(client):
    PracticeFactory(text__title="Etäohjausta iltaisin")

    assert "oma/haut" not in client.get(LIST, {"q": "etäohjaus"}).content.decode()
    answer = client.post(f"{NEW}?q=opo", {"name": "Opo", "query": "q=opo"})
    assert (answer.status_code, SavedSearch.objects.count()) == (302, 0)
    assert "q%3Dopo" in answer.url


def test_the_whole_library_is_no_search(signed_in, owner):
    browser = signed_in(owner)

    assert "oma/haut/uusi" not in browser.get(LIST).content.decode()
    answer = browser.post(NEW, {"name": "Kaikki", "query": ""})
    assert (answer.status_code, list(answer.context_data["form"].errors)) == (422, ["name"])


def test_the_same_search_twice_is_told_beside_the_field_and_nothing_typed_is_lost(signed_in, owner):
    save(owner, "q=opo")

    answer = signed_in(owner).post(f"{NEW}?q=opo", {"name": "Toinen", "query": "q=opo", "in_digest": "on"})

    form = answer.context_data["form"]
    assert answer.status_code == 422
    assert form.errors["name"] == ["Olet jo tallentanut tämän haun."]
    assert (form["name"].value(), form["in_digest"].value()) == ("Toinen", True)
    assert SavedSearch.objects.count() == 1


def test_others_may_save_the_same_search(owner):
    other = PersonFactory(login=True)
    save(owner)
    save(other)

    assert (names(owner), names(other)) == (["Etäohjaus"], ["Etäohjaus"])


def test_there_is_an_end_to_saving(owner):
    for number in range(commands.MOST_SAVED):
        save(owner, f"q=sana{number}")

    with pytest.raises(commands.SavedTooMany):
        save(owner, "q=viela")


def test_a_search_of_more_choices_than_fit_is_refused(owner):
    with pytest.raises(commands.TooMuchSought):
        save(owner, "q=" + "a" * commands.LONGEST)


def test_visitors_save_nothing():
    with pytest.raises(PermissionDenied):
        commands.save(name="Opo", query="q=opo", in_digest=False, actor=NOBODY, now=NOW)


def test_the_tick_turns_the_digest_on_and_says_so_before(signed_in, owner):
    turn_digest_off(owner)
    browser = signed_in(owner)

    form = browser.get(f"{NEW}?q=opo").context_data["form"]
    assert form["in_digest"].value() is False
    assert "Tämä valinta tilaa sen" in form.fields["in_digest"].help_text
    browser.post(f"{NEW}?q=opo", {"name": "Opo", "query": "q=opo"})
    assert digest_of(owner) == "off"
    browser.post(f"{NEW}?q=ilta", {"name": "Ilta", "query": "q=ilta", "in_digest": "on"})
    assert digest_of(owner) == "weekly"
    assert AuditEntry.objects.filter(action="members.subscribe").count() == 1


def test_a_new_search_is_ticked_for_those_who_get_the_digest(signed_in, owner):
    form = signed_in(owner).get(f"{NEW}?q=opo").context_data["form"]

    assert (form["in_digest"].value(), form["name"].value()) == (True, "opo")


def test_renaming_does_not_turn_the_digest_on_again(signed_in, owner):
    search = save(owner, in_digest=True)
    turn_digest_off(owner)
    browser = signed_in(owner)
    address = reverse("practices:saved_search", args=[search.pk])

    assert browser.get(OWN).context_data["is_silent"] is True
    form = browser.get(address).context_data["form"]
    assert form["in_digest"].value() is False
    browser.post(address, {"name": "Uusi nimi"})
    assert (names(owner), digest_of(owner)) == (["Uusi nimi"], "off")


def test_a_search_is_removed(signed_in, owner):
    search = save(owner)

    answer = signed_in(owner).post(reverse("practices:remove_search", args=[search.pk]))

    assert (answer.status_code, names(owner)) == (302, [])


def test_another_persons_search_does_not_exist(signed_in, owner):
    search = save(owner)
    other = PersonFactory(login=True)
    browser = signed_in(other)

    assert browser.get(reverse("practices:saved_search", args=[search.pk])).status_code == 404
    assert browser.post(reverse("practices:remove_search", args=[search.pk])).status_code == 404
    assert names(other) == []
    with pytest.raises(PermissionDenied):
        commands.remove(search_id=search.pk, actor=viewer_of(other))
    with pytest.raises(PermissionDenied):
        commands.change(search_id=search.pk, name="X", in_digest=False, actor=viewer_of(other))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_one_and_for_three(
    signed_in, owner, count, django_assert_num_queries
):
    for number in range(count):
        save(owner, f"q=sana{number}&region=kainuu", in_digest=True)
    browser = signed_in(owner)
    glossary.current()

    # session, account, person with roles; searches, terms, regions, synonyms, what each finds; the digest
    with django_assert_num_queries(9):
        assert len(browser.get(OWN).context_data["saved"]) == count


def test_what_a_search_finds_is_counted_as_its_list_counts(signed_in, owner):
    PracticeFactory(text__title="Etäohjausta iltaisin", regions=["06"])
    PracticeFactory(text__title="Etäohjausta kirjastossa", regions=["15"])
    PracticeFactory(text__title="Kirjastossa iltaisin etänä ohjausta", regions=["06"])
    PracticeFactory(text__title="Etäohjausta verkostolle", visibility="network")
    browser = signed_in(owner)
    queries = [
        "q=etäohjaus", "q=etäohjausta&exact=1", "region=pirkanmaa", "q=etäohjaus&region=pirkanmaa&maturity=3",
        "q=etäohjaus+kirjasto+iltaisin", 'q="kirjastossa+iltaisin"', "q=%21%21", "maturity=5",
    ]  # fmt: skip
    for query in queries:
        save(owner, query, name=query)

    found = browser.get(OWN).context_data["saved"]

    assert [(one.search.query, one.total) for one in found] == [
        (one.search.query, browser.get(one.url).context_data["results"].total) for one in found
    ]
    assert {one.total for one in found} > {0, 1, 3}
