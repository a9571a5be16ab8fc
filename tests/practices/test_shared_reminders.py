"""Groups are reminded to look at their shared practice again."""

from datetime import timedelta

import pytest
from django.core import mail as outbox

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from members.models import Seat
from practices.commands import asking
from practices.models import SharedPractice
from tests.factories import NOW
from tests.members.factories import (
    PersonFactory,
    authority,
)
from tests.practices.factories import PracticeFactory, SharedPracticeFactory
from tests.practices.sharing import NEXT_YEAR, TODAY, seat

pytestmark = pytest.mark.django_db


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
    assert [one.subject for one in messages] == ["Är den gemensamma praxisen fortfarande aktuell? Iltaohjaus"]
    assert f"/sv/gemensam-praxis/{shared.pk}/" in messages[0].body
