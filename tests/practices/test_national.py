"""Step 2: two score, the mark follows, and what can be undone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import NOBODY
from practices import recommending
from practices.commands import assigning, national, review
from practices.commands.moving import NotPossibleNow
from practices.commands.national import Points
from practices.models import Assignment, NationalReview, Score
from practices.queries import national as queries
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.practices.factories import AssignmentFactory, NationalReviewFactory, PracticeFactory, score_all

pytestmark = pytest.mark.django_db
State = Assignment.State
ALL = tuple(Score.Criterion.values)


def reviewer(**options):
    return PersonFactory(is_reviewer=True, **options)


def start(practice, person):
    return national.start(practice_id=practice.pk, actor=viewer_of(person), now=NOW)


def propose(practice, person):
    return national.propose(practice_id=practice.pk, actor=viewer_of(person), now=NOW)


def hand_in(assignment, points=2, now=NOW, *, is_final=True, **other):
    given = {one: Points(other.get(one, points), "Koska.") for one in ALL}
    return national.score(
        assignment_id=assignment.pk, given=given, is_final=is_final,
        actor=viewer_of(assignment.reviewer), now=now,
    )  # fmt: skip


def undo(assignment, now=NOW):
    return national.undo_scores(assignment_id=assignment.pk, actor=viewer_of(assignment.reviewer), now=now)


@pytest.fixture
def two():
    """The two assignments of a national review that goes on."""
    going_on = NationalReviewFactory()
    return [AssignmentFactory(national=True, practice=going_on.practice, review=going_on) for _ in range(2)]


@pytest.mark.parametrize(
    ("points", "average", "is_recommended"),
    [
        ([2] * 16, "2.00", True),
        ([2] * 15 + [1], "1.94", False),
        ([3] * 15 + [0], "2.81", False),  # one zero is enough
        ([3] * 8 + [1] * 8, "2.00", True),
        ([2] * 15 + [3], "2.06", True),
        ([1] * 16, "1.00", False),
    ],
)
def test_the_rule(points, average, is_recommended):
    assert recommending.average(points) == Decimal(average)
    assert recommending.is_recommended(points) is is_recommended


def test_what_is_just_below_two_is_not_rounded_up_to_it():
    points = [2] * 399 + [1]

    assert (recommending.average(points), recommending.is_recommended(points)) == (Decimal("2.00"), False)


def test_starting_asks_two_reviewers_from_outside():
    practice = PracticeFactory()
    reviewer(member_of=practice.owner)
    outsiders, admin = [reviewer(), reviewer()], PersonFactory(is_admin=True)

    going_on = start(practice, admin)

    asked = going_on.assignments.order_by("pk")
    assert [one.reviewer for one in asked] == outsiders
    assert {one.due_at for one in asked} == {NOW + timedelta(days=21)}
    sent = OutgoingMail.objects.filter(kind="practices.asked_to_score")
    assert set(sent.values_list("recipient_id", flat=True)) == {one.pk for one in outsiders}


def test_starting_needs_two_reviewers():
    with pytest.raises(national.TooFewReviewers):
        start(PracticeFactory(), reviewer())

    assert not NationalReview.objects.exists()


def test_a_coordinator_proposes_and_a_reviewer_starts_the_same_review():
    practice, starter = PracticeFactory(), reviewer()
    reviewer()
    coordinator = PersonFactory(coordinator_of=authority("04"))
    proposal = propose(practice, coordinator)

    assert start(practice, starter) == proposal
    proposal.refresh_from_db()
    assert (proposal.proposed_by, proposal.started_by) == (coordinator, starter)


@pytest.mark.parametrize("act", [propose, start])
def test_one_review_of_a_practice_at_a_time(act):
    going_on = NationalReviewFactory()
    reviewer(), reviewer()

    with pytest.raises(national.AlreadyInReview):
        act(going_on.practice, PersonFactory(is_admin=True))


@pytest.mark.parametrize("act", [propose, start])
def test_only_what_is_published_is_reviewed_nationally(act):
    reviewer(), reviewer()

    with pytest.raises(NotPossibleNow):
        act(PracticeFactory(submitted=True), PersonFactory(is_admin=True))


def test_makers_and_coordinators_do_not_start_it():
    practice = PracticeFactory()
    for person in (
        practice.author,
        PersonFactory(is_admin=True, member_of=practice.owner),
        PersonFactory(coordinator_of=authority("04")),
    ):
        with pytest.raises(PermissionDenied):
            start(practice, person)


def test_the_second_to_hand_in_concludes_it(two):
    first, second = two
    hand_in(first)
    first.practice.refresh_from_db()
    before = first.practice.recommended_at

    hand_in(second, points=3, now=NOW + timedelta(hours=1))

    practice, result = first.practice, first.review
    practice.refresh_from_db(), result.refresh_from_db()
    assert (before, practice.recommended_at) == (None, NOW + timedelta(hours=1))
    assert (result.average, result.is_recommended) == (Decimal("2.50"), True)
    people = {practice.author_id, result.proposed_by_id}
    sent = OutgoingMail.objects.filter(kind="practices.national_result")
    assert set(sent.values_list("recipient_id", flat=True)) == people


def test_a_zero_clears_the_mark_that_it_bore(two):
    first, second = two
    first.practice.recommended_at = NOW - timedelta(days=400)
    first.practice.save()
    hand_in(first, points=3)

    hand_in(second, points=3, evidence=0)

    first.practice.refresh_from_db()
    assert first.practice.recommended_at is None


def test_handing_in_needs_every_criterion(two):
    actor = viewer_of(two[0].reviewer)
    given = {one: Points(2, "Koska.") for one in ALL[:6]} | {ALL[6]: Points(2, " ")}

    with pytest.raises(national.NotScoredYet) as refusal:
        national.score(assignment_id=two[0].pk, given=given, is_final=True, actor=actor, now=NOW)

    assert refusal.value.missing == list(ALL[6:])
    assert not Score.objects.exists()


def test_a_part_may_be_kept_and_gone_on_with(two):
    actor = viewer_of(two[0].reviewer)
    part = {ALL[0]: Points(1, "Ei vielä.")}
    national.score(assignment_id=two[0].pk, given=part, is_final=False, actor=actor, now=NOW)

    hand_in(two[0], points=3)

    two[0].refresh_from_db()
    assert two[0].state == State.DONE
    assert set(two[0].scores.values_list("points", flat=True)) == {3}


def test_only_the_one_who_was_asked_scores(two):
    given = {one: Points(2, "Koska.") for one in ALL}
    for person in (reviewer(), two[1].reviewer, PersonFactory(is_admin=True)):
        with pytest.raises(PermissionDenied):
            national.score(
                assignment_id=two[0].pk, given=given, is_final=True, actor=viewer_of(person), now=NOW
            )


def test_a_reviewer_who_joined_the_owner_organisation_scores_no_more(two):
    person = PersonFactory(is_reviewer=True, member_of=two[0].practice.owner)
    two[0].reviewer = person
    two[0].save()

    with pytest.raises(assigning.NoLongerYours):
        hand_in(two[0])


def test_handing_in_twice_is_told(two):
    hand_in(two[0])

    with pytest.raises(assigning.NoLongerYours):
        hand_in(two[0])


def test_points_of_the_other_are_not_shown_before_the_end(two):
    hand_in(two[0])

    seen = queries.overview(two[0].practice, viewer=viewer_of(two[1].reviewer))

    assert (seen.scored, seen.latest) == ([], None)


def test_scores_are_told_by_criterion_in_the_end(two):
    hand_in(two[0]), hand_in(two[1], points=3)

    seen = queries.overview(two[0].practice, viewer=viewer_of(two[0].practice.author))

    assert [row.criterion for row in seen.scored] == list(ALL)
    assert [score.points for score in seen.scored[0].scores] == [2, 3]


def test_undoing_within_a_week_takes_the_result_back_and_keeps_the_points(two):
    practice = two[0].practice
    practice.recommended_at = earlier = NOW - timedelta(days=400)
    practice.save()
    hand_in(two[0], points=1), hand_in(two[1], points=1)
    practice.refresh_from_db()
    cleared = practice.recommended_at

    undo(two[1], now=NOW + timedelta(days=6))

    practice.refresh_from_db()
    two[1].refresh_from_db()
    review = NationalReview.objects.get()
    assert (cleared, practice.recommended_at) == (None, earlier)
    assert (two[1].state, two[1].scores.count()) == (State.CLAIMED, 8)
    assert (review.ended_at, review.average) == (None, None)
    hand_in(two[1], points=3, now=NOW + timedelta(days=6))
    practice.refresh_from_db()
    assert practice.recommended_at == NOW + timedelta(days=6)


def test_undoing_after_a_week_is_too_late(two):
    hand_in(two[0])

    with pytest.raises(national.TooLateToUndo):
        undo(two[0], now=NOW + timedelta(days=7))


def test_undoing_a_result_that_another_review_has_followed_is_too_late(two):
    hand_in(two[0]), hand_in(two[1])
    NationalReviewFactory(practice=two[0].practice)

    with pytest.raises(national.TooLateToUndo):
        undo(two[0])


def test_undoing_somebody_elses_points_is_denied(two):
    hand_in(two[0])

    with pytest.raises(PermissionDenied):
        national.undo_scores(assignment_id=two[0].pk, actor=viewer_of(two[1].reviewer), now=NOW)


def test_withdrawing_ends_the_national_review(two):
    practice = two[0].practice
    review.withdraw(practice_id=practice.pk, reason="Vanhentunut.", actor=viewer_of(practice.author), now=NOW)

    assert not Assignment.objects.open().exists()
    assert NationalReview.objects.get().ended_at == NOW


def test_a_new_version_bears_no_mark_of_the_old_one():
    practice = PracticeFactory(submitted=True, published_at=NOW, recommended_at=NOW)

    review.publish(
        practice_id=practice.pk, actor=viewer_of(PersonFactory(coordinator_of=authority("04"))), now=NOW
    )

    practice.refresh_from_db()
    assert practice.recommended_at is None


def test_calling_off_frees_both_and_leaves_no_result(two):
    going_on = two[0].review

    national.call_off(review_id=going_on.pk, actor=viewer_of(going_on.started_by), now=NOW)

    going_on.refresh_from_db()
    assert (going_on.ended_at, going_on.average) == (NOW, None)
    assert not Assignment.objects.open().exists()
    with pytest.raises(national.NotGoingOn):
        national.call_off(review_id=going_on.pk, actor=viewer_of(going_on.started_by), now=NOW)


def test_calling_off_is_not_for_the_reviewers_who_were_asked(two):
    with pytest.raises(PermissionDenied):
        national.call_off(review_id=two[0].review_id, actor=viewer_of(two[0].reviewer), now=NOW)


def test_declining_asks_another_national_reviewer(two):
    other = reviewer()

    successor = assigning.decline(
        assignment_id=two[0].pk, reason="Esteellinen.", has_conflict=True,
        actor=viewer_of(two[0].reviewer), now=NOW,
    )  # fmt: skip

    assert (successor.reviewer, successor.review) == (other, two[0].review)


def test_the_database_holds_points_to_0_to_3_and_asks_for_a_reason(two):
    for points, reason, name in ((4, "x", "0_to_3"), (2, "", "has_a_reason")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Score.objects.create(assignment=two[0], criterion="clarity", points=points, reason=reason)


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_needs_the_same_queries_for_one_and_for_three(count, django_assert_num_queries):
    practice = PracticeFactory()
    for _ in range(count):
        ended = NationalReviewFactory(practice=practice, ended_at=NOW, average=2, is_recommended=True)
        one = AssignmentFactory(
            national=True, practice=practice, review=ended, state=State.DONE, ended_at=NOW
        )
        score_all(one)

    # reviews, their assignments with reviewers, scores
    with django_assert_num_queries(3):
        queries.overview(practice, viewer=NOBODY)
