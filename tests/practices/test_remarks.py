"""Comments on fields, answers, and the mails about them."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from practices.commands import remarks
from practices.commands.moving import NotPossibleNow
from practices.models import Remark
from practices.queries import remarks as queries
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.practices.factories import AssignmentFactory, PracticeFactory, RemarkFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def coordinator():
    return PersonFactory(coordinator_of=authority("04"))


def remark(practice, person, text="Mistä tämä tiedetään?", field="results", now=NOW):
    return remarks.remark(practice_id=practice.pk, field=field, text=text, actor=viewer_of(person), now=now)


def answer(one, person=None, text="Kyselystä.", now=NOW):
    actor = viewer_of(person or one.practice.author)
    return remarks.answer(remark_id=one.pk, text=text, actor=actor, now=now)


def test_a_remark_belongs_to_a_field_or_to_the_whole(coordinator):
    practice = PracticeFactory(submitted=True)

    remark(practice, coordinator, text=" Mistä? "), remark(practice, coordinator, field="")

    assert {field: [one.text for one in rows] for field, rows in queries.by_field(practice).items()} == {
        "results": ["Mistä?"],
        "": ["Mistä tämä tiedetään?"],
    }


def test_an_unknown_field_is_refused(coordinator):
    with pytest.raises(ValueError, match="status"):
        remark(PracticeFactory(submitted=True), coordinator, field="status")


@pytest.mark.parametrize("text", ["", "  ", "\x00"])
def test_a_remark_says_something(coordinator, text):
    with pytest.raises(remarks.WordsNeeded):
        remark(PracticeFactory(submitted=True), coordinator, text=text)


def test_makers_and_strangers_do_not_remark(coordinator):
    practice = PracticeFactory(submitted=True)
    for person in (practice.author, PersonFactory(coordinator_of=authority("08"))):
        with pytest.raises(PermissionDenied):
            remark(practice, person)


def test_what_is_published_is_remarked_on_by_those_who_score_it_only(coordinator):
    assignment = AssignmentFactory(national=True)

    with pytest.raises(NotPossibleNow):
        remark(assignment.practice, coordinator)
    assert remark(assignment.practice, assignment.reviewer).author == assignment.reviewer


def test_makers_answer_and_may_change_the_answer_until_it_is_settled(coordinator):
    one = RemarkFactory()
    answer(one), answer(one, text="Kyselystä 2026.")
    remarks.settle(remark_id=one.pk, actor=viewer_of(coordinator), now=NOW)

    one.refresh_from_db()
    assert (one.answer, one.answered_by, one.settled_at) == ("Kyselystä 2026.", one.practice.author, NOW)
    with pytest.raises(remarks.Settled):
        answer(one, text="Vielä.")
    assert queries.open_by_field(one.practice) == {}


def test_only_makers_answer_and_only_reviewers_settle(coordinator):
    one = RemarkFactory()
    with pytest.raises(PermissionDenied):
        answer(one, coordinator)
    with pytest.raises(PermissionDenied):
        remarks.settle(remark_id=one.pk, actor=viewer_of(one.practice.author), now=NOW)


def test_ones_own_remark_may_be_removed_until_it_is_answered(coordinator):
    answered, mine = RemarkFactory(), RemarkFactory(author=coordinator)
    answer(answered)

    remarks.take_back(remark_id=mine.pk, actor=viewer_of(coordinator))
    with pytest.raises(PermissionDenied):
        remarks.take_back(remark_id=answered.pk, actor=viewer_of(coordinator))
    with pytest.raises(remarks.AnsweredAlready):
        remarks.take_back(remark_id=answered.pk, actor=viewer_of(answered.author))
    assert Remark.objects.get() == answered


def test_what_is_remarked_within_the_hour_is_one_mail_to_the_makers(coordinator):
    practice = PracticeFactory(submitted=True, text__title="Iltaohjaus")
    (
        remark(practice, coordinator, text="Ensimmäinen."),
        remark(practice, coordinator, text="Toinen.", field="need"),
    )

    mail.deliver(now=NOW)
    early = len(outbox.outbox)
    mail.deliver(now=LATER)

    message = next(one for one in outbox.outbox if one.to == [practice.author.email])
    assert (early, len(outbox.outbox)) == (0, 1)
    assert "Ensimmäinen." in message.body
    assert "Toinen." in message.body
    assert f"/fi/oma/kaytannot/{practice.pk}/arviointi/" in message.body


def test_a_mail_about_what_was_removed_does_not_leave(coordinator):
    practice = PracticeFactory(submitted=True)
    one = remark(practice, coordinator)
    remarks.take_back(remark_id=one.pk, actor=viewer_of(coordinator))

    mail.deliver(now=LATER)

    assert outbox.outbox == []


def test_the_answer_is_mailed_to_whoever_remarked_with_both_words():
    one = RemarkFactory(text="Mistä <b>tiedätte</b>?")
    answer(one, text="Kyselystä & haastatteluista.")

    mail.deliver(now=LATER)

    message = outbox.outbox[0]
    assert message.to == [one.author.email]
    assert "Kyselystä & haastatteluista." in message.body
    assert "Mistä &lt;b&gt;tiedätte&lt;/b&gt;?" in message.alternatives[0][0]
    assert f"/fi/tyopoyta/arvioinnit/{one.practice_id}/kohdittain/" in message.body


def test_whoever_reviews_no_more_gets_no_answers():
    one = RemarkFactory(author=PersonFactory())
    answer(one)

    mail.deliver(now=LATER)

    assert OutgoingMail.objects.get().state == OutgoingMail.State.DROPPED
    assert outbox.outbox == []


def test_unanswered_ones_are_counted_by_practice():
    one = RemarkFactory()
    RemarkFactory(practice=one.practice, settled_at=NOW)
    answered = RemarkFactory()
    answer(answered)

    assert queries.unanswered_counts([one.practice_id, answered.practice_id]) == {one.practice_id: 1}
