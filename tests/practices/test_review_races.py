"""Two decide at the same moment: one wins, the other is told, and the history is one chain."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from elo_portal.core.errors import DomainError
from elo_portal.core.models import SearchEntry
from practices.commands import assigning, national, review, submission
from practices.commands.moving import NotPossibleNow
from practices.commands.national import Points
from practices.models import NationalReview, Practice, Score
from practices.states import WAYS
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.practices.factories import AssignmentFactory, NationalReviewFactory, PracticeFactory

pytestmark = pytest.mark.django_db(transaction=True)
Status = Practice.Status


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run them at the same moment; the names of the refusals, "" for what went through, in their order."""
    outcomes, barrier = [""] * len(acts), threading.Barrier(len(acts))

    def run(number: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except DomainError as refusal:
            outcomes[number] = type(refusal).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


def publish(practice, actor):
    return lambda: review.publish(practice_id=practice.pk, actor=actor, now=NOW)


def withdraw(practice, actor):
    return lambda: review.withdraw(practice_id=practice.pk, reason="Vanha.", actor=actor, now=NOW)


def take_back(practice, actor):
    return lambda: submission.take_back(practice_id=practice.pk, actor=actor, now=NOW)


def undo(practice, actor):
    return lambda: review.undo(practice_id=practice.pk, actor=actor, now=NOW)


def is_one_chain(practice, first):
    """Each transition begins where the one before ended, by a way that there is, up to today's status."""
    before = first
    for one in practice.transitions.order_by("pk"):
        if one.from_status != before or (one.from_status, one.to_status) not in WAYS:
            return False
        before = one.to_status
    return before == Practice.objects.get(pk=practice.pk).status


def is_found(practice):
    return SearchEntry.objects.filter(object_id=practice.pk).exists()


@pytest.mark.parametrize("round_", range(3))
def test_publishing_and_taking_back_at_once_one_wins_and_one_is_told(round_):
    practice = PracticeFactory(submitted=True)

    outcomes = at_once(publish(practice, coordinator()), take_back(practice, viewer_of(practice.author)))

    assert sorted(outcomes) == ["", NotPossibleNow.__name__]
    practice.refresh_from_db()
    assert is_found(practice) == (practice.status == Status.PUBLISHED)
    assert is_one_chain(practice, Status.SUBMITTED)


@pytest.mark.parametrize("round_", range(3))
def test_publishing_and_withdrawing_at_once_leaves_one_chain_and_no_trace_in_the_search(round_):
    """A withdrawal that comes first is told that nothing is published; one that comes second withdraws it."""
    practice = PracticeFactory(submitted=True)

    published, withdrawn = at_once(
        publish(practice, coordinator()), withdraw(practice, viewer_of(practice.author))
    )

    practice.refresh_from_db()
    assert published == ""
    assert (withdrawn, practice.status) in {
        (NotPossibleNow.__name__, Status.PUBLISHED),
        ("", Status.WITHDRAWN),
    }
    assert is_found(practice) == (practice.status == Status.PUBLISHED)
    assert is_one_chain(practice, Status.SUBMITTED)


def test_undoing_a_publication_and_withdrawing_at_once_one_wins_and_one_is_told():
    practice, actor = PracticeFactory(submitted=True), coordinator()
    publish(practice, actor)()

    outcomes = at_once(undo(practice, actor), withdraw(practice, viewer_of(practice.author)))

    practice.refresh_from_db()
    assert outcomes.count("") == 1
    assert practice.status in {Status.SUBMITTED, Status.WITHDRAWN}
    assert not is_found(practice)
    assert is_one_chain(practice, Status.SUBMITTED)


def test_withdrawing_twice_at_once_is_one_withdrawal():
    practice = PracticeFactory()

    outcomes = at_once(withdraw(practice, coordinator()), withdraw(practice, viewer_of(practice.author)))

    assert sorted(outcomes) == ["", NotPossibleNow.__name__]
    assert practice.transitions.count() == 1


def test_what_was_submitted_again_meanwhile_is_not_published_unread():
    practice, actor = PracticeFactory(draft=True), coordinator()
    maker = viewer_of(practice.author)
    seen = submission.submit(practice_id=practice.pk, actor=maker, now=NOW).submitted_at
    take_back(practice, maker)()
    later = NOW.replace(hour=13)
    submission.submit(practice_id=practice.pk, actor=maker, now=later)

    with pytest.raises(review.SubmittedAgain):
        review.publish(practice_id=practice.pk, seen=seen, actor=actor, now=later)

    assert review.publish(practice_id=practice.pk, seen=later, actor=actor, now=later).published_at == later


def test_declining_and_deciding_at_once_leaves_nobody_asked():
    assignment = AssignmentFactory()
    coordinator()

    at_once(
        lambda: assigning.decline(
            assignment_id=assignment.pk,
            reason="En ehdi.",
            has_conflict=False,
            actor=viewer_of(assignment.reviewer),
            now=NOW,
        ),
        publish(assignment.practice, coordinator()),
    )

    assert not assignment.practice.assignments.open().exists()


def test_both_hand_in_at_once_and_the_result_comes_once():
    going_on = NationalReviewFactory()
    two = [AssignmentFactory(national=True, practice=going_on.practice, review=going_on) for _ in range(2)]
    given = {one: Points(2, "Koska.") for one in Score.Criterion.values}
    actors = [viewer_of(one.reviewer) for one in two]

    outcomes = at_once(
        *(
            lambda one=one, actor=actor: national.score(
                assignment_id=one.pk, given=given, is_final=True, actor=actor, now=NOW
            )
            for one, actor in zip(two, actors, strict=True)
        )
    )

    assert outcomes == ["", ""]
    assert NationalReview.objects.get().is_recommended
    assert Practice.objects.get().recommended_at == NOW


def test_starting_twice_at_once_is_one_review_with_two_reviewers():
    practice = PracticeFactory()
    PersonFactory.create_batch(3, is_reviewer=True)
    actors = [viewer_of(PersonFactory(is_admin=True)) for _ in range(2)]

    outcomes = at_once(
        *(
            lambda actor=actor: national.start(practice_id=practice.pk, actor=actor, now=NOW)
            for actor in actors
        )
    )

    assert sorted(outcomes) == ["", "AlreadyInReview"]
    assert practice.assignments.count() == 2
