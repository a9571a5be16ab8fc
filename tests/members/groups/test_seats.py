"""Who sits in a group: one chair, one seat a person; history and vacancies are kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members.commands.groups import seats as commands
from members.models import Seat
from members.queries.groups import seats as queries
from tests.factories import NOW
from tests.members.factories import (
    TODAY,
    YESTERDAY,
    MeetingFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    authority,
    group,
    term,
    viewer_of,
)
from tests.members.racing import second_while_first_is_open

pytestmark = pytest.mark.django_db
Role = Seat.Role


@pytest.fixture
def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def seat(organisation):
    return SeatFactory(organisation=organisation, ends_on=date(2026, 12, 31))


def new(organisation=None, **more):
    values = {"email": "", "role": Role.MEMBER, "starts_on": TODAY, "ends_on": None} | more
    return commands.NewSeat(organisation_id=organisation.pk if organisation else None, **values)


def add(actor, seat, group_id=None):
    return commands.add(group_id=group_id or group().pk, seat=seat, actor=actor)


def arrange(actor, seat, person=None, **more):
    values = {"deputy_id": None, "role": seat.role, "ends_on": seat.ends_on} | more
    holding = commands.Holding(person_id=person.pk if person else None, **values)
    return commands.arrange(seat_id=seat.pk, holding=holding, actor=actor, now=NOW)


def test_a_seat_of_an_organisation_is_vacant_until_somebody_is_named(coordinator, organisation):
    added = add(coordinator, new(organisation))
    person = PersonFactory(member_of=organisation)
    arranged = arrange(coordinator, added, person)

    assert (arranged.pk, arranged.person) == (added.pk, person)  # it began today: no row more


def test_a_vacancy_that_is_filled_stays_in_the_history(coordinator, organisation, seat):
    person = PersonFactory(member_of=organisation)
    arranged = arrange(coordinator, seat, person)

    seat.refresh_from_db()
    assert (seat.person, seat.ends_on) == (None, YESTERDAY)
    assert (arranged.starts_on, arranged.ends_on) == (TODAY, date(2026, 12, 31))
    assert list(Seat.objects.valid_on(TODAY)) == [arranged]


def test_a_deputy_and_the_last_day_change_without_another_row(coordinator, organisation, seat):
    deputy = PersonFactory(member_of=organisation)
    arrange(coordinator, seat, deputy_id=deputy.pk, ends_on=date(2027, 6, 1))

    seat.refresh_from_db()
    assert (seat.deputy, seat.ends_on) == (deputy, date(2027, 6, 1))
    assert Seat.objects.count() == 1


def test_whoever_was_deputy_stays_named_for_that_time(coordinator, organisation, seat):
    holder, first, second = (PersonFactory(member_of=organisation) for _number in range(3))
    Seat.objects.filter(pk=seat.pk).update(person=holder, deputy=first)

    arrange(coordinator, seat, holder, deputy_id=second.pk)

    rows = Seat.objects.order_by("starts_on").values_list("person", "deputy", "starts_on", "ends_on")
    assert list(rows) == [
        (holder.pk, first.pk, seat.starts_on, TODAY - timedelta(days=1)),
        (holder.pk, second.pk, TODAY, seat.ends_on),
    ]


def test_only_people_of_the_organisation_are_named(coordinator, seat):
    stranger = PersonFactory(member_of=OrganisationFactory())
    with pytest.raises(commands.NotOfOrganisation):
        arrange(coordinator, seat, stranger)
    with pytest.raises(commands.NotOfOrganisation):
        arrange(coordinator, seat, deputy_id=stranger.pk)


def test_nobody_is_their_own_deputy(coordinator, organisation, seat):
    person = PersonFactory(member_of=organisation)
    with pytest.raises(commands.DeputyIsHolder):
        arrange(coordinator, seat, person, deputy_id=person.pk)


def test_one_chair_at_a_time(coordinator, organisation, seat):
    chair = SeatFactory(role=Role.CHAIR, ends_on=date(2026, 6, 30))
    with pytest.raises(commands.ChairTaken):
        arrange(coordinator, seat, role=Role.CHAIR)
    with pytest.raises(commands.ChairTaken):
        add(coordinator, new(organisation, role=Role.CHAIR, starts_on=chair.ends_on))
    following = new(organisation, role=Role.CHAIR, starts_on=chair.ends_on + timedelta(days=1))
    assert add(coordinator, following).pk


def test_the_chair_changes_hands_on_the_same_day(coordinator, organisation):
    before = PersonFactory(member_of=organisation)
    chair = SeatFactory(role=Role.CHAIR, organisation=organisation, person=before)
    after = arrange(coordinator, chair, PersonFactory(member_of=organisation))
    assert after.role == Role.CHAIR
    assert list(Seat.objects.valid_on(TODAY).filter(role=Role.CHAIR)) == [after]


def test_one_seat_a_person_at_a_time(coordinator, organisation, seat):
    person = PersonFactory(member_of=organisation, seat_in=group())
    with pytest.raises(commands.SitsAlready):
        arrange(coordinator, seat, person)
    with pytest.raises(commands.SitsAlready):
        add(coordinator, new(email=person.email.upper()))
    assert Seat.objects.get(pk=seat.pk).person is None


def test_a_person_sits_in_two_groups(coordinator, organisation, seat):
    person = PersonFactory(member_of=organisation, seat_in=group("pohjanmaa"))
    assert arrange(coordinator, seat, person).person == person


def test_a_seat_in_ones_own_name(coordinator):
    person = PersonFactory()
    added = add(coordinator, new(email=person.email))
    assert (added.person, added.organisation) == (person, None)
    with pytest.raises(commands.OwnNameNeedsPerson):
        arrange(coordinator, added)


def test_a_seat_needs_somebody(coordinator):
    with pytest.raises(commands.HolderNeeded):
        add(coordinator, new())
    with pytest.raises(commands.PersonUnknown):
        add(coordinator, new(email="ei-kukaan@example.org"))


def test_a_term_does_not_end_before_it_begins(coordinator, organisation, seat):
    with pytest.raises(commands.TermEndsBeforeItBegins):
        add(coordinator, new(organisation, ends_on=YESTERDAY))
    with pytest.raises(commands.TermEndsBeforeItBegins):
        arrange(coordinator, seat, ends_on=seat.starts_on - timedelta(days=1))


def test_a_seat_ends_with_a_day_and_one_of_tomorrow_goes(coordinator, organisation, seat):
    commands.end(seat_id=seat.pk, last_day=TODAY, actor=coordinator, today=TODAY)
    coming = add(coordinator, new(organisation, starts_on=TODAY + timedelta(days=9)))
    commands.end(seat_id=coming.pk, last_day=TODAY, actor=coordinator, today=TODAY)

    assert [(one.pk, one.ends_on) for one in Seat.objects.all()] == [(seat.pk, TODAY)]


@pytest.mark.parametrize("was_present", [True, False])
def test_a_seat_that_has_begun_stays_in_the_history(was_present, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    chair = PersonFactory(login=True, seat_in=group(), seat_role="chair")
    seat = SeatFactory(person=PersonFactory())
    if was_present:
        MeetingFactory().attendances.create(seat=seat, person=seat.person)
    client.force_login(chair.account)
    page = client.post(
        reverse("members:group_end_seat", args=["pirkanmaa", seat.pk]), {"last_day": "1.1.2020"}
    )
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["last_day"]
    assert Seat.objects.filter(pk=seat.pk, ends_on=None).exists()


def test_what_has_ended_is_history(coordinator, organisation):
    ended = SeatFactory(organisation=organisation, ends_on=YESTERDAY)
    with pytest.raises(commands.SeatHasEnded):
        arrange(coordinator, ended)


def test_only_those_who_tend_the_group_arrange_seats(organisation, seat):
    for person in (PersonFactory(seat_in=group()), PersonFactory(coordinator_of=authority("08"))):
        with pytest.raises(PermissionDenied):
            add(viewer_of(person), new(organisation))
        with pytest.raises(PermissionDenied):
            arrange(viewer_of(person), seat)
        with pytest.raises(PermissionDenied):
            commands.end(seat_id=seat.pk, last_day=TODAY, actor=viewer_of(person), today=TODAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_chairs_named_at_once_one_is_refused():
    coordinator = viewer_of(PersonFactory(coordinator_of=authority("04")))
    first, second = OrganisationFactory(), OrganisationFactory()
    refused = second_while_first_is_open(
        lambda: add(coordinator, new(first, role=Role.CHAIR)),
        lambda: add(coordinator, new(second, role=Role.CHAIR)),
    )
    assert isinstance(refused, commands.ChairTaken)


def test_a_vacancy_says_how_long_and_whom_to_ask(organisation):
    contact = PersonFactory(contact_of=organisation)
    SeatFactory(organisation=organisation, starts_on=TODAY - timedelta(days=41))
    [row] = queries.seats_today(group(), today=TODAY)
    assert (row.vacant_days, row.ask, row.needs_new_person) == (41, [contact.name], False)


def test_who_has_left_the_organisation_needs_a_successor(organisation):
    left = PersonFactory()
    MembershipFactory(person=left, organisation=organisation, ended=True)
    stays = PersonFactory(member_of=organisation)
    for person in (left, stays, PersonFactory(is_active=False, member_of=organisation)):
        SeatFactory(organisation=organisation, person=person)
    needing = [row.needs_new_person for row in queries.seats_today(group(), today=TODAY)]
    assert needing == [True, False, True]


def test_the_composition_counts_filled_seats_only(organisation):
    ours = group()
    ours.expected.set(
        [term("organisation_type", "ohjaamo"), term("sector", "youth"), term("sector", "third-sector")]
    )
    organisation.sectors.set([term("sector", "youth")])
    vacant = SeatFactory(organisation=organisation)

    def there():
        rows = queries.composition(ours, queries.seats_today(ours, today=TODAY))
        return {row.term.slug for row in rows if row.is_there}

    assert there() == set()
    vacant.person = PersonFactory(member_of=organisation)
    vacant.save()
    assert there() == {"ohjaamo", "youth"}


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_seats_cost_the_same_however_many(number, django_assert_num_queries):
    for _ in range(number):
        organisation = OrganisationFactory()
        SeatFactory(organisation=organisation, person=PersonFactory(member_of=organisation))
        SeatFactory(organisation=organisation)
    ours = group()
    with django_assert_num_queries(1):
        queries.seats_today(ours, today=TODAY)
