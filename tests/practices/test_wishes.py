"""Wishes: told by those who have signed in, seen without names by those whom they concern."""

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry
from elo_portal.core.search import glossary
from elo_portal.core.viewers import NOBODY
from practices.commands import searches as commands
from practices.models import Wish
from practices.queries import wishes
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
LIST, WISH, WISHES = "/fi/kaytannot/", "/fi/oma/toiveet/uusi/", "/fi/tyopoyta/toiveet/"


@pytest.fixture
def reader():
    return PersonFactory(login=True)


@pytest.fixture
def coordinator():
    return PersonFactory(login=True, coordinator_of=authority("04"))


def wish(person, query="q=hevostalli", text=""):
    return commands.wish(query=query, text=text, language="fi", actor=viewer_of(person), now=NOW)


@pytest.mark.parametrize("page", [LIST, "/fi/haku/"])
def test_where_nothing_is_found_one_can_wish_for_it(signed_in, reader, page):
    browser = signed_in(reader)
    html = browser.get(page, {"q": "hevostalli"}).content.decode()

    assert 'action="/fi/oma/toiveet/uusi/?q=hevostalli"' in html
    answer = browser.post(f"{WISH}?q=hevostalli", {"query": "q=hevostalli", "text": "Talliyrittäjille."})

    assert (answer.status_code, answer.url) == (302, f"{LIST}?q=hevostalli")
    made = Wish.objects.get()
    assert (made.person, made.query, made.text, made.language) == (
        reader, "q=hevostalli", "Talliyrittäjille.", "fi",
    )  # fmt: skip
    assert AuditEntry.objects.get().action == "practices.wish"


def test_visitors_are_led_to_sign_in(client):
    html = client.get(LIST, {"q": "hevostalli"}).content.decode()

    assert ('href="/fi/oma/toiveet/uusi/?q=hevostalli"' in html, '<form class="mt-m"' in html) == (
        True,
        False,
    )
    answer = client.post(f"{WISH}?q=hevostalli", {"query": "q=hevostalli"})
    assert (answer.status_code, Wish.objects.count()) == (302, 0)
    with pytest.raises(PermissionDenied):
        commands.wish(query="q=hevostalli", text="", language="fi", actor=NOBODY, now=NOW)


def test_where_something_is_found_nothing_is_wished_for(signed_in, reader):
    PracticeFactory(text__title="Hevostalli")

    assert "oma/toiveet" not in signed_in(reader).get(LIST, {"q": "hevostalli"}).content.decode()


def test_a_sentence_that_is_too_long_is_told_beside_its_field_and_kept(signed_in, reader):
    answer = signed_in(reader).post(f"{WISH}?q=opo", {"query": "q=opo", "text": "x" * 301})

    form = answer.context_data["form"]
    assert (answer.status_code, list(form.errors), form["text"].value()) == (422, ["text"], "x" * 301)
    assert Wish.objects.count() == 0


def test_nothing_is_not_wished_for(signed_in, reader):
    answer = signed_in(reader).post(WISH, {"query": "sort=newest&region=ei-ole", "text": "Jotain"})

    assert (answer.status_code, Wish.objects.count()) == (422, 0)


def test_the_same_wish_again_is_one_and_says_what_was_said_last(reader):
    wish(reader, text="Nuorille.")
    wish(reader, text="Aikuisille.")

    assert [(one.query, one.text) for one in Wish.objects.all()] == [("q=hevostalli", "Aikuisille.")]


def test_wishes_are_grouped_by_what_was_asked_the_most_wished_first(signed_in, coordinator):
    PracticeFactory(text__title="Opon ilta")
    first, second = PersonFactory(first_name="Salainen"), PersonFactory()
    wish(first, "q=opo")
    wish(first, "q=hevostalli&region=kainuu", "Talliyrittäjille.")
    wish(second, "q=hevostalli&region=kainuu")

    response = signed_in(coordinator).get(WISHES)
    html = response.content.decode()

    assert [(one.words, one.count, one.texts, one.total) for one in response.context_data["wishes"]] == [
        ("”hevostalli”, Kainuu", 2, ("Talliyrittäjille.",), 0),
        ("”opo”", 1, (), 1),
    ]
    assert ('href="/fi/kaytannot/?q=hevostalli&amp;region=kainuu"' in html, "Salainen" in html) == (
        True,
        False,
    )


def test_wishes_are_for_coordinators_and_administrators(signed_in, client, coordinator, reader):
    member = PersonFactory(login=True, contact_of=OrganisationFactory())
    admin = PersonFactory(login=True, is_admin=True)
    wish(reader)

    answers = [signed_in(one).get(WISHES).status_code for one in (coordinator, admin, member, reader)]

    assert answers == [200, 200, 403, 403]
    assert client.get(WISHES).status_code == 302
    assert list(wishes.grouped(viewer=viewer_of(member))) == []
    assert "toiveet" in signed_in(coordinator).get("/fi/tyopoyta/").content.decode()
    assert "toiveet" not in signed_in(member).get("/fi/tyopoyta/").content.decode()


def test_those_who_may_write_are_led_to_writing(signed_in, coordinator, reader):
    wish(reader)
    writer = PersonFactory(login=True, coordinator_of=authority("08"), member_of=OrganisationFactory())

    assert "Kuvaa käytäntö" in signed_in(writer).get(WISHES).content.decode()
    assert "Kuvaa käytäntö" not in signed_in(coordinator).get(WISHES).content.decode()


def test_a_wish_outlives_its_maker(coordinator):
    person = PersonFactory()
    wish(person)
    person.delete()

    (one,) = wishes.in_words(wishes.grouped(viewer=viewer_of(coordinator)), viewer=viewer_of(coordinator))
    assert one.count == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_the_same_queries_for_one_and_for_three(
    signed_in, coordinator, count, django_assert_num_queries
):
    for number in range(count):
        for person in PersonFactory.create_batch(2):
            wish(person, f"q=sana{number}&region=kainuu", "Nuorille.")
    browser = signed_in(coordinator)
    glossary.current()

    # session, account, person with roles; count, wishes, terms, regions, synonyms, what each finds
    with django_assert_num_queries(9):
        assert len(browser.get(WISHES).context_data["wishes"]) == count
