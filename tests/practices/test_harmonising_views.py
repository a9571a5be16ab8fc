"""The pages of harmonising: choosing, comparing, deciding, committing; who sees them, what they keep."""

import pytest
from django.urls import reverse

from members.models import Seat
from practices.models import Commitment, SharedPractice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, SeatFactory, authority, group
from tests.practices.factories import (
    AdoptionFactory,
    CommitmentFactory,
    PracticeFactory,
    SharedPracticeFactory,
)

pytestmark = pytest.mark.django_db
State = SharedPractice.State


@pytest.fixture
def chair(signed_in):
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    SeatFactory(person=person, group=group(), role=Seat.Role.CHAIR)
    return signed_in(person)


@pytest.fixture
def stranger(signed_in):
    return signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))


def address(name, *args):
    return reverse(f"practices:{name}", args=args)


def compared(browser, *practices, **more):
    return browser.get(address("compare"), {"practice": [one.slug for one in practices]} | more)


def fields(shared, **changed):
    return {
        "practice_id": shared.practice_id, "words": "Kaikki toimivat näin.", "decided_on": "1.3.2026",
        "valid_from": "1.4.2026", "review_on": "1.4.2027", "minutes_url": "",
    } | changed  # fmt: skip


def test_practices_stand_side_by_side_in_the_order_asked_for(stranger):
    first = PracticeFactory(text__title="Iltaohjaus", text__need="Päivällä ei ehditty.")
    second = PracticeFactory(text__title="Kirjastovartti", text__need="", text__results="")

    comparison = compared(stranger, second, first).context_data["comparison"]

    assert [card.title for card in comparison.cards] == ["Kirjastovartti", "Iltaohjaus"]
    need = next(row for row in comparison.rows if row.heading == "Tarve")
    assert [cell.html for cell in need.cells] == ["", "<p>Päivällä ei ehditty.</p>\n"]
    assert not any(row.heading == "Opit ja kompastuskivet" for row in comparison.rows)


@pytest.mark.parametrize("count", [1, 5])
def test_a_wrong_number_leads_to_choosing_with_what_was_chosen(stranger, count):
    practices = PracticeFactory.create_batch(count)

    response = compared(stranger, *practices)

    assert response.context_data["is_refused"]
    assert {one.slug for one in response.context_data["offered"]} >= {one.slug for one in practices}


def test_choosing_offers_the_family_first_and_finds_by_words(stranger):
    practice = PracticeFactory(text__title="Iltaohjaus")
    similar = PracticeFactory(text__title="Aamuohjaus")
    variant = PracticeFactory(based_on=practice, text__title="Etäohjaus")
    far = PracticeFactory(text__title="Kirjastovartti", terms=[("theme", "quality")])

    without_words = compared(stranger, practice, choose="1").context_data["offered"]
    with_words = compared(stranger, practice, choose="1", q="kirjastossa").context_data["offered"]

    assert without_words == [practice, variant, similar]
    assert with_words == [practice, far]


def test_only_those_who_speak_for_a_group_are_offered_its_table(chair, stranger):
    practices = PracticeFactory.create_batch(2)

    assert compared(chair, *practices).context_data["groups"] == [group()]
    assert compared(stranger, *practices).context_data["groups"] == []


def test_comparing_asks_for_a_sign_in(client):
    assert client.get(address("compare")).status_code == 302


@pytest.mark.parametrize("count", [2, 4])
def test_comparing_needs_the_same_queries_for_two_and_for_four(chair, count, django_assert_num_queries):
    practices = PracticeFactory.create_batch(count)
    AdoptionFactory(practice=practices[0])

    # session, account, person with roles; groups, their regions; practices; in use
    with django_assert_num_queries(7):
        compared(chair, *practices)


@pytest.mark.parametrize("count", [1, 3])
def test_choosing_needs_the_same_queries_for_one_and_for_three(chair, count, django_assert_num_queries):
    practice = PracticeFactory()
    PracticeFactory.create_batch(count)

    # session, account, person with roles; groups, their regions; what is near; practices, texts
    with django_assert_num_queries(8):
        compared(chair, practice, choose="1")


def test_the_table_of_the_group(chair, stranger):
    first, second = PracticeFactory.create_batch(2)
    posted = {"group_id": group().pk, "practice_id": [first.pk, second.pk]}

    foreign = stranger.post(address("propose_shared"), posted)
    response = chair.post(address("propose_shared"), posted)
    again = chair.post(address("propose_shared"), posted)

    shared = SharedPractice.objects.get()
    assert foreign.status_code == 404
    assert response.url == address("shared", shared.pk)
    assert again.url.startswith(address("compare"))


@pytest.mark.parametrize("posted", [{}, {"group_id": "x", "practice_id": ["1", "9" * 30]}])
def test_nonsense_on_the_table_is_not_found(chair, posted):
    assert chair.post(address("propose_shared"), posted).status_code == 404


def test_what_is_compared_is_not_found_by_others(chair, stranger, client):
    shared = SharedPracticeFactory(proposed=True)

    found = [one.get(address("shared", shared.pk)).status_code for one in (chair, stranger, client)]

    assert found == [200, 404, 404]


@pytest.mark.parametrize("name", ["decide_shared", "end_shared"])
def test_only_officers_get_to_the_forms(chair, stranger, client, name):
    shared = SharedPracticeFactory()

    found = [one.get(address(name, shared.pk)).status_code for one in (chair, stranger, client)]

    assert found == [200, 404, 302]


