"""A group compares and decides, organisations commit themselves, the portal reminds."""

import threading
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from elo_portal.core import mail
from elo_portal.core.models import AuditEntry, OutgoingMail
from elo_portal.core.viewers import NOBODY
from members.models import Seat
from practices.commands import asking, commitments, sharing
from practices.commands.sharing import Decision
from practices.models import Commitment, Practice, SharedPractice
from practices.queries import sharing as queries
from tests.factories import NOW
from tests.members.factories import (
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    authority,
    group,
    region,
    viewer_of,
)
from tests.practices.factories import CommitmentFactory, PracticeFactory, SharedPracticeFactory

pytestmark = pytest.mark.django_db
State = SharedPractice.State
TODAY = NOW.date()
NEXT_YEAR = TODAY + timedelta(days=365)


def seat(role=Seat.Role.MEMBER, slug="pirkanmaa", **fields):
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    SeatFactory(person=person, group=group(slug), role=role, **fields)
    return person


@pytest.fixture
def member():
    return viewer_of(seat())


@pytest.fixture
def chair():
    return viewer_of(seat(Seat.Role.CHAIR))


@pytest.fixture
def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


def propose(actor, practices, *, slug="pirkanmaa"):
    return sharing.propose(
        group_id=group(slug).pk, practice_ids=[one.pk for one in practices], actor=actor, now=NOW
    )


def decision(practice, **changed):
    fields = {
        "words": "Kaikki toimivat näin.",
        "decided_on": TODAY,
        "valid_from": TODAY,
        "review_on": NEXT_YEAR,
    }
    return Decision(practice_id=practice.pk, **fields | changed)


def decide(shared, actor, practice=None, **changed):
    what = decision(practice or shared.practice, **changed)
    return sharing.decide(shared_id=shared.pk, decision=what, actor=actor, now=NOW)


def commit(shared, organisation, actor):
    return commitments.commit(
        shared_id=shared.pk, organisation_id=organisation.pk, starts_on=TODAY, actor=actor, now=NOW
    )


def test_a_seat_puts_a_comparison_on_the_table(member):
    practices = PracticeFactory.create_batch(3)

    shared = propose(member, practices)

    assert (shared.state, shared.practice) == (State.PROPOSED, practices[0])
    assert set(shared.variants.all()) == set(practices[1:])
    assert AuditEntry.objects.get(action="practices.propose_shared").actor_id == member.person_id


@pytest.mark.parametrize("count", [1, 5])
def test_two_to_four_practices_are_compared(member, count):
    with pytest.raises(sharing.WrongNumber):
        propose(member, PracticeFactory.create_batch(count))


def test_the_same_practice_twice_is_one(member):
    practice = PracticeFactory()

    with pytest.raises(sharing.WrongNumber):
        propose(member, [practice, practice])


def test_what_the_actor_does_not_see_is_not_compared(member):
    with pytest.raises(Practice.DoesNotExist):
        propose(member, [PracticeFactory(), PracticeFactory(visibility="group", group=group("kainuu"))])


@pytest.mark.parametrize("slug", ["kainuu", "valtakunnallinen"])
def test_nobody_speaks_for_another_group(member, slug):
    if not type(group()).objects.filter(slug=slug).exists():
        pytest.skip("no such group")
    with pytest.raises(PermissionDenied):
        propose(member, PracticeFactory.create_batch(2), slug=slug)


def test_a_group_deals_with_a_practice_once(member):
    practices = PracticeFactory.create_batch(2)
    propose(member, practices)

    with pytest.raises(sharing.AlreadyDealing):
        propose(member, practices)


def test_the_chosen_one_changes_places_and_the_others_stay_linked(chair):
    first, second, third = PracticeFactory.create_batch(3)
    shared = SharedPracticeFactory(proposed=True, practice=first, variants=[second, third])

    decide(shared, chair, second)

    shared.refresh_from_db()
    assert (shared.state, shared.practice) == (State.IN_FORCE, second)
    assert set(shared.variants.all()) == {first, third}


@pytest.mark.parametrize("role", [Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.SECRETARY])
def test_officers_record_the_decision(role):
    assert decide(SharedPracticeFactory(proposed=True), viewer_of(seat(role))).state == State.IN_FORCE


def test_the_deputy_of_the_chair_and_the_coordinator_record_it_as_well(coordinator):
    deputy = PersonFactory()
    seat(Seat.Role.CHAIR, deputy=deputy)

    assert decide(SharedPracticeFactory(proposed=True), viewer_of(deputy)).state == State.IN_FORCE
    assert decide(SharedPracticeFactory(proposed=True), coordinator).state == State.IN_FORCE


