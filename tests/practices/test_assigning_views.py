"""The list with who has what; taking on, declining, deciding for fewer people."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from practices.commands import assigning
from practices.models import Assignment, Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group, viewer_of
from tests.practices.factories import AssignmentFactory, NationalReviewFactory, PracticeFactory

pytestmark = pytest.mark.django_db
State = Assignment.State
QUEUE = "/fi/tyopoyta/arvioinnit/"


@pytest.fixture
def coordinator():
    return PersonFactory(login=True, coordinator_of=authority("04"))


@pytest.fixture
def judge(coordinator, signed_in):
    return signed_in(coordinator)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_list_has_ones_own_first_and_says_who_has_the_rest(judge, coordinator):
    other = PersonFactory(first_name="Maija", last_name="Mäkinen", coordinator_of=authority("04"))
    AssignmentFactory(reviewer=other, claimed=True, practice__submitted_at=NOW.replace(day=1))
    mine = AssignmentFactory(reviewer=coordinator)
    PracticeFactory(submitted=True, submitted_at=NOW.replace(day=1, hour=13))

    response = judge.get(QUEUE)
    html = response.content.decode()

    rows = response.context_data["waiting"]
    assert [row.holder.said for row in rows] == [
        "Sinua on pyydetty",
        "Arvioi: Maija Mäkinen",
        "Arvioijaa ei ole vielä valittu",
    ]
    assert reverse("practices:claim", args=[mine.practice_id]) in html
    assert reverse("practices:decline", args=[mine.pk]) in html
    assert reverse("practices:claim", args=[rows[1].practice_id]) not in html


def test_the_list_shows_what_is_to_be_scored_and_started(signed_in):
    scorer = PersonFactory(login=True, is_reviewer=True)
    own = AssignmentFactory(national=True, reviewer=scorer)
    proposal = NationalReviewFactory(proposed=True)

    response = signed_in(scorer).get(QUEUE)

    assert response.context_data["to_score"] == [own]
    assert response.context_data["proposed"] == [proposal]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_with_everything_needs_the_same_queries_for_one_and_for_three(
    signed_in, count, django_assert_num_queries
):
    scorer = PersonFactory(login=True, is_reviewer=True)
    AssignmentFactory.create_batch(count, national=True, reviewer=scorer)
    NationalReviewFactory.create_batch(count, proposed=True)
    for _ in range(count):
        AssignmentFactory(practice=PracticeFactory(submitted=True, national=True), reviewer=scorer)
    browser = signed_in(scorer)

    # session, account, viewer, practices with who reviews and all that a card needs,
    # what is to be scored, its texts, what is proposed, its texts
    with django_assert_num_queries(8):
        browser.get(QUEUE)


def test_taking_on_leads_to_the_review(judge, coordinator):
    practice = PracticeFactory(submitted=True)

    response = judge.post(reverse("practices:claim", args=[practice.pk]))

    assert response["Location"] == f"{QUEUE}{practice.pk}/"
    assert practice.assignments.get().reviewer == coordinator


def test_the_second_to_take_it_on_is_told(judge):
    assignment = AssignmentFactory(claimed=True)

    response = judge.post(reverse("practices:claim", args=[assignment.practice_id]))

    assert response["Location"] == QUEUE
    assert told(response) == [
        f"{assignment.reviewer.name} on jo ottanut tämän arvioitavakseen. Mitään ei muutettu."
    ]


@pytest.mark.parametrize("who", ["author", "far", "member"])
def test_taking_on_does_not_exist_for_others(signed_in, who):
    practice = PracticeFactory(submitted=True, author=PersonFactory(login=True))
    people = {
        "author": lambda: practice.author,
        "far": lambda: PersonFactory(login=True, coordinator_of=authority("08")),
        "member": lambda: PersonFactory(login=True, member_of=OrganisationFactory()),
    }

    response = signed_in(people[who]()).post(reverse("practices:claim", args=[practice.pk]))

    assert response.status_code == 404
    assert not practice.assignments.exists()


def test_declining_needs_a_reason_and_keeps_the_tick(judge, coordinator):
    assignment = AssignmentFactory(reviewer=coordinator)
    address = reverse("practices:decline", args=[assignment.pk])

    refused = judge.post(address, {"reason": " ", "has_conflict": "on"})
    done = judge.post(address, {"reason": "Olen ollut mukana.", "has_conflict": "on"})

    assignment.refresh_from_db()
    assert (refused.status_code, list(refused.context_data["form"].errors)) == (422, ["reason"])
    assert refused.context_data["form"]["has_conflict"].value() is True
    assert (done["Location"], assignment.state, assignment.has_conflict) == (QUEUE, State.DECLINED, True)


def test_somebody_elses_request_cannot_be_declined(judge):
    address = reverse("practices:decline", args=[AssignmentFactory().pk])

    assert (judge.get(address).status_code, judge.post(address, {"reason": "x"}).status_code) == (404, 404)


def test_whoever_declared_a_conflict_no_longer_sees_the_review(judge, coordinator):
    assignment = AssignmentFactory(reviewer=coordinator)
    assigning.decline(
        assignment_id=assignment.pk, reason="x", has_conflict=True, actor=viewer_of(coordinator), now=NOW
    )

    assert judge.get(f"{QUEUE}{assignment.practice_id}/").status_code == 404
    assert judge.get(QUEUE).context_data["waiting"] == []


@pytest.mark.parametrize(("chosen", "stored"), [("network", "network"), ("", "public"), ("public", "public")])
def test_the_reviewer_chooses_for_whom_it_is_published(judge, chosen, stored):
    practice = PracticeFactory(submitted=True)

    judge.post(f"{QUEUE}{practice.pk}/", {"decision": "publish", "comment": "", "audience": chosen})

    assert Practice.objects.get(pk=practice.pk).visibility == stored


def test_the_group_of_the_region_is_offered(judge):
    practice = PracticeFactory(submitted=True)

    judge.post(
        f"{QUEUE}{practice.pk}/", {"decision": "publish", "audience": f"group:{group().pk}", "comment": ""}
    )

    assert Practice.objects.get(pk=practice.pk).group == group()


def test_a_wider_audience_is_no_choice(judge):
    practice = PracticeFactory(submitted=True, visibility="network")

    response = judge.post(
        f"{QUEUE}{practice.pk}/", {"decision": "publish", "audience": "public", "comment": "Hyvä."}
    )

    assert (response.status_code, list(response.context_data["form"].errors)) == (422, ["audience"])
    assert "Hyvä." in response.content.decode()
    assert Practice.objects.get(pk=practice.pk).status == Practice.Status.SUBMITTED


def test_a_page_of_an_earlier_submission_decides_nothing_and_then_does(judge):
    practice = PracticeFactory(submitted=True)
    form = {"decision": "publish", "comment": "Hyvä.", "seen": "2026-01-01T10:00:00+00:00"}

    refused = judge.post(f"{QUEUE}{practice.pk}/", form)
    again = refused.context_data["form"]["seen"].value()
    judge.post(f"{QUEUE}{practice.pk}/", form | {"seen": again})

    assert refused.status_code == 422
    assert "Hyvä." in refused.content.decode()
    assert Practice.objects.get(pk=practice.pk).status == Practice.Status.PUBLISHED
