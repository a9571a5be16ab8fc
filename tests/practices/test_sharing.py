"""A group compares and decides, organisations commit themselves, the portal reminds."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from elo_portal.core.models import AuditEntry
from elo_portal.core.viewers import NOBODY
from members.models import Seat
from practices.commands import sharing
from practices.models import Practice, SharedPractice
from tests.factories import NOW
from tests.members.factories import (
    OrganisationFactory,
    PersonFactory,
    authority,
    group,
    viewer_of,
)
from tests.practices.factories import PracticeFactory, SharedPracticeFactory
from tests.practices.sharing import NEXT_YEAR, TODAY, State, decide, propose, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return viewer_of(seat())


@pytest.fixture
def chair():
    return viewer_of(seat(Seat.Role.CHAIR))


@pytest.fixture
def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


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