def test_others_do_not_record_it(member):
    shared = SharedPracticeFactory(proposed=True)
    strangers = [
        member,
        NOBODY,
        viewer_of(seat(Seat.Role.CHAIR, slug="kainuu")),
        viewer_of(seat(Seat.Role.CHAIR, starts_on=date(2024, 1, 1), ends_on=TODAY - timedelta(days=1))),
        viewer_of(PersonFactory(coordinator_of=authority("01"))),
    ]

    for actor in strangers:
        with pytest.raises(PermissionDenied):
            decide(shared, actor)
        with pytest.raises(PermissionDenied):
            sharing.end(shared_id=shared.pk, reason="Ei.", actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"words": " \n "}, sharing.DecisionNeeded),
        ({"decided_on": TODAY + timedelta(days=1)}, sharing.NotDecidedYet),
        ({"review_on": TODAY}, sharing.LookedAtTooEarly),
    ],
)
def test_a_decision_must_make_sense(chair, changed, refusal):
    shared = SharedPracticeFactory(proposed=True)

    with pytest.raises(refusal):
        decide(shared, chair, **changed)

    shared.refresh_from_db()
    assert shared.state == State.PROPOSED


def test_only_what_was_compared_is_chosen(chair):
    with pytest.raises(sharing.NotCompared):
        decide(SharedPracticeFactory(proposed=True), chair, PracticeFactory())


def test_in_force_it_is_renewed_but_no_longer_exchanged(chair):
    other = PracticeFactory()
    shared = SharedPracticeFactory(variants=[other])

    renewed = decide(shared, chair, review_on=NEXT_YEAR + timedelta(days=300))

    assert renewed.review_on == NEXT_YEAR + timedelta(days=300)
    assert AuditEntry.objects.filter(action="practices.renew_shared").count() == 1
    with pytest.raises(sharing.NotCompared):
        decide(shared, chair, other)


def test_an_end_needs_its_reason_and_is_final(chair):
    shared = SharedPracticeFactory()

    with pytest.raises(sharing.ReasonNeeded):
        sharing.end(shared_id=shared.pk, reason=" ", actor=chair, now=NOW)
    ended = sharing.end(shared_id=shared.pk, reason="Uusi tapa.", actor=chair, now=NOW)

    assert (ended.state, ended.ended_on) == (State.ENDED, TODAY)
    with pytest.raises(sharing.HasEnded):
        sharing.end(shared_id=shared.pk, reason="Taas.", actor=chair, now=NOW)
    with pytest.raises(sharing.HasEnded):
        decide(shared, chair)


def test_the_contact_person_and_the_coordinator_commit(coordinator):
    shared = SharedPracticeFactory()
    own, other = OrganisationFactory.create_batch(2)

    commit(shared, own, viewer_of(PersonFactory(contact_of=own)))
    commit(shared, other, coordinator)

    assert set(shared.commitments.values_list("organisation", flat=True)) == {own.pk, other.pk}
    with pytest.raises(commitments.AlreadyCommitted):
        commit(shared, other, coordinator)


def test_nobody_commits_another_organisation():
    organisation = OrganisationFactory()
    shared = SharedPracticeFactory()

    for actor in (
        viewer_of(PersonFactory(member_of=organisation)),
        viewer_of(PersonFactory(contact_of=OrganisationFactory())),
        viewer_of(PersonFactory(coordinator_of=authority("01"))),
    ):
        with pytest.raises(PermissionDenied):
            commit(shared, organisation, actor)


def test_only_organisations_of_the_region_commit_and_only_while_it_is_in_force(coordinator):
    far = OrganisationFactory(regions=["18"])

    with pytest.raises(commitments.NotOfTheRegion):
        commit(SharedPracticeFactory(), far, viewer_of(PersonFactory(contact_of=far)))
    for trait in ("proposed", "ended"):
        with pytest.raises(commitments.NotInForce):
            commit(SharedPracticeFactory(**{trait: True}), OrganisationFactory(), coordinator)


def test_a_promise_is_taken_back_and_may_be_given_anew(coordinator):
    commitment = CommitmentFactory()

    commitments.withdraw(commitment_id=commitment.pk, actor=coordinator, now=NOW)

    with pytest.raises(commitments.AlreadyWithdrawn):
        commitments.withdraw(commitment_id=commitment.pk, actor=coordinator, now=NOW)
    commit(commitment.shared, commitment.organisation, coordinator)
    assert Commitment.objects.live().get().pk != commitment.pk
    with pytest.raises(PermissionDenied):
        commitments.withdraw(
            commitment_id=Commitment.objects.live().get().pk, actor=viewer_of(PersonFactory()), now=NOW
        )


