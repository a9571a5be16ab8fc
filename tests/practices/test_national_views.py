"""The page of the national review, and the mark that others see."""

import pytest
from django.contrib.messages import get_messages
from django.core import mail as outbox
from django.urls import reverse

from elo_portal.core import mail
from practices.commands import national
from practices.commands.national import Points
from practices.models import Assignment, NationalReview, Score
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, viewer_of
from tests.practices.factories import AssignmentFactory, NationalReviewFactory, PracticeFactory

pytestmark = pytest.mark.django_db
ALL = tuple(Score.Criterion.values)


def address(practice, name="national"):
    return reverse(f"practices:{name}", args=[practice.pk])


def form(points="2", **changed):
    fields = {f"{one}_points": points for one in ALL} | {f"{one}_reason": "Koska." for one in ALL}
    return fields | {"go": "final"} | changed


@pytest.fixture
def two():
    going_on = NationalReviewFactory()
    return [AssignmentFactory(national=True, practice=going_on.practice, review=going_on) for _ in range(2)]


def hand_in(assignment, points=2):
    national.score(
        assignment_id=assignment.pk, given={one: Points(points, "Koska.") for one in ALL}, is_final=True,
        actor=viewer_of(assignment.reviewer), now=NOW,
    )  # fmt: skip


def test_scoring_hands_the_points_in(signed_in, two):
    response = signed_in(two[0].reviewer).post(address(two[0].practice), form())

    two[0].refresh_from_db()
    assert response["Location"] == address(two[0].practice)
    assert (two[0].state, two[0].scores.count()) == (Assignment.State.DONE, 8)


def test_half_a_criterion_is_told_beside_it_and_nothing_typed_is_lost(signed_in, two):
    data = form(clarity_reason="", evidence_points="", go="later")
    del data["evidence_points"]

    response = signed_in(two[0].reviewer).post(address(two[0].practice), data)

    assert response.status_code == 422
    assert set(response.context_data["form"].errors) == {"clarity_reason", "evidence_points"}
    assert response.context_data["form"]["relevance_reason"].value() == "Koska."
    assert not Score.objects.exists()


def test_handing_in_with_gaps_is_told_and_saving_with_gaps_is_not(signed_in, two):
    part = {"relevance_points": "3", "relevance_reason": "Koska."}
    browser = signed_in(two[0].reviewer)

    refused = browser.post(address(two[0].practice), part | {"go": "final"})
    saved = browser.post(address(two[0].practice), part | {"go": "later"})

    assert len(refused.context_data["form"].errors) == 7
    assert saved["Location"] == reverse("practices:reviews")
    assert Score.objects.get().points == 3


@pytest.mark.parametrize("points", ["4", "-1", "x"])
def test_points_are_0_to_3(signed_in, two, points):
    response = signed_in(two[0].reviewer).post(address(two[0].practice), form(clarity_points=points))

    assert response.status_code == 422
    assert "clarity_points" in response.context_data["form"].errors


def test_whoever_comes_too_late_is_told(signed_in, two):
    hand_in(two[0])

    response = signed_in(two[0].reviewer).post(address(two[0].practice), form())

    assert [str(one) for one in get_messages(response.wsgi_request)] == [
        "Pisteitäsi ei tallennettu: arviointi ei enää odota sinua."
    ]


@pytest.mark.parametrize("who", ["author", "member", "far"])
def test_the_page_does_not_exist_for_others(signed_in, two, who):
    practice = two[0].practice
    practice.author = PersonFactory(login=True)
    practice.save()
    people = {
        "author": lambda: practice.author,
        "member": lambda: PersonFactory(login=True, member_of=OrganisationFactory()),
        "far": lambda: PersonFactory(login=True, coordinator_of=authority("08")),
    }
    browser = signed_in(people[who]())

    for name in ("national", "propose_national", "start_national"):
        assert browser.post(address(practice, name), form()).status_code == 404


