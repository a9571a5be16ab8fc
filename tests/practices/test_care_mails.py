"""The mails that keep the library in order, in the recipient's language and with their rights of the moment."""

from datetime import timedelta

import pytest
from django.core import mail as outbox

from elo_portal.core import mail
from practices.commands import co_authors, freshness
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import MembershipFactory, OrganisationFactory, PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def sent():
    mail.deliver(now=NOW)
    return outbox.outbox


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("fi", "Arkistoitu: Iltaohjaus"),
        ("sv", "Arkiverad: Iltaohjaus"),
        ("en", "Archived: Iltaohjaus"),
    ],
)
def test_the_makers_are_told_of_the_archive_and_how_to_come_back(language, subject):
    author = PersonFactory(language=language)
    practice = PracticeFactory(flagged=True, author=author, text__title="Iltaohjaus")
    Practice.objects.filter(pk=practice.pk).update(asked_at=NOW - timedelta(days=366))
    freshness.keep_fresh(now=NOW)

    (message,) = sent()

    assert message.subject == subject
    assert f"/{practice.slug}/" in message.body


def test_nobody_is_asked_who_has_left_before_the_mail_leaves():
    practice = PracticeFactory(published_at=NOW - timedelta(days=400))
    freshness.keep_fresh(now=NOW)
    practice.author.memberships.update(ends_on=NOW.date() - timedelta(days=1))

    assert sent() == []


def test_nobody_is_asked_what_has_been_answered():
    practice = PracticeFactory(published_at=NOW - timedelta(days=400))
    freshness.keep_fresh(now=NOW)
    freshness.confirm(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)

    assert sent() == []


def test_the_organisation_is_told_that_the_contact_person_has_not_answered():
    owner = OrganisationFactory()
    contact = PersonFactory(contact_of=owner, language="sv")
    practice = PracticeFactory(owner=owner, asked=True, text__title="Iltaohjaus")
    freshness.keep_fresh(now=NOW)

    (message,) = sent()

    assert message.to == [contact.email]
    assert "Kontaktpersonen har inte svarat ännu." in message.body
    assert f"/sv/praxis/{practice.slug}/aktuell/" in message.body


def test_a_co_author_is_told_who_named_them():
    practice = PracticeFactory(text__title="Iltaohjaus")
    person = PersonFactory()
    MembershipFactory(person=person, organisation=practice.owner)
    co_authors.add(practice_id=practice.pk, person_id=person.pk, actor=viewer_of(practice.author), now=NOW)

    (message,) = sent()

    assert message.to == [person.email]
    assert message.subject == "Sinut nimettiin tekijäksi: Iltaohjaus"
    assert f"{practice.author.name} nimesi sinut" in message.body
