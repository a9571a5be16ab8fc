"""Bookmarks and collections: one's own order, and nothing that a reader may not see."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from elo_portal.core.viewers import NOBODY
from practices.commands import collecting as commands
from practices.models import Collection, Practice
from practices.queries import collections as queries
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return PersonFactory(member_of=OrganisationFactory(), login=True)


def collection_of(owner, *practices, title="Syksyn koulutuspäivä", is_public=False):
    actor = viewer_of(owner)
    found = commands.collect(title=title, text="", is_public=is_public, language="fi", actor=actor, now=NOW)
    for practice in practices:
        commands.put_into(collection_id=found.pk, practice_id=practice.pk, actor=actor, now=NOW)
    return found


def order(collection):
    return list(collection.items.order_by("position").values_list("practice_id", flat=True))


def act(command, collection, owner, practice, **options):
    command(collection_id=collection.pk, practice_id=practice.pk, actor=viewer_of(owner), now=NOW, **options)


def test_a_bookmark_is_set_and_taken_away(owner):
    practice, actor = PracticeFactory(), viewer_of(owner)

    assert commands.bookmark(practice_id=practice.pk, actor=actor, now=NOW) is True
    assert [one.pk for one in queries.bookmarked(viewer=actor)] == [practice.pk]
    assert commands.bookmark(practice_id=practice.pk, actor=actor, now=NOW) is False
    assert queries.bookmarked(viewer=actor) == []


def test_a_bookmark_shows_no_more_than_one_may_see(owner):
    practice, actor = PracticeFactory(), viewer_of(owner)
    commands.bookmark(practice_id=practice.pk, actor=actor, now=NOW)
    Practice.objects.filter(pk=practice.pk).update(status=Practice.Status.WITHDRAWN)

    assert queries.bookmarked(viewer=actor) == []


def test_two_collections_of_one_name_get_two_addresses(owner):
    assert [collection_of(owner).slug for _ in range(3)] == [
        "syksyn-koulutuspaiva", "syksyn-koulutuspaiva-2", "syksyn-koulutuspaiva-3",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["!!!", "uusi", "日本語"])
def test_a_collection_has_an_address_whatever_its_name(owner, title):
    found = collection_of(owner, title=title)

    assert found.slug not in commands.RESERVED
    assert reverse("practices:collection", args=[found.slug])


def test_practices_move_up_down_and_out(owner):
    one, two, three = PracticeFactory.create_batch(3)
    found = collection_of(owner, one, two, three)

    act(commands.move, found, owner, three, up=True)
    assert order(found) == [one.pk, three.pk, two.pk]
    act(commands.move, found, owner, one, up=True)  # is the first already
    assert order(found) == [one.pk, three.pk, two.pk]
    act(commands.take_out, found, owner, one)
    assert order(found) == [three.pk, two.pk]
    act(commands.move, found, owner, three, up=False)
    assert order(found) == [two.pk, three.pk]


def test_a_practice_is_in_a_collection_once(owner):
    practice = PracticeFactory()
    found = collection_of(owner, practice)

    with pytest.raises(commands.InItAlready):
        act(commands.put_into, found, owner, practice)


def test_nobody_arranges_the_collection_of_another(owner):
    practice = PracticeFactory()
    found = collection_of(owner, practice, is_public=True)
    other = PersonFactory(member_of=OrganisationFactory())

    for command, options in ((commands.put_into, {}), (commands.take_out, {}), (commands.move, {"up": True})):
        with pytest.raises(PermissionDenied):
            act(command, found, other, practice, **options)


def test_a_reader_sees_only_the_practices_that_they_may_see(owner):
    public, inside = PracticeFactory(), PracticeFactory(visibility="network")
    found = collection_of(owner, public, inside, is_public=True)

    assert [one.practice_id for one in queries.entries(found, viewer=NOBODY)] == [public.pk]
    assert [one.practice_id for one in queries.entries(found, viewer=viewer_of(owner))] == [
        public.pk, inside.pk,
    ]  # fmt: skip


def test_a_private_collection_does_not_exist_for_others(client, signed_in, owner):
    private, public = collection_of(owner), collection_of(owner, is_public=True)
    other = signed_in(PersonFactory(login=True))

    def seen(browser):
        return [
            browser.get(reverse("practices:collection", args=[one.slug])).status_code
            for one in (private, public)
        ]

    assert [seen(client), seen(other), seen(signed_in(owner))] == [[404, 200], [404, 200], [200, 200]]
    assert other.get(reverse("practices:edit_collection", args=[public.slug])).status_code == 404
    assert other.post(reverse("practices:throw_collection_away", args=[public.slug])).status_code == 404


def test_a_collection_begins_with_the_practice_that_one_comes_from(signed_in, owner):
    practice = PracticeFactory()
    address = f"{reverse('practices:begin_collection')}?practice={practice.slug}"

    response = signed_in(owner).post(address, {"title": "Omat", "language": "fi"})

    found = Collection.objects.get()
    assert response.url == reverse("practices:collection", args=[found.slug])
    assert order(found) == [practice.pk]


def test_bad_input_is_told_beside_its_field_and_kept(signed_in, owner):
    response = signed_in(owner).post(
        reverse("practices:begin_collection"), {"title": "x" * 101, "text": "Teksti", "language": "fi"}
    )

    form = response.context_data["form"]
    assert (response.status_code, list(form.errors), form["text"].value()) == (422, ["title"], "Teksti")


def test_arranging_in_the_browser(signed_in, owner):
    one, two = PracticeFactory.create_batch(2)
    found = collection_of(owner, one, two)
    browser = signed_in(owner)

    def post(practice, **data):
        return browser.post(reverse("practices:arrange", args=[found.slug, practice.pk]), data)

    post(two, do="up")
    post(two, do="note", note="Sopii aloitukseen.")
    assert order(found) == [two.pk, one.pk]
    assert found.items.get(practice=two).note == "Sopii aloitukseen."
    post(one, do="out")
    assert order(found) == [two.pk]
    assert post(two, do="nonsense").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_collection_needs_the_same_queries_for_one_practice_and_for_three(
    client, owner, count, django_assert_num_queries
):
    found = collection_of(owner, *PracticeFactory.create_batch(count), is_public=True)

    # collection with owner; items; practices with all that a card needs
    with django_assert_num_queries(3):
        response = client.get(reverse("practices:collection", args=[found.slug]))

    assert len(response.context_data["entries"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_collections_needs_the_same_queries_for_one_and_for_three(
    client, owner, count, django_assert_num_queries
):
    for _number in range(count):
        collection_of(owner, is_public=True)

    # collections with owner and count
    with django_assert_num_queries(1):
        response = client.get(reverse("practices:collections"))

    assert len(response.context_data["others"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_bookmarks_need_the_same_queries_for_one_and_for_three(
    signed_in, owner, count, django_assert_num_queries
):
    for practice in PracticeFactory.create_batch(count):
        commands.bookmark(practice_id=practice.pk, actor=viewer_of(owner), now=NOW)
    browser = signed_in(owner)

    # session, account, person with roles; practices with all that a card needs
    with django_assert_num_queries(4):
        response = browser.get(reverse("practices:bookmarks"))

    assert len(response.context_data["cards"]) == count
