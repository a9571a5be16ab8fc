"""Pages that members share: one is made, each gets it with their own name, token and marks, insiders get their own."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.safestring import SafeString

from elo_portal.core import holes
from elo_portal.core.viewers import NOBODY, Viewer
from practices.commands import collecting, conversations, review
from practices.models import Bookmark, Practice
from tests.factories import NOW
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    group,
    viewer_of,
)
from tests.practices.factories import PracticeFactory
from tests.seminars.factories import EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)

FEW = 6  # session, account, viewer, revision, and what is filled in


def member(**values) -> Client:
    values = {"member_of": OrganisationFactory()} | values
    return client_of(PersonFactory(login=True, **values))


def client_of(person) -> Client:
    client = Client()
    client.force_login(person.account)
    return client


def asked(client, path):
    """(the page, how many queries it took)"""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    return response.content.decode(), len(queries)


def page_of(practice):
    return reverse("practices:detail", args=[practice.slug])


@pytest.mark.parametrize(
    "path", ["/fi/", "/sv/praxis/", "/fi/kaytannot/?q=ohjaus&region=pirkanmaa", "/fi/tapahtumat/"]
)
def test_the_second_member_gets_the_page_of_the_first_with_their_own_name(path):
    PracticeFactory()
    first, second = member(last_name="Ensi"), member(last_name="Toinen")

    _own, many = asked(first, path)
    page, few = asked(second, path)

    assert few <= FEW < many
    assert "Aino Toinen" in page
    assert "Ensi" not in page


def test_a_practice_and_an_event_are_shared_too():
    practice, event = PracticeFactory(), EventFactory()
    first, second = member(), member()

    for path in (page_of(practice), reverse("seminars:detail", args=[event.slug])):
        asked(first, path)
        assert asked(second, path)[1] <= FEW


def test_the_token_in_a_shared_page_is_the_readers_own_and_lets_them_post():
    practice = PracticeFactory()
    asked(member(), page_of(practice))
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    client = Client(enforce_csrf_checks=True)
    client.force_login(person.account)

    page, _few = asked(client, page_of(practice))
    tokens = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
    posted = client.post(
        reverse("practices:bookmark", args=[practice.slug]), {"csrfmiddlewaretoken": tokens.pop()}
    )

    assert (posted.status_code, tokens) == (302, set())
    assert Bookmark.objects.filter(person=person).count() == 1


def test_no_hole_is_left_open():
    practice = PracticeFactory()
    EventFactory()
    for path in ("/fi/", "/fi/tapahtumat/", page_of(practice)):
        page, _many = asked(member(), path)

        assert holes.SECRET not in page


def test_ones_own_thanks_and_bookmark_are_there_at_once_and_nobody_elses():
    practice = PracticeFactory()
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    one, another = client_of(person), member()
    asked(another, page_of(practice))
    conversations.thank(practice_id=practice.pk, actor=viewer_of(person), now=NOW)
    collecting.bookmark(practice_id=practice.pk, actor=viewer_of(person), now=NOW)

    own, _few = asked(one, page_of(practice))
    others, _few = asked(another, page_of(practice))

    assert ("Peru kiitos" in own, "Poista tallennus" in own) == (True, True)
    assert ("Peru kiitos" in others, "Poista tallennus" in others) == (False, False)


def test_ones_own_place_stands_in_the_list_and_nobody_elses():
    event = EventFactory()
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    RegistrationFactory(event=event, person=person)
    others, _many = asked(member(), "/fi/tapahtumat/")

    own, few = asked(client_of(person), "/fi/tapahtumat/")

    assert few <= FEW
    assert ("Sinulla on paikka" in own, "Sinulla on paikka" in others) == (True, False)


def test_who_has_registered_sees_their_own_place_on_the_page_of_the_event():
    event = EventFactory()
    path = reverse("seminars:detail", args=[event.slug])
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    client = client_of(person)
    before, _many = asked(client, path)

    RegistrationFactory(event=event, person=person)
    after, _many = asked(client, path)

    assert ("Sinun ilmoittautumisesi" in before, "Sinulla on paikka" in after) == (False, True)


def test_makers_get_their_own_page_and_nobody_else_gets_it():
    practice = PracticeFactory()
    maker, other = client_of(PersonFactory(login=True, member_of=practice.owner)), member()
    edit = reverse("practices:edit", args=[practice.pk, 1])

    for client in (other, maker, other, maker):
        page, _queries = asked(client, page_of(practice))
        assert (edit in page) == (client is maker)


def test_a_group_only_practice_is_on_the_page_of_its_makers_and_of_the_group_alone():
    practice = PracticeFactory(
        text__title="Vain ryhmälle", visibility=Practice.Visibility.GROUP, group=group()
    )
    maker = client_of(PersonFactory(login=True, member_of=practice.owner))
    inside = member(seat_in=group())
    others = [member(), member()]

    seen = ["Vain ryhmälle" in asked(client, "/fi/")[0] for client in (others[0], maker, inside, others[1])]

    assert seen == [False, True, True, False]


def test_what_is_for_the_network_stays_there():
    PracticeFactory(text__title="Vain verkostolle", visibility=Practice.Visibility.NETWORK)
    waiting = client_of(PersonFactory(login=True))

    assert "Vain verkostolle" in asked(member(), "/fi/kaytannot/")[0]
    assert "Vain verkostolle" not in asked(waiting, "/fi/kaytannot/")[0]
    assert "Vain verkostolle" not in asked(Client(), "/fi/kaytannot/")[0]


def test_roles_see_their_own_and_a_coordinator_of_elsewhere_does_not():
    practice = PracticeFactory(submitted=True)
    review_url = reverse("practices:review", args=[practice.pk])
    here = member(coordinator_of=authority())
    elsewhere = client_of(PersonFactory(login=True, coordinator_of=authority("05")))

    assert review_url in asked(here, page_of(practice))[0]
    assert elsewhere.get(page_of(practice)).status_code == 404


def test_what_is_withdrawn_is_gone_for_the_next_member():
    practice = PracticeFactory()
    asked(member(), page_of(practice))
    admin = viewer_of(PersonFactory(is_admin=True))

    review.withdraw(practice_id=practice.pk, reason="Vanhentunut.", actor=admin, now=NOW)

    assert member().get(page_of(practice)).status_code == 404


def test_who_leaves_the_network_no_longer_gets_its_page():
    PracticeFactory(text__title="Vain verkostolle", visibility=Practice.Visibility.NETWORK)
    person = PersonFactory(login=True)
    membership = MembershipFactory(person=person)
    client = client_of(person)
    before, _many = asked(client, "/fi/kaytannot/")

    membership.ends_on = membership.starts_on
    membership.save()
    after, _many = asked(client, "/fi/kaytannot/")

    assert ("Vain verkostolle" in before, "Vain verkostolle" in after) == (True, False)


def test_what_is_said_once_is_said_to_the_one_it_concerns():
    practice = PracticeFactory()
    one, another = member(), member()
    asked(another, page_of(practice))

    one.post(reverse("practices:bookmark", args=[practice.slug]))

    assert 'class="wrap messages"' in asked(one, page_of(practice))[0]
    assert 'class="wrap messages"' not in asked(another, page_of(practice))[0]


def test_a_shared_page_is_stored_nowhere_outside():
    first, second = member(), member()
    asked(first, "/fi/")

    response = second.get("/fi/")

    assert response["Cache-Control"] == "no-store, private"
    assert "ETag" not in response
    assert "Cookie" in response["Vary"]


def test_a_name_is_text_and_never_markup():
    asked(member(), "/fi/")
    page, _few = asked(member(first_name="<b>Aino", last_name="& co"), "/fi/")

    assert "&lt;b&gt;Aino &amp; co" in page


def test_a_stranger_has_the_roles_and_nothing_else():
    viewer = Viewer(
        person_id=7,
        name="Aino",
        organisation_ids=frozenset({3}),
        group_ids=frozenset({5}),
        region_ids=frozenset({9}),
    )

    stranger = viewer.as_stranger("name")

    assert (stranger.group_ids, stranger.region_ids) == (viewer.group_ids, viewer.region_ids)
    assert (stranger.is_member, stranger.is_stranger, viewer.is_stranger) == (True, True, False)
    assert not {7, 3} & {stranger.person_id, *stranger.organisation_ids}


def test_a_text_that_looks_like_a_hole_stays_a_text():
    kept = holes.pieces(b"<!--abc:place:1-->x<!--abc-->")

    assert holes.filled(kept, NOBODY) == b"<!--abc:place:1-->x<!--abc-->"


def test_holes_are_filled_by_kind_and_key_and_else_say_what_is_for_all():
    holes.fills("test")(lambda _viewer, keys: {key: SafeString(f"own {key}") for key in keys if key == 1})
    page = "".join(holes.hole("test", key, SafeString("all")) + "|" for key in (1, 2)).encode()

    assert holes.filled(holes.pieces(page), NOBODY) == b"own 1|all|"
