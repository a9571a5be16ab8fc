"""Reminders about measures: to whom, once for a day, not when nothing is due any more; what stands on the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from members.commands.plans.reminding import remind_owners
from members.models import ActionPlan, Measure
from members.queries.groups.deadlines import tended_by
from members.queries.plans import reminding
from tests.factories import NOW
from tests.members.factories import TODAY, OrganisationFactory, PersonFactory, authority, group, viewer_of
from tests.members.plans.factories import ClockItemFactory, MeasureFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def owner():
    return PersonFactory(language="sv")


@pytest.fixture
def measure(owner):
    return MeasureFactory(
        plan__adopted=True, owner_person=owner, title_sv="Servicekarta", due_on=TODAY + 10 * DAY
    )


def sent(mailoutbox, now=NOW):
    remind_owners(now=now)
    mail.deliver(now=now)
    return [message.to[0] for message in mailoutbox]


def test_the_owner_is_reminded_once_before_and_once_after_the_day(measure, owner, mailoutbox):
    for days in (0, 0, 5, 11, 12, 40):
        sent(mailoutbox, NOW + days * DAY)

    assert [message.to for message in mailoutbox] == [[owner.email]] * 2
    assert mailoutbox[0].subject == "Sista dagen för din åtgärd är 12.3.2026: Servicekarta"
    assert mailoutbox[1].subject == "Sista dagen för din åtgärd var för 1 dag sedan: Servicekarta"


def test_a_day_that_moves_begins_anew(measure, mailoutbox):
    sent(mailoutbox)
    Measure.objects.update(due_on=TODAY + 20 * DAY)

    assert len(sent(mailoutbox)) == 2


def test_a_mail_about_a_day_that_has_moved_does_not_leave(measure, mailoutbox):
    remind_owners(now=NOW)
    Measure.objects.update(due_on=TODAY + 90 * DAY)
    mail.deliver(now=NOW)

    assert mailoutbox == []


def test_without_a_person_the_contact_persons_of_the_organisation_are_reminded(mailoutbox):
    organisation = OrganisationFactory()
    contact = PersonFactory(contact_of=organisation)
    PersonFactory(member_of=organisation)
    MeasureFactory(plan__adopted=True, owner_organisation=organisation, due_on=TODAY)

    assert sent(mailoutbox) == [contact.email]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "done", "progress": 100},
        {"state": "given_up", "reason": "Ei aikaa."},
        {"due_on": TODAY + 31 * DAY},
    ],
)
def test_what_is_not_due_is_not_reminded_of(measure, mailoutbox, change):
    Measure.objects.update(**change)

    assert sent(mailoutbox) == []


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_only_of_an_adopted_plan(measure, mailoutbox, state):
    is_draft = state == "draft"
    ActionPlan.objects.update(
        state=state, adopted_on=None if is_draft else TODAY, closed_on=None if is_draft else TODAY
    )

    assert sent(mailoutbox) == []


def test_a_deactivated_owner_is_not_written_to(measure, owner, mailoutbox):
    type(owner).objects.filter(pk=owner.pk).update(is_active=False)

    assert sent(mailoutbox) == []
    assert not OutgoingMail.objects.exists()


def test_for_a_deactivated_owner_the_contact_persons_are_reminded(measure, owner, mailoutbox):
    contact = PersonFactory(contact_of=measure.owner_organisation)
    type(owner).objects.filter(pk=owner.pk).update(is_active=False)

    assert sent(mailoutbox) == [contact.email]


def test_measures_stand_on_the_desks_of_owners_and_leaders(measure, owner):
    chair = PersonFactory(seat_in=group(), seat_role="chair")
    coordinator = PersonFactory(coordinator_of=authority())
    member = PersonFactory(seat_in=group())
    found = {
        person: list(reminding.measures_for(viewer_of(person), today=TODAY))
        for person in (owner, chair, coordinator, member)
    }

    assert found == {owner: [measure], chair: [measure], coordinator: [measure], member: []}


def test_the_clock_shows_this_month_and_the_next():
    chair = viewer_of(PersonFactory(seat_in=group(), seat_role="chair"))
    now, following = ClockItemFactory(month=3), ClockItemFactory(month=4)
    ClockItemFactory(month=5)
    ClockItemFactory(month=3, done_on=TODAY)
    ClockItemFactory(month=3, group=group("pohjanmaa"))

    def shown(day):
        return reminding.clock_items_of(reminding.with_clock_items(tended_by(chair), today=day))

    assert shown(TODAY) == [now, following]
    assert shown(TODAY.replace(month=12)) == []


def test_a_chair_without_other_roles_has_a_desk(client, measure):
    chair = PersonFactory(login=True, seat_in=group(), seat_role="chair")
    client.force_login(chair.account)
    page = client.get(reverse("pages:desk"))

    assert page.status_code == 200
    assert measure.title in page.content.decode()
