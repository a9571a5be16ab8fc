"""The hourly round: reminders, passing on, and nobody forgotten."""

from datetime import timedelta

import pytest

from elo_portal.core.models import AuditEntry, OutgoingMail
from practices.commands import tending
from practices.models import Assignment
from tests.factories import NOW
from tests.members.factories import YESTERDAY, PersonFactory, RoleGrantFactory, authority
from tests.practices.factories import AssignmentFactory, NationalReviewFactory, PracticeFactory

pytestmark = pytest.mark.django_db
State = Assignment.State
DAY = timedelta(days=1)
REMINDER = "practices.review_reminder"


def coordinator(code="04"):
    return PersonFactory(coordinator_of=authority(code))


def reminded():
    rows = OutgoingMail.objects.filter(kind=REMINDER).order_by("pk")
    return [(row.recipient_id, row.params["when"]) for row in rows]


def test_reminders_come_a_week_before_on_the_day_and_once_late():
    assignment = AssignmentFactory()
    due, who = assignment.due_at, assignment.reviewer_id

    for days in range(-9, 4):
        tending.remind(now=due + days * DAY)
        tending.remind(now=due + days * DAY)

    assert reminded() == [(who, "week"), (who, "day"), (who, "late")]


def test_whoever_has_only_a_week_is_not_reminded_at_once():
    AssignmentFactory(asked_at=NOW, due_at=NOW + 7 * DAY)

    assert tending.remind(now=NOW) == 0


def test_what_is_over_reminds_nobody():
    AssignmentFactory(due_at=NOW - DAY, state=State.DONE, ended_at=NOW)

    assert tending.remind(now=NOW) == 0


def test_a_week_late_the_deputy_is_asked_and_both_are_told():
    late, deputy = AssignmentFactory(claimed=True, due_at=NOW - 7 * DAY), coordinator()
    coordinator("05")

    assert tending.hand_over(now=NOW) == 1

    late.refresh_from_db()
    successor = late.practice.assignments.open().get()
    assert (late.state, successor.reviewer, successor.due_at) == (State.RELEASED, deputy, NOW + 7 * DAY)
    sent = OutgoingMail.objects.values_list("kind", "recipient_id")
    assert set(sent) == {
        ("practices.asked_instead", deputy.pk),
        ("practices.review_passed_on", late.reviewer_id),
    }
    assert AuditEntry.objects.get(action="practices.pass_review_on").actor_id is None


def test_without_a_deputy_the_neighbouring_region_is_asked():
    late, neighbour = AssignmentFactory(due_at=NOW - 8 * DAY), coordinator("05")

    tending.hand_over(now=NOW)

    assert late.practice.assignments.open().get().reviewer == neighbour


def test_six_days_late_nothing_is_passed_on():
    AssignmentFactory(due_at=NOW - 6 * DAY)
    coordinator()

    assert tending.hand_over(now=NOW) == 0


def test_where_there_is_nobody_else_it_stays():
    late = AssignmentFactory(due_at=NOW - 30 * DAY)

    assert tending.hand_over(now=NOW) == 0
    late.refresh_from_db()
    assert late.state == State.ASKED


def test_passing_on_twice_asks_once():
    late, _deputy = AssignmentFactory(due_at=NOW - 8 * DAY), coordinator()

    tending.tend(now=NOW)
    tending.tend(now=NOW)

    assert late.practice.assignments.count() == 2


def test_what_a_role_that_has_ended_leaves_behind_is_passed_on():
    gone, successor = PersonFactory(), coordinator()
    RoleGrantFactory(person=gone, role="coordinator", authority=authority("04"), ends_on=YESTERDAY)
    assignment = AssignmentFactory(reviewer=gone)

    tending.hand_over(now=NOW)

    assert assignment.practice.assignments.open().get().reviewer == successor


def test_a_submission_that_nobody_was_asked_for_finds_its_reviewer():
    practice, person = PracticeFactory(submitted=True), coordinator()
    PracticeFactory(draft=True)

    assert (tending.fill(now=NOW), tending.fill(now=NOW)) == (1, 0)
    assert practice.assignments.get().reviewer == person


def test_a_national_review_gets_its_missing_reviewer():
    review = NationalReviewFactory()
    NationalReviewFactory(proposed=True)
    reviewers = PersonFactory.create_batch(3, is_reviewer=True)
    AssignmentFactory(national=True, practice=review.practice, review=review, reviewer=reviewers[0])

    assert (tending.fill(now=NOW), tending.fill(now=NOW)) == (1, 0)
    assert review.assignments.open().count() == 2


def test_a_late_national_review_goes_to_another_national_reviewer():
    late = AssignmentFactory(national=True, due_at=NOW - 8 * DAY)
    other = PersonFactory(is_reviewer=True)

    tending.hand_over(now=NOW)

    assert late.review.assignments.open().get().reviewer == other


@pytest.mark.parametrize("count", [1, 3])
def test_reminding_needs_the_same_queries_for_one_and_for_three(count, django_assert_num_queries):
    AssignmentFactory.create_batch(count, due_at=NOW - DAY)

    # savepoint, assignments with reviewers, mails, release
    with django_assert_num_queries(4):
        tending.remind(now=NOW)
