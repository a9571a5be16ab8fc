"""Deciding, withdrawing, undoing."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from elo_portal.core.models import AuditEntry, OutgoingMail, SearchEntry
from elo_portal.core.viewers import NOBODY
from practices.commands import drafts, review, submission
from practices.commands.moving import NotPossibleNow
from practices.commands.submission import Incomplete
from practices.models import Practice
from practices.queries import browsing
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
Status = Practice.Status


@pytest.fixture
def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


def publish(practice, actor, **options):
    return review.publish(practice_id=practice.pk, actor=actor, now=NOW, **options)


def give_back(practice, actor, comment="Mistä tiedätte, että vuoro auttaa?", now=NOW):
    return review.return_for_additions(practice_id=practice.pk, comment=comment, actor=actor, now=now)


def withdraw(practice, actor, reason="Vanhentunut.", now=NOW):
    return review.withdraw(practice_id=practice.pk, reason=reason, actor=actor, now=now)


def undo(practice, actor, now=NOW):
    return review.undo(practice_id=practice.pk, actor=actor, now=now)


def found(query="iltaohjaus", viewer=NOBODY):
    return [one.title for one in browsing.as_visitor(text=query, language="fi", limit=10, now=NOW)]


def mailed(kind):
    return set(OutgoingMail.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_publish_makes_every_language_findable_in_its_own_transaction(coordinator):
    practice = PracticeFactory(submitted=True, text__title="Iltaohjaus")
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")

    with transaction.atomic():
        publish(practice, coordinator)
        inside = found()

    practice.refresh_from_db()
    assert inside == ["Iltaohjaus"]
    assert (practice.status, practice.published_at, practice.version) == (Status.PUBLISHED, NOW, 1)
    assert set(SearchEntry.objects.values_list("language", "is_source")) == {("fi", True), ("sv", False)}


def test_publish_that_fails_leaves_nothing_in_the_search(coordinator):
    practice = PracticeFactory(submitted=True, text__title="Iltaohjaus")

    with transaction.atomic():
        publish(practice, coordinator)
        transaction.set_rollback(True)

    assert found() == []


def test_publish_tells_author_and_contact_and_leaves_a_trace(coordinator):
    contact = PersonFactory()
    practice = PracticeFactory(submitted=True, contact=contact)

    publish(practice, coordinator, comment="Hyvin kuvattu.")

    assert mailed("practices.published") == {practice.author_id, contact.pk}
    decision = practice.transitions.get()
    assert (decision.to_status, decision.actor_id, decision.comment) == (
        Status.PUBLISHED,
        coordinator.person_id,
        "Hyvin kuvattu.",
    )
    assert AuditEntry.objects.filter(action="practices.publish", target_id=practice.pk).count() == 1


def test_publish_never_shows_it_to_more_people_than_the_makers_chose(coordinator):
    practice = PracticeFactory(submitted=True, visibility="network", text__title="Iltaohjaus")

    publish(practice, coordinator)

    practice.refresh_from_db()
    assert (practice.visibility, found()) == ("network", [])
    assert SearchEntry.objects.get().audience == SearchEntry.Audience.NETWORK


def test_publish_again_counts_the_version(coordinator):
    practice = PracticeFactory(submitted=True, published_at=NOW - timedelta(days=300))

    assert publish(practice, coordinator).version == 2


def test_publish_of_what_has_gaps_is_refused(coordinator):
    practice = PracticeFactory(submitted=True, text__need="")

    with pytest.raises(Incomplete):
        publish(practice, coordinator)


@pytest.mark.parametrize("who", ["author", "contact", "colleague", "far", "reviewer", "nobody"])
@pytest.mark.parametrize("decide", [publish, give_back])
def test_nobody_else_decides(who, decide):
    practice = PracticeFactory(submitted=True, contact=PersonFactory(coordinator_of=authority("04")))
    people = {
        "author": lambda: viewer_of(practice.author),
        "contact": lambda: viewer_of(practice.contact),
        "colleague": lambda: viewer_of(
            PersonFactory(coordinator_of=authority("04"), member_of=practice.owner)
        ),
        "far": lambda: viewer_of(PersonFactory(coordinator_of=authority("08"))),
        "reviewer": lambda: viewer_of(PersonFactory(is_reviewer=True)),
        "nobody": lambda: NOBODY,
    }

    with pytest.raises(PermissionDenied):
        decide(practice, people[who]())


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_one_wins_and_one_is_told():
    practice = PracticeFactory(submitted=True)
    actors = [viewer_of(PersonFactory(coordinator_of=authority("04"))) for _ in range(2)]
    outcomes, barrier = [], threading.Barrier(2)

    def decide(actor):
        barrier.wait()
        try:
            publish(practice, actor)
            outcomes.append("published")
        except NotPossibleNow as refusal:
            outcomes.append(str(refusal.details["status"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(outcomes), outcomes.count("published")) == (2, 1)
    assert practice.transitions.count() == SearchEntry.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="practices.published").count() == 1


def test_return_carries_the_words_to_the_makers(coordinator):
    practice = PracticeFactory(submitted=True)

    give_back(practice, coordinator)

    practice.refresh_from_db()
    assert practice.status == Status.RETURNED
    assert practice.transitions.get().comment == "Mistä tiedätte, että vuoro auttaa?"
    assert mailed("practices.returned") == {practice.author_id}


@pytest.mark.parametrize("comment", ["", "   ", "\x00"])
def test_return_without_words_is_refused(coordinator, comment):
    practice = PracticeFactory(submitted=True)

    with pytest.raises(review.WordsNeeded):
        give_back(practice, coordinator, comment=comment)


def test_withdraw_takes_it_out_of_the_search_at_once(coordinator):
    practice = PracticeFactory(text__title="Iltaohjaus")
    before = found()

    with transaction.atomic():
        withdraw(practice, coordinator)
        inside = found()

    assert (before, inside) == (["Iltaohjaus"], [])
    assert mailed("practices.withdrawn") == {practice.author_id}


def test_withdraw_by_its_makers():
    practice = PracticeFactory()

    withdraw(practice, viewer_of(practice.author))

    practice.refresh_from_db()
    assert practice.status == Status.WITHDRAWN
    assert mailed("practices.withdrawn") == set()


def test_withdraw_without_a_reason_is_refused(coordinator):
    with pytest.raises(review.WordsNeeded):
        withdraw(PracticeFactory(), coordinator, reason=" ")


def test_withdraw_by_a_stranger_is_denied():
    with pytest.raises(PermissionDenied):
        withdraw(PracticeFactory(), viewer_of(PersonFactory(is_reviewer=True)))


def test_undo_of_a_publication_leads_back_to_review_and_out_of_the_search(coordinator):
    practice = PracticeFactory(submitted=True, text__title="Iltaohjaus")
    publish(practice, coordinator)

    undo(practice, coordinator, now=NOW + timedelta(days=6))

    practice.refresh_from_db()
    assert (practice.status, found()) == (Status.SUBMITTED, [])


def test_undo_of_a_return_leads_back_to_review(coordinator):
    practice = PracticeFactory(submitted=True)
    give_back(practice, coordinator)

    assert undo(practice, coordinator).status == Status.SUBMITTED


def test_undo_of_a_withdrawal_leads_back_into_the_search(coordinator):
    practice = PracticeFactory(text__title="Iltaohjaus")
    withdraw(practice, coordinator)

    undo(practice, coordinator)

    assert found() == ["Iltaohjaus"]


def test_undo_after_a_week_is_too_late(coordinator):
    practice = PracticeFactory(submitted=True)
    publish(practice, coordinator)

    with pytest.raises(review.TooLateToUndo):
        undo(practice, coordinator, now=NOW + timedelta(days=7))


def test_undo_of_a_return_that_the_makers_have_worked_on_is_too_late(coordinator):
    practice = PracticeFactory(submitted=True)
    give_back(practice, coordinator)
    drafts.save(
        practice_id=practice.pk,
        language="fi",
        values={"need": "Tarkempi tarve."},
        actor=viewer_of(practice.author),
        now=NOW + timedelta(hours=1),
    )

    with pytest.raises(review.TooLateToUndo):
        undo(practice, coordinator, now=NOW + timedelta(hours=2))


def test_undo_of_what_is_no_decision_is_refused():
    practice = PracticeFactory(draft=True)
    submission.submit(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)

    with pytest.raises(review.TooLateToUndo):
        undo(practice, viewer_of(practice.author))


def test_undo_of_somebody_elses_decision_is_denied(coordinator):
    practice = PracticeFactory()
    withdraw(practice, viewer_of(practice.author))

    with pytest.raises(PermissionDenied):
        undo(practice, coordinator)
