"""The pages of the vocabularies, and what becomes of links with a merged word."""

import pytest
from django.urls import reverse

from elo_portal.core import terms
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.queries import known as known_people
from practices import indexing
from practices.queries import browsing, known, wanting
from tests.factories import NOW
from tests.members.factories import PersonFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
ADMIN = Viewer(person_id=1, is_admin=True)


@pytest.fixture
def admin(client):
    client.force_login(PersonFactory(login=True, is_admin=True).account)
    return client


def theme(slug="access"):
    return Term.objects.get(vocabulary="theme", slug=slug)


def merged():
    return terms.merge(term_id=theme().pk, into_id=theme("transitions").pk, actor=ADMIN)


def test_a_word_is_added_and_shown(admin):
    sent = {"name_fi": "Vertaistuki", "name_sv": "Kamratstöd", "name_en": "Peer support", "order": ""}
    response = admin.post("/fi/yllapito/sanastot/theme/uusi/", sent, follow=True)

    assert "Sana lisättiin." in response.text
    assert "Vertaistuki" in response.text


def test_a_name_that_is_known_is_said_beside_its_field_and_nothing_is_lost(admin):
    sent = {"name_fi": theme().name_fi, "name_sv": "Kamratstöd", "name_en": "Peer support", "order": "4"}
    response = admin.post("/fi/yllapito/sanastot/theme/uusi/", sent)

    assert response.status_code == 422
    assert response.context["form"].errors == {"name_fi": ["Sanastossa on jo tämänniminen sana."]}
    assert 'value="Kamratstöd"' in response.text


@pytest.mark.parametrize("order", ["-1", "40000", "viisi"])
def test_a_place_that_is_none_is_said(admin, order):
    sent = {"name_fi": "A", "name_sv": "B", "name_en": "C", "order": order}

    assert "order" in admin.post("/fi/yllapito/sanastot/theme/uusi/", sent).context["form"].errors


def test_what_a_merge_means_is_said_before_it_is_done(admin):
    PracticeFactory(text__title="Iltaohjaus").terms.add(theme())
    address = reverse("pages:term_merge", args=[theme().pk])

    assert "Sana on käytössä 1 kohdassa" in admin.get(address).text
    admin.post(address, {"into": theme("transitions").pk})

    assert theme().successor == theme("transitions")
    assert admin.get(reverse("pages:term", args=[theme().pk])).status_code == 404


@pytest.mark.parametrize("into", ["", "nothing", "2000000000"])
def test_without_another_word_nothing_is_merged(admin, into):
    response = admin.post(reverse("pages:term_merge", args=[theme().pk]), {"into": into})

    assert (response.status_code, theme().successor) == (422, None)


def test_only_what_may_be_done_is_offered(admin):
    fixed = Term.objects.of("maturity")[0]

    assert admin.get("/fi/yllapito/sanastot/maturity/uusi/").status_code == 404
    assert admin.get(reverse("pages:term_merge", args=[fixed.pk])).status_code == 404
    assert "Poista valittavista" not in admin.get(reverse("pages:term", args=[fixed.pk])).text
    assert admin.get("/fi/yllapito/sanastot/nothing/").status_code == 404


@pytest.mark.parametrize("do", ["", "nothing", "bring_back"])
def test_a_button_that_is_none_changes_nothing(admin, do):
    admin.post(reverse("pages:term_state", args=[theme().pk]), {"do": do})

    assert theme().is_active


def test_a_used_word_is_refused_to_be_deleted(admin):
    PracticeFactory(text__title="Iltaohjaus").terms.add(theme())

    response = admin.post(reverse("pages:term_state", args=[theme().pk]), {"do": "delete"}, follow=True)

    assert "Sana on käytössä" in response.text


def test_a_link_with_a_merged_word_leads_to_the_other(client):
    merged()

    response = client.get("/fi/kaytannot/?theme=access&region=pirkanmaa&theme=transitions")

    assert (response.status_code, response.url) == (301, "/fi/kaytannot/?theme=transitions&region=pirkanmaa")


def test_a_saved_search_with_a_merged_word_finds_the_other(settings):
    practice = PracticeFactory(text__title="Iltaohjaus", published_at=NOW)
    practice.terms.add(theme())
    indexing.put(practice)
    merged()
    options = browsing.load_options()

    sought = wanting.read("theme=access", options)
    found = browsing.browse(viewer=ADMIN, wanted=sought, options=options, now=NOW)

    assert sought.chosen == {"theme": ("transitions",)}
    assert [hit.card.pk for hit in found.hits] == [practice.pk]
    assert "access" not in [option.slug for option in options.groups["theme"]]


def test_a_file_may_go_on_naming_it():
    into = merged()

    assert known.known().terms["theme", "access"] == into.pk
    assert known_people.for_people().terms["theme", "access"] == into.pk