def test_a_coordinator_proposes_and_an_administrator_starts(signed_in):
    practice = PracticeFactory()
    PersonFactory.create_batch(2, is_reviewer=True)
    coordinator = signed_in(PersonFactory(login=True, coordinator_of=authority("04")))
    admin = signed_in(PersonFactory(login=True, is_admin=True))

    offered = coordinator.get(address(practice)).context_data
    coordinator.post(address(practice, "propose_national"))
    admin.post(address(practice, "start_national"))

    assert (offered["may_propose"], offered["may_start"]) == (True, False)
    assert NationalReview.objects.get().assignments.count() == 2


def test_a_coordinator_cannot_start_by_posting(signed_in):
    practice = PracticeFactory()
    coordinator = signed_in(PersonFactory(login=True, coordinator_of=authority("04")))

    assert coordinator.post(address(practice, "start_national")).status_code == 403
    assert not NationalReview.objects.exists()


def test_calling_off_and_undoing_from_the_page(signed_in, two):
    hand_in(two[0])
    browser = signed_in(two[0].reviewer)

    html = browser.get(address(two[0].practice)).content.decode()
    browser.post(reverse("practices:undo_scores", args=[two[0].pk]))
    foreign = browser.post(reverse("practices:undo_scores", args=[two[1].pk]))
    denied = browser.post(reverse("practices:call_national_off", args=[two[0].review_id]))

    two[0].refresh_from_db()
    assert reverse("practices:undo_scores", args=[two[0].pk]) in html
    assert two[0].state == Assignment.State.CLAIMED
    assert (foreign.status_code, denied.status_code) == (404, 403)


def test_the_mark_is_on_the_page_and_on_the_cards_with_its_rule(client, two):
    hand_in(two[0]), hand_in(two[1])
    practice = two[0].practice

    page = client.get(reverse("practices:detail", args=[practice.slug])).content.decode()
    found = client.get(reverse("practices:list")).content.decode()

    assert "Suositeltu" in page
    assert "Suositeltu valtakunnallisessa arvioinnissa" in page
    assert "vähintään 2" in page
    assert "Suositeltu" in found


def test_makers_and_judges_see_points_and_reasons_and_the_public_does_not(client, signed_in, two):
    practice = two[0].practice
    hand_in(two[0]), hand_in(two[1], points=3)

    maker = (
        signed_in(PersonFactory(login=True, member_of=practice.owner))
        .get(reverse("practices:standing", args=[practice.pk]))
        .content.decode()
    )
    judge = signed_in(PersonFactory(login=True, coordinator_of=authority("04")))
    public = client.get(reverse("practices:detail", args=[practice.slug])).content.decode()

    for html in (maker, judge.get(address(practice)).content.decode()):
        assert "Koska." in html
        assert "2,50" in html
    assert "Koska." not in public


def test_the_result_reaches_the_makers_in_their_language(two):
    author = two[0].practice.author
    author.language = "sv"
    author.save()
    hand_in(two[0]), hand_in(two[1], points=3)

    mail.deliver(now=NOW)

    message = next(one for one in outbox.outbox if one.to == [author.email])
    assert message.subject.startswith("Rekommenderad: ")
    assert "2,50" in message.body
    assert f"/sv/min-sida/praxis/{two[0].practice_id}/granskning/" in message.body


def test_the_reviewers_are_asked_by_mail_until_when():
    practice = PracticeFactory(text__title="Iltaohjaus")
    people = PersonFactory.create_batch(2, is_reviewer=True)
    national.start(practice_id=practice.pk, actor=viewer_of(PersonFactory(is_admin=True)), now=NOW)

    mail.deliver(now=NOW)

    assert {one.to[0] for one in outbox.outbox} == {person.email for person in people}
    assert "23.3.2026" in outbox.outbox[0].body
    assert f"/fi/tyopoyta/arvioinnit/{practice.pk}/valtakunnallinen/" in outbox.outbox[0].body