def test_coverage_counts_active_organisations_of_the_region_with_a_live_promise():
    shared = SharedPracticeFactory()
    CommitmentFactory.create_batch(2, shared=shared)
    CommitmentFactory(shared=shared, withdrawn_on=TODAY)
    CommitmentFactory(shared=shared, organisation=OrganisationFactory(suspended=True))
    OrganisationFactory()
    OrganisationFactory(regions=["18"])
    CommitmentFactory(shared=SharedPracticeFactory(), organisation=OrganisationFactory(regions=["06", "05"]))
    practice_owners = 2  # the two shared practices come with an owner each

    found = queries.of_region(region("06"), viewer=NOBODY)

    coverage = next(one.coverage for one in found if one.pk == shared.pk)
    assert (coverage.committed, coverage.members) == (2, 5 + practice_owners)


def test_what_is_compared_is_for_the_group_and_its_coordinators(member, coordinator):
    proposed, decided = SharedPracticeFactory(proposed=True), SharedPracticeFactory()
    stranger = viewer_of(PersonFactory(member_of=OrganisationFactory()))

    seen = [
        set(SharedPractice.objects.visible_to(viewer))
        for viewer in (NOBODY, stranger, member, coordinator, viewer_of(seat(slug="kainuu")))
    ]

    assert seen == [{decided}, {decided}, {proposed, decided}, {proposed, decided}, {decided}]


def test_a_decision_on_a_hidden_practice_is_hidden():
    shared = SharedPracticeFactory(practice=PracticeFactory(visibility="network"))

    assert list(SharedPractice.objects.visible_to(NOBODY)) == []
    assert list(
        SharedPractice.objects.visible_to(viewer_of(PersonFactory(member_of=OrganisationFactory())))
    ) == [shared]


@pytest.mark.parametrize(
    "broken",
    [
        {"decision": ""},
        {"review_on": None},
        {"state": "ended"},
        {"state": "ended", "ended_on": TODAY},
        {"state": "proposed"},
        {"review_on": date(2020, 1, 1)},
    ],
)
def test_the_database_refuses_half_a_decision(broken):
    shared = SharedPracticeFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        SharedPractice.objects.filter(pk=shared.pk).update(**broken)


def reminded(now):
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    asking.remind_groups(now=now)
    rows = OutgoingMail.objects.filter(kind="practices.shared_review").exclude(pk__in=before)
    return set(rows.values_list("recipient_id", flat=True))


def test_chair_and_coordinators_are_reminded_a_month_before_and_on_the_day():
    chair, coordinator = seat(Seat.Role.CHAIR), PersonFactory(coordinator_of=authority("04"))
    seat(Seat.Role.SECRETARY)
    SharedPracticeFactory(review_on=TODAY + timedelta(days=31))
    SharedPracticeFactory(ended=True, review_on=TODAY + timedelta(days=31))
    both = {chair.pk, coordinator.pk}

    days = [0, 1, 2, 30, 31, 32]

    assert [reminded(NOW + timedelta(days=after)) for after in days] == [
        set(),
        both,
        set(),
        set(),
        both,
        set(),
    ]


def test_another_day_begins_the_reminding_anew():
    chair = seat(Seat.Role.CHAIR)
    shared = SharedPracticeFactory(review_on=TODAY + timedelta(days=20))
    assert reminded(NOW) == {chair.pk}

    SharedPractice.objects.filter(pk=shared.pk).update(review_on=TODAY + timedelta(days=25))

    assert reminded(NOW) == {chair.pk}


def test_where_nobody_chairs_the_secretary_is_reminded():
    secretary = seat(Seat.Role.SECRETARY)
    SharedPracticeFactory(review_on=TODAY + timedelta(days=20))

    assert reminded(NOW) == {secretary.pk}


def test_the_reminder_is_written_in_the_language_of_the_chair_and_falls_away_when_renewed():
    chair = seat(Seat.Role.CHAIR)
    chair.language = "sv"
    chair.save()
    shared = SharedPracticeFactory(
        practice=PracticeFactory(text__title="Iltaohjaus"), review_on=TODAY + timedelta(days=20)
    )
    asking.remind_groups(now=NOW)
    mail.deliver(now=NOW)
    SharedPractice.objects.filter(pk=shared.pk).update(review_on=TODAY + timedelta(days=25))
    asking.remind_groups(now=NOW)
    SharedPractice.objects.filter(pk=shared.pk).update(review_on=NEXT_YEAR)
    mail.deliver(now=NOW)

    messages = [one for one in outbox.outbox if one.to == [chair.email]]
    assert [one.subject for one in messages] == ["Håller den gemensamma praxisen fortfarande? Iltaohjaus"]
    assert f"/sv/gemensam-praxis/{shared.pk}/" in messages[0].body


@pytest.mark.django_db(transaction=True)
def test_of_eight_promises_at_once_one_stands():
    shared, organisation = SharedPracticeFactory(), OrganisationFactory()
    actor = viewer_of(PersonFactory(contact_of=organisation))
    outcomes = []

    def promise():
        try:
            commit(shared, organisation, actor)
            outcomes.append("committed")
        except commitments.AlreadyCommitted:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=promise) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["committed"] + ["refused"] * 7