def test_the_decision_is_recorded(chair):
    shared = SharedPracticeFactory(proposed=True, variants=[PracticeFactory()])

    response = chair.post(address("decide_shared", shared.pk), fields(shared))

    shared.refresh_from_db()
    assert response.url == address("shared", shared.pk)
    assert (shared.state, shared.review_on.year) == (State.IN_FORCE, 2027)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"practice_id": "999999"}, "practice_id"),
        ({"words": ""}, "words"),
        ({"decided_on": "1.13.2026"}, "decided_on"),
        ({"decided_on": "1.3.2027"}, "decided_on"),
        ({"review_on": "1.4.2026"}, "review_on"),
        ({"minutes_url": "javascript:alert(1)"}, "minutes_url"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(chair, changed, field):
    shared = SharedPracticeFactory(proposed=True)

    response = chair.post(address("decide_shared", shared.pk), fields(shared, **changed))

    form = response.context_data["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert form["valid_from"].value() == "1.4.2026"


def test_the_end_leads_back_and_tells_why(chair, client):
    shared = SharedPracticeFactory()

    refused = chair.post(address("end_shared", shared.pk), {"reason": ""})
    chair.post(address("end_shared", shared.pk), {"reason": "Uusi tapa."})

    assert list(refused.context_data["form"].errors) == ["reason"]
    assert "Uusi tapa." in client.get(address("shared", shared.pk)).content.decode()
    assert chair.get(address("decide_shared", shared.pk)).url == address("shared", shared.pk)


def test_a_contact_person_commits_the_organisation_and_withdraws(signed_in, stranger):
    organisation = OrganisationFactory(name_fi="Hakamäen Ohjaamo")
    shared = SharedPracticeFactory()
    contact = signed_in(PersonFactory(login=True, contact_of=organisation))
    posted = {"organisation_id": organisation.pk, "starts_on": "1.4.2026", "note": "Kaikki yksiköt"}

    foreign = stranger.post(address("commit", shared.pk), posted)
    response = contact.post(address("commit", shared.pk), posted)
    commitment = Commitment.objects.get()
    page = contact.get(address("shared", shared.pk)).content.decode()
    foreign_withdrawal = stranger.post(address("withdraw_commitment", commitment.pk))
    contact.post(address("withdraw_commitment", commitment.pk))

    commitment.refresh_from_db()
    assert (foreign.status_code, foreign_withdrawal.status_code) == (404, 404)
    assert response.url == address("shared", shared.pk)
    assert "Kaikki yksiköt" in page
    assert address("withdraw_commitment", commitment.pk) in page
    assert commitment.withdrawn_on == NOW.date()


def test_a_coordinator_commits_on_behalf_of_any_organisation_of_the_region(signed_in):
    shared = SharedPracticeFactory()
    near, _far = OrganisationFactory(), OrganisationFactory(regions=["18"])
    browser = signed_in(PersonFactory(login=True, coordinator_of=authority("04")))

    response = browser.get(address("commit", shared.pk))

    offered = {pk for pk, _name in response.context_data["form"].fields["organisation_id"].choices}
    assert offered == {near.pk, shared.practice.owner_id}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_the_same_queries_for_one_promise_and_for_three(
    chair, count, django_assert_num_queries
):
    shared = SharedPracticeFactory(variants=PracticeFactory.create_batch(count))
    CommitmentFactory.create_batch(count, shared=shared)

    # session, account, person with roles; the decision, regions of the group; promises, regions of their
    # organisations; what was compared, in use; the chairs
    with django_assert_num_queries(10):
        chair.get(address("shared", shared.pk))


def test_the_page_of_the_practice_bears_the_mark_and_the_coverage(client):
    shared = SharedPracticeFactory(practice=PracticeFactory(text__title="Iltaohjaus"))
    CommitmentFactory(shared=shared)

    page = client.get(address("detail", shared.practice.slug)).content.decode()

    assert "Alueen yhteinen käytäntö" in page
    assert "1 / 2 jäsenorganisaatiota" in page


def test_the_page_of_the_region_shows_what_is_shared_and_hides_what_is_compared(client, chair):
    shared = SharedPracticeFactory(practice=PracticeFactory(text__title="Iltaohjaus"))
    proposed = SharedPracticeFactory(proposed=True)
    CommitmentFactory(shared=shared)

    anonymous, inside = (
        one.get(reverse("pages:region", args=["pirkanmaa"])).content.decode() for one in (client, chair)
    )

    # two owners, the committed one, that of the seat and that of its holder
    assert "1 / 5 jäsenorganisaatiota" in anonymous
    assert address("shared", proposed.pk) not in anonymous
    assert address("shared", proposed.pk) in inside
    assert address("compare") not in anonymous
    assert f"{address('compare')}?group=pirkanmaa" in inside


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_the_region_needs_the_same_queries_for_one_shared_practice_and_for_three(
    chair, count, django_assert_num_queries
):
    for shared in SharedPracticeFactory.create_batch(count):
        CommitmentFactory(shared=shared)

    # session, account, person with roles; region; its places; what is shared, texts; figures; the map; practices;
    # events
    with django_assert_num_queries(11):
        chair.get(reverse("pages:region", args=["pirkanmaa"]))
