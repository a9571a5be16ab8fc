"""When somebody leaves: who answers for their practices, and what they may still do."""

import pytest
from django.core import mail as outbox

from elo_portal.core import mail, ticking
from elo_portal.core.models import AuditEntry, OutgoingMail
from members.commands import memberships
from practices import permissions, tasks
from practices.commands import handing_over
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return OrganisationFactory()


@pytest.fixture
def leaver(owner):
    return PersonFactory(member_of=owner, first_name="Lea", last_name="Lähtijä")


@pytest.fixture
def contact(owner):
    return PersonFactory(contact_of=owner, email="yhteys@example.org")


def end_membership(person):
    admin = viewer_of(PersonFactory(is_admin=True))
    memberships.end(membership_id=person.memberships.get().pk, actor=admin, now=NOW)


def test_the_end_of_a_membership_hands_over_to_the_contact_person(owner, leaver, contact):
    practices = [
        PracticeFactory(owner=owner, author=leaver),
        PracticeFactory(owner=owner, author=leaver, draft=True),
    ]
    other = PracticeFactory(owner=owner)

    end_membership(leaver)
    ticking.run(now=NOW)

    assert [Practice.objects.get(pk=one.pk).contact for one in practices] == [contact, contact]
    assert [Practice.objects.get(pk=one.pk).author for one in practices] == [leaver, leaver]
    assert Practice.objects.get(pk=other.pk).contact_id == other.contact_id
    assert AuditEntry.objects.filter(action="practices.hand_over", actor_id=None).count() == 2
    assert OutgoingMail.objects.get(kind="practices.handed_over").recipient_id == contact.pk


def test_one_mail_tells_what_was_handed_over(owner, leaver, contact):
    PracticeFactory(owner=owner, author=leaver, text__title="Iltaohjaus")
    PracticeFactory(owner=owner, author=leaver, text__title="Päiväohjaus")
    end_membership(leaver)
    ticking.run(now=NOW)

    mail.deliver(now=NOW)

    (message,) = [one for one in outbox.outbox if one.to == ["yhteys@example.org"]]
    assert message.subject == "Olet nyt 2 käytännön yhteyshenkilö"
    assert "- Iltaohjaus\n- Päiväohjaus\n" in message.body
    assert "Lea Lähtijä" in message.body


def test_without_a_contact_person_the_practice_stands_without(owner, leaver):
    practice = PracticeFactory(owner=owner, author=leaver)

    end_membership(leaver)
    ticking.run(now=NOW)

    practice.refresh_from_db()
    assert practice.contact is None
    assert not OutgoingMail.objects.filter(kind="practices.handed_over").exists()


def test_a_deactivated_person_hands_over_everywhere(owner, leaver, contact):
    practice = PracticeFactory(owner=owner, author=leaver)
    leaver.is_active = False
    leaver.save()

    tasks.hand_over_of_the_gone({"person_id": leaver.pk})
    tasks.hand_over_of_the_gone({"person_id": leaver.pk})

    practice.refresh_from_db()
    assert practice.contact == contact
    assert OutgoingMail.objects.filter(kind="practices.handed_over").count() == 1


def test_whoever_still_works_there_keeps_theirs(owner, leaver, contact):
    practice = PracticeFactory(owner=owner, author=leaver)

    assert handing_over.hand_over(person_id=leaver.pk, now=NOW) == 0

    practice.refresh_from_db()
    assert practice.contact == leaver


def test_only_the_practices_of_that_organisation_are_handed_over(owner, leaver, contact):
    here, elsewhere = PracticeFactory(owner=owner, author=leaver), PracticeFactory(author=leaver)
    leaver.memberships.filter(organisation=owner).update(ends_on=NOW.date().replace(day=1))

    handing_over.hand_over(person_id=leaver.pk, organisation_id=owner.pk, now=NOW)

    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (here.contact, elsewhere.contact) == (contact, leaver)


def test_the_repair_finds_those_who_left_some_other_way(owner, leaver, contact):
    practice = PracticeFactory(owner=owner, author=leaver)
    leaver.memberships.update(ends_on=NOW.date().replace(day=1))

    assert tasks.hand_over_all(NOW) == 1
    assert tasks.hand_over_all(NOW) == 0

    practice.refresh_from_db()
    assert practice.contact == contact


def test_the_author_who_left_may_no_longer_write_and_stays_named(owner, leaver):
    practice = PracticeFactory(owner=owner, author=leaver)
    assert permissions.can_write(viewer_of(leaver), practice)

    end_membership(leaver)

    assert not permissions.can_write(viewer_of(leaver), practice)
    assert practice.author.name == "Lea Lähtijä"
