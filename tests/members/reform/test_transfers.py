"""The reform of 2026: 15 ELY centres became 10, and one of them was divided."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core import viewers
from elo_portal.core.models import AuditEntry, OutboxMessage
from members import invariants
from members.commands import transfers
from members.models import Authority, RoleGrant, TransferredRole
from members.queries import transfers as queries
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, region, viewer_of
from tests.members.reform.conftest import KANTA_HAME, LONG_AGO, PAIJAT_HAME

pytestmark = pytest.mark.django_db
LAST_DAY, FIRST_DAY = date(2025, 12, 31), date(2026, 1, 1)
TODAY = NOW.date()
# Each centre of 2025 and those that followed it in its regions.
FOLLOWED_BY = {
    "ely-01": ["evk-01"], "ely-02": ["evk-02"], "ely-03": ["evk-02"], "ely-04": ["evk-03", "evk-04"],
    "ely-05": ["evk-04"], "ely-06": ["evk-03"], "ely-07": ["evk-06"], "ely-08": ["evk-06"], "ely-09": ["evk-06"],
    "ely-10": ["evk-05"], "ely-11": ["evk-07"], "ely-12": ["evk-08"], "ely-13": ["evk-09"], "ely-14": ["evk-09"],
    "ely-15": ["evk-10"],
}  # fmt: skip


@pytest.fixture
def admin():
    return viewer_of(PersonFactory(is_admin=True))


@pytest.fixture
def ely():
    return list(Authority.objects.filter(kind="ely"))


@pytest.fixture
def reform(admin, ely):
    def carry_out(chosen=None):
        return transfers.transfer(authorities=ely, chosen=chosen or {}, actor=admin, now=NOW)

    return carry_out


def test_the_register_says_who_follows_whom(ely):
    successors = queries.successors_of(ely)

    assert {one.key: [after.key for after in successors[one.pk]] for one in ely} == FOLLOWED_BY
    assert queries.ended_authorities(today=TODAY) == sorted(ely, key=lambda one: one.code)


def test_every_coordinator_goes_to_the_successor_from_its_first_day(coordinator, reform, roles):
    people = {key: coordinator(key[-2:]) for key, after in FOLLOWED_BY.items() if len(after) == 1}

    reform()

    for key, person in people.items():
        assert roles(person) == [(key, LONG_AGO, LAST_DAY), (FOLLOWED_BY[key][0], FIRST_DAY, None)]
    assert invariants.broken() == []


def test_hame_was_divided_and_people_go_where_they_work(coordinator, reform, roles):
    hameenlinna, lahti = coordinator("04", KANTA_HAME), coordinator("04", PAIJAT_HAME)

    reform()

    assert roles(hameenlinna)[-1] == ("evk-04", FIRST_DAY, None)
    assert roles(lahti)[-1] == ("evk-03", FIRST_DAY, None)


def test_rights_move_with_the_role(coordinator, reform):
    person = coordinator("04", PAIJAT_HAME)
    assert not viewers.of_person(person.pk, now=NOW).is_coordinator

    reform()

    viewer = viewers.of_person(person.pk, now=NOW)
    assert viewer.authority_ids == {authority("03").pk}
    assert viewer.region_ids == {region(code).pk for code in ("07", "08", "09")}


@pytest.mark.parametrize("regions", [(KANTA_HAME, PAIJAT_HAME), ("06",)])
def test_who_works_in_both_parts_or_in_neither_is_asked_about_and_nothing_is_written(
    coordinator, reform, regions
):
    person = coordinator("04", *regions)
    other = coordinator("15")

    with pytest.raises(transfers.Undecided, match=person.email):
        reform()

    assert not RoleGrant.objects.filter(authority__kind="evk").exists()
    assert other.role_grants.get().ends_on is None


def test_what_is_chosen_goes_before_and_may_be_both_parts(coordinator, reform, roles):
    person = coordinator("04", KANTA_HAME)

    reform({person.pk: {authority("03").pk, authority("04").pk}})

    assert roles(person)[1:] == [("evk-03", FIRST_DAY, None), ("evk-04", FIRST_DAY, None)]


@pytest.mark.parametrize(
    ("ends_on", "after"),
    [
        (LAST_DAY, ("evk-10", FIRST_DAY, None)),  # it ended because its authority did
        (date(2026, 6, 30), ("evk-10", FIRST_DAY, date(2026, 6, 30))),
    ],
)
def test_a_role_lasts_as_long_as_it_would_have(coordinator, reform, roles, ends_on, after):
    person = coordinator("15", ends_on=ends_on)

    reform()

    assert roles(person) == [("ely-15", LONG_AGO, LAST_DAY), after]


def test_a_role_that_had_ended_before_goes_nowhere(coordinator, reform, roles):
    ended, goes_on = coordinator("15", ends_on=LAST_DAY - timedelta(days=1)), coordinator("15")

    reform()

    assert len(roles(ended)) == 1
    assert len(roles(goes_on)) == 2


def test_who_coordinates_the_successor_already_gets_no_second_role(coordinator, reform, roles):
    person = coordinator("15")
    RoleGrant.objects.create(
        person=person, role="coordinator", authority=authority("10"), starts_on=FIRST_DAY
    )

    made = reform()

    assert roles(person) == [("ely-15", LONG_AGO, LAST_DAY), ("evk-10", FIRST_DAY, None)]
    assert made.roles.get().successor is None


def test_two_centres_that_became_one_give_one_role(coordinator, reform, roles):
    person = coordinator("13")
    RoleGrant.objects.create(
        person=person, role="coordinator", authority=authority("14", "ely"), starts_on=LONG_AGO
    )

    reform()

    assert [one for one in roles(person) if one[0] == "evk-09"] == [("evk-09", FIRST_DAY, None)]


@pytest.mark.parametrize("ends_on", [None, date(2026, 6, 30)])
def test_a_second_transfer_finds_nothing_to_move(coordinator, reform, roles, ends_on):
    person = coordinator("15", ends_on=ends_on)
    reform()
    stands = roles(person)

    with pytest.raises(transfers.NothingToMove):
        reform()

    assert roles(person) == stands


def test_whoever_lost_the_role_since_does_not_get_it_back(coordinator, reform, roles):
    lost, new = coordinator("15"), coordinator("15")
    moved = RoleGrant.objects.filter(person=new)
    moved.update(ends_on=LAST_DAY - timedelta(days=30))
    reform()
    lost.role_grants.get(authority__kind="evk").stop(today=TODAY)
    moved.update(ends_on=None)

    reform()

    assert [one for one in roles(lost) if one[0] == "evk-10" and one[2] is None] == []
    assert roles(new)[-1] == ("evk-10", FIRST_DAY, None)


def test_after_it_was_taken_back_it_may_be_carried_out_again(coordinator, reform, admin, roles):
    person = coordinator("15")
    made = reform()
    stands = roles(person)
    transfers.undo(transfer_id=made.pk, actor=admin, now=NOW)

    reform()

    assert roles(person) == stands


def test_without_anybody_to_move_nothing_is_written(reform):
    with pytest.raises(transfers.NothingToMove):
        reform()


def test_it_is_taken_back_as_if_it_had_not_been(coordinator, reform, admin, roles):
    people = [coordinator("15"), coordinator("04", KANTA_HAME), coordinator("01", ends_on=date(2026, 6, 30))]
    before = [roles(person) for person in people]
    made = reform()

    transfers.undo(transfer_id=made.pk, actor=admin, now=NOW)

    assert [roles(person) for person in people] == before
    with pytest.raises(transfers.AlreadyTakenBack):
        transfers.undo(transfer_id=made.pk, actor=admin, now=NOW)


def test_it_is_not_taken_back_over_a_role_granted_since(coordinator, reform, admin, roles):
    person = coordinator("15")
    made = reform()
    RoleGrant.objects.create(
        person=person, role="coordinator", authority=authority("15", "ely"), starts_on=LONG_AGO
    )
    stands = roles(person)

    with pytest.raises(transfers.ChangedSince):
        transfers.undo(transfer_id=made.pk, actor=admin, now=NOW)

    assert roles(person) == stands
    assert TransferredRole.objects.get().successor is not None


def test_an_authority_that_goes_on_is_not_moved(admin):
    with pytest.raises(transfers.StillGoesOn):
        transfers.transfer(authorities=[authority("04")], chosen={}, actor=admin, now=NOW)


def test_an_authority_that_nobody_follows_is_not_moved(admin, coordinator):
    coordinator("15")
    Authority.objects.filter(kind="evk", code="10").update(valid_from=FIRST_DAY + timedelta(days=1))

    with pytest.raises(transfers.NoSuccessor):
        transfers.transfer(authorities=[authority("15", "ely")], chosen={}, actor=admin, now=NOW)


def test_it_is_for_administrators(coordinator, ely, reform):
    person = coordinator("15")
    made = reform()
    stranger = viewer_of(person)

    with pytest.raises(PermissionDenied):
        transfers.transfer(authorities=ely, chosen={}, actor=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        transfers.undo(transfer_id=made.pk, actor=stranger, now=NOW)


def test_the_log_and_the_news_say_so(coordinator, reform, admin):
    coordinator("15")

    made = reform()

    said = AuditEntry.objects.filter(action__in=["members.transfer_authorities", "members.transfer_role"])
    assert [(one.action, one.actor_id) for one in said.order_by("-action")] == [
        ("members.transfer_role", admin.person_id),
        ("members.transfer_role", admin.person_id),
        ("members.transfer_authorities", admin.person_id),
    ]
    assert OutboxMessage.objects.get().payload == {"transfer_id": made.pk}


def test_three_hundred_roles_need_the_queries_of_three(coordinator, reform, django_assert_max_num_queries):
    for _number in range(300):
        coordinator("15")

    # 15 authorities: their successors and regions, 30; the rest: at most 25
    with django_assert_max_num_queries(60):
        reform()
