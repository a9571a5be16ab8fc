"""Those who lead a group hear in time what ends and which seats are vacant: derived from the rows, never twice."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from members.commands.groups import reminding
from members.models import Group, Mandate, Seat
from members.queries.groups.deadlines import deadlines, with_deadlines
from tests.factories import NOW
from tests.members.factories import (
    TODAY,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    authority,
    group,
)

pytestmark = pytest.mark.django_db


def told(after=0):
    """Who is told anew, so many days later."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    reminding.remind(now=NOW + timedelta(days=after))
    return set(OutgoingMail.objects.exclude(pk__in=before).values_list("recipient_id", flat=True))


@pytest.fixture
def chair():
    return PersonFactory(seat_in=group(), seat_role="chair")


@pytest.fixture
def coordinator():
    return PersonFactory(coordinator_of=authority("04"))


def test_the_end_of_a_mandate_is_told_90_and_30_days_before_and_never_twice(chair, coordinator):
    PersonFactory(seat_in=group())
    PersonFactory(coordinator_of=authority("08"))
    MandateFactory(ends_on=TODAY + timedelta(days=91))
    both = {chair.pk, coordinator.pk}

    days = [0, 1, 2, 60, 61, 62, 91, 92]
    assert [told(after) for after in days] == [set(), both, set(), set(), both, set(), set(), set()]


def test_another_day_begins_anew_and_a_mandate_that_follows_silences_it(chair):
    mandate = MandateFactory(ends_on=TODAY + timedelta(days=20))
    assert told() == {chair.pk}
    Mandate.objects.filter(pk=mandate.pk).update(ends_on=TODAY + timedelta(days=25))
    assert told() == {chair.pk}
    MandateFactory(starts_on=TODAY + timedelta(days=26), ends_on=TODAY + timedelta(days=800))
    assert deadlines(with_deadlines(Group.objects.all(), today=TODAY), today=TODAY) == []


def test_seats_that_end_on_one_day_are_told_of_together(chair):
    for days in (50, 50, 51):
        SeatFactory(ends_on=TODAY + timedelta(days=days), person=PersonFactory())
    found = deadlines(with_deadlines(Group.objects.all(), today=TODAY), today=TODAY)
    assert [one.count for one in found] == [2, 1]
    told()
    assert OutgoingMail.objects.count() == 2


def test_an_organisation_whose_next_term_is_there_is_not_missed(chair):
    organisation = OrganisationFactory()
    SeatFactory(organisation=organisation, ends_on=TODAY + timedelta(days=5), person=PersonFactory())
    SeatFactory(organisation=organisation, starts_on=TODAY + timedelta(days=6))
    assert told() == set()


def test_a_vacancy_is_told_once_when_it_has_stood_thirty_days(chair):
    SeatFactory(starts_on=TODAY - timedelta(days=29))
    assert [told(after) for after in (0, 1, 2, 40)] == [set(), {chair.pk}, set(), set()]


def test_what_is_settled_before_the_mail_leaves_is_not_sent(chair):
    seat = SeatFactory(starts_on=TODAY - timedelta(days=40))
    told()
    Seat.objects.filter(pk=seat.pk).update(person=PersonFactory())
    mail.deliver(now=NOW)
    assert outbox.outbox == []


def test_the_mail_says_what_ends_in_the_language_of_the_person():
    chair = PersonFactory(seat_in=group("pohjanmaa"), seat_role="chair", language="sv")
    MandateFactory(group=group("pohjanmaa"), ends_on=TODAY + timedelta(days=30))
    told()
    mail.deliver(now=NOW)
    [sent] = outbox.outbox
    assert (sent.to, sent.subject) == ([chair.email], "Gruppens uppdrag löper ut: LIV-gruppen i Österbotten")
    assert "Den sista dagen är 1.4.2026." in sent.body


@pytest.mark.parametrize("number", [1, 3, 30])
def test_it_costs_the_same_however_many(number, chair, coordinator, django_assert_num_queries):
    MandateFactory(ends_on=TODAY + timedelta(days=30))
    for _ in range(number):
        SeatFactory()
    reminding.remind(now=NOW)
    with django_assert_num_queries(6):
        reminding.remind(now=NOW)


def test_the_desk_of_the_coordinator_shows_it(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    MandateFactory(ends_on=TODAY + timedelta(days=30))
    SeatFactory(
        starts_on=TODAY - timedelta(days=30), organisation=OrganisationFactory(name_fi="Kauppakamari")
    )
    MandateFactory(group=group("pohjanmaa"), ends_on=TODAY + timedelta(days=30))
    client.force_login(PersonFactory(login=True, coordinator_of=authority("04")).account)

    page = client.get(reverse("pages:desk")).content.decode()

    assert "Ryhmän toimeksianto päättyy" in page
    assert "Ryhmän paikka on avoin: Kauppakamari" in page
    assert "Pohjanmaan ELO-ryhmä" not in page
