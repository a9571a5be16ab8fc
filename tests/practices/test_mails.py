"""The mails about practices: asked again when they leave, in the recipient's language."""

import pytest
from django.core import mail as outbox

from elo_portal.core import mail
from practices import mails
from practices.commands import review, submission
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return PersonFactory(coordinator_of=authority("04"), email="koordinaattori@example.org")


def sent():
    mail.deliver(now=NOW)
    return {tuple(one.to): one for one in outbox.outbox}


def submitted():
    practice = PracticeFactory(
        draft=True, text__title="Iltaohjaus", author=PersonFactory(email="tekija@example.org")
    )
    submission.submit(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)
    practice.refresh_from_db()
    return practice


def test_the_coordinator_is_told_what_waits_and_until_when(coordinator):
    practice = submitted()

    message = sent()["koordinaattori@example.org",]

    assert "Iltaohjaus" in message.subject
    assert f"http://localhost:8000/fi/tyopoyta/arvioinnit/{practice.pk}/" in message.body
    assert "23.3.2026" in message.body


def test_the_coordinator_is_not_told_of_what_was_taken_back(coordinator):
    practice = submitted()
    submission.take_back(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)

    assert sent() == {}


def test_a_coordinator_who_has_become_a_colleague_gets_nothing(coordinator):
    practice = submitted()

    assert not mails.PracticeSubmitted().may_receive(
        viewer_of(PersonFactory(member_of=practice.owner, is_admin=True)), practice
    )


def test_the_makers_get_the_reviewers_words_escaped(coordinator):
    practice = submitted()
    review.return_for_additions(
        practice_id=practice.pk,
        comment="Hyvä alku.\n\nMistä <b>tiedätte</b>?",
        actor=viewer_of(coordinator),
        now=NOW,
    )

    message = sent()["tekija@example.org",]
    html = message.alternatives[0][0]

    assert "Mistä <b>tiedätte</b>?" in message.body
    assert "Mistä &lt;b&gt;tiedätte&lt;/b&gt;?" in html
    assert f"/fi/kaytannot/ehdota/{practice.pk}/6/" in message.body


def test_the_makers_are_told_of_the_publication_in_their_language(coordinator):
    practice = submitted()
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")
    practice.author.language = "sv"
    practice.author.save()
    review.publish(practice_id=practice.pk, actor=viewer_of(coordinator), now=NOW)

    message = sent()["tekija@example.org",]

    assert "Kvällsvägledning" in message.subject
    assert f"http://localhost:8000/sv/praxis/{practice.slug}/" in message.body


def test_a_publication_that_was_undone_is_not_announced(coordinator):
    practice = submitted()
    review.publish(practice_id=practice.pk, actor=viewer_of(coordinator), now=NOW)
    review.undo(practice_id=practice.pk, actor=viewer_of(coordinator), now=NOW)

    assert ("tekija@example.org",) not in sent()


def test_the_makers_are_told_why_it_was_withdrawn(coordinator):
    practice = PracticeFactory(author=PersonFactory(email="tekija@example.org"))
    review.withdraw(practice_id=practice.pk, reason="Vanhentunut.", actor=viewer_of(coordinator), now=NOW)

    assert "Vanhentunut." in sent()["tekija@example.org",].body
