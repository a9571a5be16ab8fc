"""Reading the glossary, and writing into it by its forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Agreement, GlossaryComment, GlossaryEntry, Wording
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, group
from tests.members.glossary.factories import WordingFactory

pytestmark = pytest.mark.django_db

SAID = {
    "term_fi": "etäohjaus",
    "definition_fi": "Ohjausta ruudun kautta.",
    "term_sv": "distansvägledning",
    "definition_sv": "Vägledning via en skärm.",
}


@pytest.fixture
def chair(client):
    person = PersonFactory(login=True, member_of=OrganisationFactory(), seat_in=group(), seat_role="chair")
    client.force_login(person.account)
    return person


def text_of(response) -> str:
    return response.content.decode()


def test_the_list_goes_from_a_to_o_as_finnish_does(client):
    for term in ("öljy", "aika", "äly", "yö", "ål"):
        WordingFactory(term=(term, f"{term}x"))

    page = text_of(client.get("/fi/sanasto/"))

    places = [page.index(f">{term}</a>") for term in ("aika", "yö", "ål", "äly", "öljy")]
    assert places == sorted(places)


def test_a_word_of_any_language_finds_the_entry(client):
    WordingFactory(term=("etäohjaus", "distansvägledning"))
    WordingFactory(term=("kunta", "kommun"))

    page = text_of(client.get("/fi/sanasto/", {"q": "DISTANS"}))

    assert "etäohjaus" in page
    assert ">kunta<" not in page


def test_the_list_takes_the_same_queries_for_one_entry_and_for_sixty(client):
    counts = []
    for many in (1, 59):
        WordingFactory.create_batch(many)
        with CaptureQueriesContext(connection) as queries:
            client.get("/fi/sanasto/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_entry_shows_its_languages_with_their_lang(client):
    wording = WordingFactory(term=("kunta", "kommun"))

    page = text_of(client.get(reverse("members:entry", args=[wording.entry.slug])))

    assert '<p class="strong" lang="sv">kommun</p>' in page


def test_what_members_say_is_for_members(client, chair):
    wording = WordingFactory()
    GlossaryComment.objects.create(
        entry=wording.entry, text="Meillä toisin.", language="fi", author=chair, at=NOW
    )
    address = reverse("members:entry", args=[wording.entry.slug])

    inside = text_of(client.get(address))
    client.logout()
    outside = text_of(client.get(address))

    assert ("Meillä toisin." in inside, "Meillä toisin." in outside) == (True, False)
    assert (chair.name in inside, chair.name in outside) == (True, False)


def test_a_member_proposes_and_the_chair_records_the_decision(client, chair):
    proposed = client.post("/fi/sanasto/uusi/", SAID)
    wording = Wording.objects.get(entry__slug="etaohjaus")
    decision = {"group_id": group().pk, "agreed_on": "2.3.2026", "decision": "1/2026"}
    recorded = client.post(reverse("members:entry_agree", args=["etaohjaus", wording.pk]), decision)

    assert proposed.url == recorded.url == "/fi/sanasto/etaohjaus/"
    assert Agreement.objects.get().group == group()
    assert "päätös 1/2026" in text_of(client.get(recorded.url))


def test_errors_stand_beside_the_field_and_nothing_is_lost(client, chair):
    answer = client.post(
        "/fi/sanasto/uusi/", SAID | {"definition_sv": "", "term_en": "remote", "synonyms_fi": "x" * 61}
    )

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"definition_sv", "definition_en", "synonyms_fi"}
    assert "Ohjausta ruudun kautta." in text_of(answer)
    assert not GlossaryEntry.objects.exists()


def test_a_wording_of_another_entry_is_not_agreed_on_here(client, chair):
    here, elsewhere = WordingFactory(), WordingFactory()
    address = reverse("members:entry_agree", args=[here.entry.slug, elsewhere.pk])

    assert client.get(address).status_code == 404


def test_a_wording_follows_what_stands_now(client, chair):
    wording = WordingFactory(term=("kunta", "kommun"))
    address = reverse("members:entry_change", args=[wording.entry.slug])

    page = text_of(client.get(address))
    answer = client.post(address, SAID | {"reason": "Selkeämpi."})

    assert 'value="kunta"' in page
    assert answer.status_code == 302
    assert wording.entry.wordings.count() == 2
