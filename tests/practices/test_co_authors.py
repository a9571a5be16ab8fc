"""Naming those who wrote it as well: who may be named, what they may then do."""

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, OutgoingMail
from practices import permissions
from practices.commands import co_authors, drafts
from practices.queries import answering
from practices.queries import co_authors as queries
from tests.factories import NOW
from tests.members.factories import TODAY, OrganisationFactory, PersonFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return PracticeFactory()


@pytest.fixture
def partner(practice):
    organisation = OrganisationFactory()
    practice.partners.create(organisation=organisation)
    return organisation


def add(practice, person, actor=None):
    actor = viewer_of(actor or practice.author)
    return co_authors.add(practice_id=practice.pk, person_id=person.pk, actor=actor, now=NOW)


def test_a_colleague_and_a_person_of_a_partner_are_named_and_told(practice, partner):
    people = [PersonFactory(member_of=practice.owner), PersonFactory(member_of=partner)]

    for person in people:
        add(practice, person)
        add(practice, person)

    assert set(practice.co_authors.all()) == set(people)
    told = OutgoingMail.objects.filter(kind="practices.named_as_author")
    assert {one.recipient_id for one in told} == {person.pk for person in people}
    assert AuditEntry.objects.filter(action="practices.add_co_author").count() == 2


def test_strangers_the_inactive_and_the_author_cannot_be_named(practice, partner):
    strangers = [
        PersonFactory(member_of=OrganisationFactory()),
        PersonFactory(member_of=partner, is_active=False),
        practice.author,
    ]

    for person in strangers:
        with pytest.raises(co_authors.NotOfTheMakers):
            add(practice, person)


def test_a_co_author_of_a_partner_writes_with_the_others(partner):
    practice = PracticeFactory(draft=True)
    practice.partners.create(organisation=partner)
    person = PersonFactory(member_of=partner)
    add(practice, person)

    drafts.save(
        practice_id=practice.pk, language="fi", values={"need": "Uusi."}, actor=viewer_of(person), now=NOW
    )

    assert practice.texts.get().need == "Uusi."


def test_only_makers_name_authors(practice):
    for person in (PersonFactory(coordinator_of=authority("04")), PersonFactory(is_admin=True)):
        with pytest.raises(PermissionDenied):
            add(practice, PersonFactory(member_of=practice.owner), person)


def test_a_co_author_removes_their_own_name(practice, partner):
    person = PersonFactory(member_of=partner)
    add(practice, person)

    co_authors.remove(practice_id=practice.pk, person_id=person.pk, actor=viewer_of(person))

    assert not practice.co_authors.exists()
    assert not permissions.is_maker(viewer_of(person), practice)
    assert AuditEntry.objects.filter(action="practices.remove_co_author").count() == 1


def test_twenty_at_most(practice):
    people = [PersonFactory(member_of=practice.owner) for _ in range(co_authors.MOST + 1)]
    practice.co_authors.set(people[:-1])

    with pytest.raises(co_authors.TooMany):
        add(practice, people[-1])


def test_names_are_for_the_network(practice):
    named = PersonFactory(member_of=practice.owner)
    practice.co_authors.add(named)
    inside, outside = PersonFactory(member_of=OrganisationFactory()), PersonFactory()

    assert answering.authors_of(practice, viewer=viewer_of(inside)) == [practice.author.name, named.name]
    assert answering.authors_of(practice, viewer=viewer_of(outside)) == []


def test_co_authors_are_told_what_is_decided(practice):
    named = PersonFactory(member_of=practice.owner)
    practice.co_authors.add(named)

    assert set(answering.makers_to_tell(practice)) == {practice.author, named}


@pytest.mark.parametrize("count", [1, 3])
def test_choices_need_the_same_queries_for_one_and_for_three(
    practice, partner, count, django_assert_num_queries
):
    for _ in range(count):
        PersonFactory(member_of=partner)

    # partners, people, partners again, memberships with organisations
    with django_assert_num_queries(4):
        assert len(queries.choices(practice, today=TODAY)) == count
