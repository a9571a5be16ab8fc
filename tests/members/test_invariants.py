"""Rules that span tables: each broken on purpose once."""

from datetime import date

import pytest

from members import invariants
from members.models import Account, Authority, Organisation, Person
from tests.factories import NOW
from tests.members.factories import (
    AccountFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    authority,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sound_network():
    PersonFactory(is_admin=True, login=True)
    PersonFactory(contact_of=OrganisationFactory(), login=True)
    PersonFactory(coordinator_of=authority("04"))
    assert invariants.broken() == []


def test_a_person_has_the_address_of_the_login():
    person = Person.objects.filter(account__isnull=False).first()
    Person.objects.filter(pk=person.pk).update(email="muu@example.org")

    assert invariants.broken() == [f"members: person {person.pk} has another address than the login"]


def test_a_login_that_was_used_has_a_person():
    account = AccountFactory(last_login=NOW)

    assert invariants.broken() == [f"members: account {account.pk} has signed in but has no person"]


def test_a_deactivated_person_has_a_closed_login():
    person = PersonFactory(login=True, is_active=False)

    assert invariants.broken() == [f"members: person {person.pk} is deactivated, but the login is not"]


def test_a_contact_person_is_a_member():
    granted = RoleGrantFactory(role="contact", organisation=OrganisationFactory())

    assert invariants.broken() == [
        f"members: role {granted.pk}: the contact person is not a member of the organisation"
    ]


def test_a_coordinator_does_not_outlast_the_authority():
    granted = RoleGrantFactory(
        role="coordinator", authority=authority("01", kind="ely"), ends_on=date(2026, 1, 1)
    )

    assert invariants.broken() == [f"members: role {granted.pk} lasts longer than its authority"]


def test_somebody_administers():
    Account.objects.update(is_active=False)

    assert "members: nobody is an administrator" in invariants.broken()


def test_a_region_has_one_authority():
    Authority.objects.filter(kind="evk", code="10").update(valid_until=date(2026, 2, 1))

    assert invariants.broken() == ["members: region 19 has 0 authorities today"]


def test_an_organisation_has_a_region():
    organisation = Organisation.objects.get()
    organisation.regions.clear()

    assert invariants.broken() == [f"members: organisation {organisation.pk} has no region"]
