"""The mails about assignments: to whom, what they say, and when they do not leave any more."""

from datetime import timedelta

import pytest
from django.core import mail as outbox

from elo_portal.core import mail
from practices.commands import assigning, review, tending
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.practices.factories import AssignmentFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def late():
    practice = PracticeFactory(submitted=True, text__title="Iltaohjaus")
    return AssignmentFactory(practice=practice, due_at=NOW - timedelta(days=8))


def sent(now=NOW):
    mail.deliver(now=now)
    return {one.to[0]: one for one in outbox.outbox}


def decline(assignment, reason):
    return assigning.decline(
        assignment_id=assignment.pk, reason=reason, has_conflict=False,
        actor=viewer_of(assignment.reviewer), now=NOW,
    )  # fmt: skip


def test_the_next_one_reads_why_the_first_has_declined(late):
    deputy = PersonFactory(coordinator_of=authority("04"), language="sv")
    decline(late, "Loma & <matka>")

    message = sent()[deputy.email]

    assert message.subject == "Begäran om granskning i stället för en annan: Iltaohjaus"
    assert "Loma & <matka>" in message.body
    assert "Loma &amp; &lt;matka&gt;" in message.alternatives[0][0]
    assert "9.3.2026" in message.body


def test_of_what_was_passed_on_both_are_told(late):
    deputy = PersonFactory(coordinator_of=authority("04"))
    tending.hand_over(now=NOW)

    messages = sent()

    assert messages[late.reviewer.email].subject == "Arviointi siirrettiin toiselle: Iltaohjaus"
    assert "ei ole vastannut määräajassa" in messages[deputy.email].body


@pytest.mark.parametrize(
    ("days", "subject"),
    [(6, "Viikko aikaa"), (0, "Arvioinnin määräpäivä on tänään"), (-2, "Arviointi on myöhässä")],
)
def test_a_reminder_says_how_it_is(days, subject):
    assignment = AssignmentFactory(asked_at=NOW - timedelta(days=15), due_at=NOW + timedelta(days=days))
    tending.remind(now=NOW)

    assert sent()[assignment.reviewer.email].subject.startswith(subject)


def test_a_reminder_of_what_was_decided_meanwhile_does_not_leave():
    assignment = AssignmentFactory(due_at=NOW)
    tending.remind(now=NOW)
    actor = viewer_of(PersonFactory(coordinator_of=authority("04")))
    review.publish(practice_id=assignment.practice_id, actor=actor, now=NOW)

    assert assignment.reviewer.email not in sent()


def test_the_return_tells_the_comments_on_single_fields():
    assignment = AssignmentFactory()
    practice = assignment.practice
    practice.remarks.create(field="need", text="Kenen tarve?", author=assignment.reviewer, at=NOW)
    practice.remarks.create(
        field="results", text="Selvä.", author=assignment.reviewer, at=NOW, settled_at=NOW
    )
    review.return_for_additions(
        practice_id=practice.pk, comment="Hyvä alku.", actor=viewer_of(assignment.reviewer), now=NOW
    )

    body = sent()[practice.author.email].body

    assert "Tarve:\nKenen tarve?" in body
    assert "Selvä." not in body
