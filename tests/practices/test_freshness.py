"""Does a practice still hold: when whom is asked, what readers see, what comes of an answer and of none."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from elo_portal.core.models import AuditEntry, OutgoingMail, SearchEntry
from practices import freshness as rules
from practices import queries, tasks
from practices.commands import freshness, review
from practices.commands.moving import NotPossibleNow
from practices.freshness import Stage
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    viewer_of,
)
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
Status = Practice.Status
YEAR_AGO = rules.year_before(NOW)
DAY = timedelta(days=1)


def asked(kind="practices.still_valid"):
    return set(OutgoingMail.objects.filter(kind=kind).values_list("recipient_id", flat=True))


@pytest.mark.parametrize(
    ("moment", "earlier"),
    [
        (datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2025, 3, 2, 12, tzinfo=UTC)),
        (datetime(2028, 2, 29, 12, tzinfo=UTC), datetime(2027, 2, 28, 12, tzinfo=UTC)),
    ],
)
def test_a_year_before_is_the_same_day(moment, earlier):
    assert rules.year_before(moment) == earlier


def test_a_year_after_the_29th_of_february_is_the_28th():
    assert rules.year_after(datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2029, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "stage"),
    [(-1, Stage.CONTACT), (0, Stage.CONTACT), (29, Stage.CONTACT), (30, Stage.ORGANISATION),
     (59, Stage.ORGANISATION), (60, Stage.REGION), (400, Stage.REGION)],
)  # fmt: skip
def test_the_circle_widens_every_thirty_days(days, stage):
    assert rules.stage(NOW - days * DAY, now=NOW) == stage


def test_readers_are_warned_when_the_region_is_asked():
    assert rules.flags_at(NOW) == NOW + 60 * DAY
    assert rules.stage(NOW, now=rules.flags_at(NOW)) == Stage.REGION


def test_the_contact_person_is_asked_once_after_a_year():
    practice = PracticeFactory(published_at=YEAR_AGO)
    fresh = PracticeFactory(published_at=YEAR_AGO + DAY)

    assert freshness.keep_fresh(now=NOW) == 1
    assert freshness.keep_fresh(now=NOW) == 0

    practice.refresh_from_db()
    fresh.refresh_from_db()
    assert (practice.asked_at, fresh.asked_at) == (NOW, None)
    assert asked() == {practice.contact_id}
    assert AuditEntry.objects.filter(action="practices.ask_if_valid").count() == 1


def test_a_year_counts_from_the_last_answer():
    PracticeFactory(published_at=YEAR_AGO - 100 * DAY, confirmed_at=YEAR_AGO + DAY)

    assert freshness.keep_fresh(now=NOW) == 0


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn", "archived"])
def test_what_is_not_published_is_not_asked_about(state):
    dates = {} if state in {"draft", "submitted", "returned"} else {"published_at": YEAR_AGO}
    PracticeFactory(**{state: True}, **dates)

    assert freshness.keep_fresh(now=NOW) == 0


def test_without_a_contact_person_at_work_the_author_is_asked():
    owner = OrganisationFactory()
    contact, author = PersonFactory(), PersonFactory(member_of=owner)
    MembershipFactory(person=contact, organisation=owner, ended=True)
    PracticeFactory(owner=owner, author=author, contact=contact, published_at=YEAR_AGO)

    freshness.keep_fresh(now=NOW)

    assert asked() == {author.pk}


def test_where_both_have_left_the_contact_person_of_the_organisation_is_asked_at_once():
    owner = OrganisationFactory()
    gone = PersonFactory()
    MembershipFactory(person=gone, organisation=owner, ended=True)
    contact = PersonFactory(contact_of=owner)
    PracticeFactory(owner=owner, author=gone, published_at=YEAR_AGO)

    freshness.keep_fresh(now=NOW)

    assert asked() == {contact.pk}


def test_where_nobody_is_left_the_region_is_asked_at_once():
    coordinator = PersonFactory(coordinator_of=authority("04"))
    owner = OrganisationFactory()
    gone = PersonFactory()
    MembershipFactory(person=gone, organisation=owner, ended=True)
    PracticeFactory(owner=owner, author=gone, published_at=YEAR_AGO)

    freshness.keep_fresh(now=NOW)

    assert asked() == {coordinator.pk}


def test_the_organisation_is_asked_after_thirty_days_and_the_region_after_sixty():
    owner = OrganisationFactory()
    contact = PersonFactory(contact_of=owner)
    near, _far = PersonFactory(coordinator_of=authority("04")), PersonFactory(coordinator_of=authority("08"))
    practice = PracticeFactory(owner=owner, published_at=YEAR_AGO)
    freshness.keep_fresh(now=NOW)

    freshness.keep_fresh(now=NOW + 29 * DAY)
    assert asked() == {practice.contact_id}

    freshness.keep_fresh(now=NOW + 30 * DAY)
    freshness.keep_fresh(now=NOW + 31 * DAY)
    assert asked() == {practice.contact_id, contact.pk}
    practice.refresh_from_db()
    assert not practice.is_flagged

    freshness.keep_fresh(now=NOW + 60 * DAY)
    freshness.keep_fresh(now=NOW + 61 * DAY)
    assert asked() == {practice.contact_id, contact.pk, near.pk}
    assert OutgoingMail.objects.count() == 3
    practice.refresh_from_db()
    assert (practice.is_flagged, practice.flagged_at) == (True, NOW + 60 * DAY)
    assert AuditEntry.objects.filter(action="practices.flag").count() == 1


def test_without_an_answer_for_a_year_it_is_archived_and_leaves_the_search():
    practice = PracticeFactory(flagged=True, asked_at=YEAR_AGO, flagged_at=NOW - 300 * DAY)
    nearly = PracticeFactory(flagged=True, asked_at=YEAR_AGO + DAY, flagged_at=NOW - 300 * DAY)

    assert freshness.keep_fresh(now=NOW) == 1

    practice.refresh_from_db()
    nearly.refresh_from_db()
    assert (practice.status, nearly.status) == (Status.ARCHIVED, Status.PUBLISHED)
    assert set(SearchEntry.objects.values_list("object_id", flat=True)) == {nearly.pk}
    transition = practice.transitions.get()
    assert (transition.from_status, transition.to_status, transition.actor) == ("published", "archived", None)
    assert asked("practices.archived") == {practice.author_id}


def test_a_machine_that_was_off_for_two_years_asks_before_it_archives():
    practice = PracticeFactory(published_at=NOW - 800 * DAY)

    freshness.keep_fresh(now=NOW)

    practice.refresh_from_db()
    assert (practice.status, practice.asked_at) == (Status.PUBLISHED, NOW)


def test_an_answer_settles_the_question_for_a_year():
    practice = PracticeFactory(flagged=True)

    freshness.confirm(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)

    practice.refresh_from_db()
    assert (practice.confirmed_at, practice.asked_at, practice.flagged_at) == (NOW, None, None)
    assert freshness.keep_fresh(now=NOW + 300 * DAY) == 0
    assert freshness.keep_fresh(now=NOW + 366 * DAY) == 1
    assert AuditEntry.objects.get(action="practices.confirm").actor_id == practice.author_id


def test_the_coordinator_may_answer_and_a_stranger_may_not():
    practice = PracticeFactory(flagged=True)

    with pytest.raises(PermissionDenied):
        freshness.confirm(
            practice_id=practice.pk, actor=viewer_of(PersonFactory(member_of=OrganisationFactory())), now=NOW
        )
    freshness.confirm(
        practice_id=practice.pk, actor=viewer_of(PersonFactory(coordinator_of=authority("04"))), now=NOW
    )

    practice.refresh_from_db()
    assert not practice.is_flagged


def test_an_archived_practice_is_renewed_and_found_again():
    practice = PracticeFactory(archived=True, asked_at=YEAR_AGO)
    SearchEntry.objects.all().delete()

    with pytest.raises(NotPossibleNow):
        freshness.confirm(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)
    freshness.renew(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)

    practice.refresh_from_db()
    assert (practice.status, practice.confirmed_at, practice.asked_at) == (Status.PUBLISHED, NOW, None)
    assert SearchEntry.objects.filter(object_id=practice.pk).exists()
    assert freshness.keep_fresh(now=NOW) == 0


def test_a_withdrawal_ends_the_question():
    practice = PracticeFactory(flagged=True)

    review.withdraw(practice_id=practice.pk, reason="Vanha.", actor=viewer_of(practice.author), now=NOW)

    practice.refresh_from_db()
    assert (practice.asked_at, practice.flagged_at, practice.is_flagged) == (None, None, False)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"draft": True, "asked_at": NOW}, "asked_while_readable"),
        ({"flagged_at": NOW}, "flagged_when_asked"),
        ({"archived": True, "published_at": None}, "published_at_when_archived"),
        ({"licence": "Omat ehdot"}, "licence_known"),
    ],
)
def test_the_database_refuses_what_cannot_be(fields, constraint):
    with pytest.raises(IntegrityError, match=f"practices_practice_{constraint}"), transaction.atomic():
        PracticeFactory(**fields)


def neglected(person, limit=9):
    viewer = viewer_of(person)
    return queries.for_desk(viewer=viewer, today=NOW.date(), waiting=3, newest=2, neglected=limit)[2]


def test_the_desk_of_the_region_shows_what_nobody_answers_for():
    flagged, lost = PracticeFactory(flagged=True), PracticeFactory(contact=None)
    earlier = PracticeFactory(flagged=True, flagged_at=NOW - 6 * DAY)
    PracticeFactory(asked=True)
    PracticeFactory(flagged=True, regions=["15"])
    PracticeFactory(draft=True, contact=None)
    coordinator = PersonFactory(coordinator_of=authority("04"))

    found = [(one.card.pk, one.has_no_contact) for one in neglected(coordinator)]

    assert found == [(earlier.pk, False), (flagged.pk, False), (lost.pk, True)]
    assert [one.card.pk for one in neglected(coordinator, limit=1)] == [earlier.pk]
    assert neglected(flagged.author) == []


def test_the_desk_of_the_reviewers_shows_national_ones():
    flagged = PracticeFactory(flagged=True, national=True)
    PracticeFactory(flagged=True)

    assert [one.card.pk for one in neglected(PersonFactory(is_reviewer=True))] == [flagged.pk]


def test_the_newest_on_the_desk_are_the_newest_whatever_is_neglected():
    old = PracticeFactory(flagged=True)
    new = PracticeFactory.create_batch(3)
    coordinator = viewer_of(PersonFactory(coordinator_of=authority("04")))

    _rows, cards, lost = queries.for_desk(
        viewer=coordinator, today=NOW.date(), waiting=3, newest=2, neglected=3
    )

    assert [one.pk for one in cards] == [new[2].pk, new[1].pk]
    assert [one.card.pk for one in lost] == [old.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_takes_one_query_for_one_and_for_three(count, django_assert_num_queries):
    for practice in PracticeFactory.create_batch(count, flagged=True, regions=["05", "06"]):
        PracticeTextFactory(practice=practice, language="sv")
    viewer = viewer_of(PersonFactory(coordinator_of=authority("04")))

    # practices with all that a card needs
    with django_assert_num_queries(1):
        lost = queries.for_desk(viewer=viewer, today=NOW.date(), waiting=3, newest=2, neglected=9)[2]

    assert len(lost) == count


def test_the_job_runs_it():
    PracticeFactory(published_at=YEAR_AGO)

    assert tasks.keep_fresh(NOW) == 1
