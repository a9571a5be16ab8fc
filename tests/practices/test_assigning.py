"""Whom a submission is given to, who takes it on, who declines."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from elo_portal.core.models import AuditEntry, OutgoingMail
from practices.commands import assigning, review, submission
from practices.commands.moving import NotPossibleNow
from practices.models import Assignment, Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, RoleGrantFactory, authority, viewer_of
from tests.practices.factories import AssignmentFactory, PracticeFactory

pytestmark = pytest.mark.django_db
State, Step = Assignment.State, Assignment.Step


def submit(practice, now=NOW):
    return submission.submit(practice_id=practice.pk, actor=viewer_of(practice.author), now=now)


def claim(practice, person):
    return assigning.claim(practice_id=practice.pk, actor=viewer_of(person), now=NOW)


def decline(assignment, person=None, *, reason="En ehdi.", has_conflict=False, now=NOW):
    return assigning.decline(
        assignment_id=assignment.pk, reason=reason, has_conflict=has_conflict,
        actor=viewer_of(person or assignment.reviewer), now=now,
    )  # fmt: skip


def coordinator(code="04", **options):
    return PersonFactory(coordinator_of=authority(code), **options)


def asked(practice):
    return [(one.reviewer_id, one.state) for one in practice.assignments.order_by("pk")]


def mailed(kind):
    return set(OutgoingMail.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_a_submission_is_given_to_one_coordinator_of_its_region_for_21_days():
    near, _far = coordinator(), coordinator("08")
    practice = submit(PracticeFactory(draft=True))

    assignment = practice.assignments.get()
    assert (assignment.reviewer, assignment.step, assignment.state) == (near, Step.REGIONAL, State.ASKED)
    assert assignment.due_at == NOW + timedelta(days=21)
    assert mailed("practices.submitted") == {near.pk}
    assert AuditEntry.objects.filter(action="practices.ask_to_review").count() == 1


def test_the_least_burdened_one_is_asked():
    busy, free = coordinator(), coordinator()
    AssignmentFactory(reviewer=busy)
    AssignmentFactory.create_batch(2, reviewer=free, state=State.DONE, ended_at=NOW)  # done is no burden

    assert submit(PracticeFactory(draft=True)).assignments.get().reviewer == free


def test_nobody_of_the_owner_organisation_is_asked():
    practice = PracticeFactory(draft=True)
    coordinator(member_of=practice.owner)
    contact = coordinator()
    RoleGrantFactory(person=contact, role="contact", organisation=practice.owner)
    writer = coordinator()
    practice.co_authors.add(writer)
    outsider = coordinator()

    assert submit(practice).assignments.get().reviewer == outsider


def test_without_a_coordinator_the_neighbouring_region_is_asked_before_an_administrator():
    PersonFactory(is_admin=True)
    coordinator("10")  # Lappi is no neighbour of Pirkanmaa
    neighbour = coordinator("05")  # Keski-Suomi is

    assert submit(PracticeFactory(draft=True)).assignments.get().reviewer == neighbour


def test_a_national_practice_goes_to_a_national_reviewer():
    coordinator()
    reviewer = PersonFactory(is_reviewer=True)

    assert submit(PracticeFactory(draft=True, national=True)).assignments.get().reviewer == reviewer


def test_a_second_asking_changes_nothing():
    coordinator(), coordinator()
    practice = submit(PracticeFactory(draft=True))

    with transaction.atomic():
        again = assigning.ask_for_submission(practice, now=NOW)

    assert practice.assignments.get() == again


def test_whoever_returned_it_gets_it_again():
    first, _second = coordinator(), coordinator()
    practice = submit(PracticeFactory(draft=True))
    assert practice.assignments.get().reviewer == first
    review.return_for_additions(practice_id=practice.pk, comment="Lisää.", actor=viewer_of(first), now=NOW)
    AssignmentFactory(reviewer=first)  # though more burdened by now

    submit(practice, now=NOW + timedelta(days=3))

    assert practice.assignments.open().get().reviewer == first


@pytest.mark.parametrize("decide", ["publish", "return", "take back"])
def test_a_decision_or_taking_back_frees_whoever_was_asked(decide):
    assignment = AssignmentFactory()
    practice, other = assignment.practice, viewer_of(coordinator())
    if decide == "publish":
        review.publish(practice_id=practice.pk, actor=other, now=NOW)
    elif decide == "return":
        review.return_for_additions(practice_id=practice.pk, comment="Lisää.", actor=other, now=NOW)
    else:
        submission.take_back(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)

    assignment.refresh_from_db()
    assert (assignment.state, assignment.ended_at) == (State.RELEASED, NOW)


def test_the_one_who_decides_is_done():
    assignment = AssignmentFactory(claimed=True)

    review.publish(practice_id=assignment.practice_id, actor=viewer_of(assignment.reviewer), now=NOW)

    assignment.refresh_from_db()
    assert assignment.state == State.DONE


def test_undoing_a_decision_makes_it_the_actors_again():
    assignment = AssignmentFactory()
    practice, actor = assignment.practice, viewer_of(assignment.reviewer)
    review.publish(practice_id=practice.pk, actor=actor, now=NOW)

    review.undo(practice_id=practice.pk, actor=actor, now=NOW + timedelta(days=2))

    taken = practice.assignments.open().get()
    assert (taken.reviewer_id, taken.state) == (actor.person_id, State.CLAIMED)


def test_claiming_what_one_was_asked_for():
    assignment = AssignmentFactory()

    claim(assignment.practice, assignment.reviewer)

    assert asked(assignment.practice) == [(assignment.reviewer_id, State.CLAIMED)]


def test_claiming_in_place_of_one_who_has_not_begun_keeps_the_due_day():
    assignment, other = AssignmentFactory(), coordinator()

    mine = claim(assignment.practice, other)

    assert asked(assignment.practice) == [
        (assignment.reviewer_id, State.RELEASED),
        (other.pk, State.CLAIMED),
    ]
    assert mine.due_at == assignment.due_at


def test_claiming_what_another_has_begun_is_told():
    assignment = AssignmentFactory(claimed=True)

    with pytest.raises(assigning.TakenAlready, match=assignment.reviewer.last_name):
        claim(assignment.practice, coordinator())


def test_claiming_is_for_judges_and_for_what_is_in_review():
    assignment = AssignmentFactory()
    with pytest.raises(PermissionDenied):
        claim(assignment.practice, coordinator("08"))
    with pytest.raises(PermissionDenied):
        claim(assignment.practice, assignment.practice.author)
    with pytest.raises(NotPossibleNow):
        claim(PracticeFactory(), coordinator())


@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_at_once_one_gets_it_and_one_is_told():
    practice = PracticeFactory(submitted=True)
    people, outcomes, barrier = [coordinator() for _ in range(2)], [], threading.Barrier(2)

    def run(person):
        actor = viewer_of(person)
        barrier.wait()
        try:
            assigning.claim(practice_id=practice.pk, actor=actor, now=NOW)
            outcomes.append("mine")
        except assigning.TakenAlready:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["mine", "told"]
    assert practice.assignments.open().count() == 1


def test_declining_asks_the_next_one_who_reads_why():
    assignment, other = AssignmentFactory(due_at=NOW + timedelta(days=2)), coordinator()

    successor = decline(assignment, reason=" Olen lomalla. ")

    assignment.refresh_from_db()
    assert (assignment.state, assignment.decline_reason) == (State.DECLINED, "Olen lomalla.")
    assert (successor.reviewer, successor.instead_of) == (other, assignment)
    assert successor.due_at == NOW + timedelta(days=7)  # whoever steps in has a week
    assert mailed("practices.asked_instead") == {other.pk}
    assert AuditEntry.objects.filter(action="practices.decline_review").count() == 1


def test_after_all_coordinators_the_neighbours_and_then_the_administrators_are_asked():
    assignment = AssignmentFactory()
    neighbour, admin = coordinator("05"), PersonFactory(is_admin=True)

    second = decline(assignment)
    third = decline(second)

    assert (second.reviewer, third.reviewer, decline(third)) == (neighbour, admin, None)


def test_declining_needs_a_reason():
    with pytest.raises(assigning.ReasonNeeded):
        decline(AssignmentFactory(), reason="  ")


def test_declining_is_for_the_one_who_was_asked():
    with pytest.raises(PermissionDenied):
        decline(AssignmentFactory(), coordinator())


def test_what_has_been_passed_on_cannot_be_declined():
    with pytest.raises(assigning.NoLongerYours):
        decline(AssignmentFactory(state=State.RELEASED, ended_at=NOW))


def test_whoever_has_a_conflict_neither_decides_nor_is_asked_again():
    assignment = AssignmentFactory()
    practice, conflicted = assignment.practice, viewer_of(assignment.reviewer)
    admin = PersonFactory(is_admin=True)
    decline(assignment, has_conflict=True)

    with pytest.raises(PermissionDenied):
        review.publish(practice_id=practice.pk, actor=conflicted, now=NOW)
    submission.take_back(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)
    submit(practice, now=NOW + timedelta(days=1))

    assert practice.assignments.open().get().reviewer == admin


def test_a_neighbour_who_was_asked_may_see_and_decide_and_others_may_not():
    neighbour = coordinator("05")
    assignment = AssignmentFactory(reviewer=neighbour)
    practice = assignment.practice

    assert Practice.objects.visible_to(viewer_of(neighbour)).filter(pk=practice.pk).exists()
    assert not Practice.objects.visible_to(viewer_of(coordinator("05"))).filter(pk=practice.pk).exists()
    assert review.publish(practice_id=practice.pk, actor=viewer_of(neighbour), now=NOW).published_at == NOW
    review.undo(practice_id=practice.pk, actor=viewer_of(neighbour), now=NOW)


def test_one_who_was_asked_long_ago_decides_no_more():
    neighbour = coordinator("05")
    practice = PracticeFactory(submitted=True, submitted_at=NOW)
    AssignmentFactory(
        practice=practice, reviewer=neighbour, state=State.DONE,
        asked_at=NOW - timedelta(days=90), ended_at=NOW - timedelta(days=80),
    )  # fmt: skip

    with pytest.raises(PermissionDenied):
        review.publish(practice_id=practice.pk, actor=viewer_of(neighbour), now=NOW)


def test_one_person_at_a_time_has_a_submission_says_the_database():
    assignment = AssignmentFactory()

    with pytest.raises(IntegrityError, match="one_open_regional"), transaction.atomic():
        AssignmentFactory(practice=assignment.practice)


def test_members_without_a_role_are_never_asked():
    PersonFactory(member_of=OrganisationFactory())

    assert not submit(PracticeFactory(draft=True)).assignments.exists()
