"""Commands about people and logins: nobody takes over another by typing their address."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, OutgoingMail
from elo_portal.core.viewers import NOBODY
from members.commands import accounts, people
from members.models import Account, Membership, Person
from tests.factories import NOW
from tests.members.factories import (
    AccountFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    viewer_of,
)

pytestmark = pytest.mark.django_db
TYPED = {
    "first_name": "Sanna",
    "last_name": "Öhman",
    "organisation_id": None,
    "organisation_name": "Nuorten talo",
    "title": "ohjaaja",
    "language": "sv",
}


def test_register_creates_the_person_from_what_was_typed():
    account = AccountFactory(email="sanna@example.org", sign_up=TYPED)

    person = people.register(account_id=account.pk, now=NOW)

    assert (person.name, person.email, person.language) == ("Sanna Öhman", "sanna@example.org", "sv")
    assert (person.named_organisation, person.joined_at) == ("Nuorten talo", NOW)
    account.refresh_from_db()
    assert account.sign_up is None
    assert AuditEntry.objects.get().actor_id == person.pk


def test_register_twice_changes_nothing():
    account = AccountFactory(sign_up=TYPED)

    first = people.register(account_id=account.pk, now=NOW)
    second = people.register(account_id=account.pk, now=NOW + timedelta(days=1))

    assert (first.pk, first.joined_at) == (second.pk, second.joined_at)
    assert Person.objects.count() == 1


def test_register_with_an_unconfirmed_address_takes_over_nobody():
    person = PersonFactory(email="puhuja@example.org", is_reviewer=True)
    account = AccountFactory(email="puhuja@example.org", sign_up=TYPED)
    EmailAddress.objects.update(verified=False)

    with pytest.raises(people.AddressNotConfirmed):
        people.register(account_id=account.pk, now=NOW)

    person.refresh_from_db()
    assert person.account is None
    assert Person.objects.count() == 1


def test_register_ties_to_the_person_with_the_same_address_however_written():
    organisation = OrganisationFactory()
    person = PersonFactory(email="Puhuja@Example.org", member_of=organisation)
    account = AccountFactory(email="puhuja@example.org", sign_up=TYPED)

    people.register(account_id=account.pk, now=NOW)

    person.refresh_from_db()
    assert (person.account, person.name) == (account, "Sanna Öhman")
    assert viewer_of(person).organisation_ids == {organisation.pk}


def test_register_never_takes_a_person_who_has_a_login():
    person = PersonFactory(email="puhuja@example.org", account=AccountFactory(email="vanha@example.org"))
    account = AccountFactory(email="puhuja@example.org", sign_up=TYPED)

    with pytest.raises(people.AddressBelongsToAnother):
        people.register(account_id=account.pk, now=NOW)

    person.refresh_from_db()
    assert person.account.email == "vanha@example.org"


def test_register_as_a_deactivated_person_closes_the_login():
    PersonFactory(email="poissa@example.org", is_active=False)
    account = AccountFactory(email="poissa@example.org", sign_up=TYPED)

    person = people.register(account_id=account.pk, now=NOW)

    account.refresh_from_db()
    assert not account.is_active
    assert viewer_of(person) == NOBODY


def test_register_asks_for_the_membership_that_was_chosen():
    organisation = OrganisationFactory()
    PersonFactory(contact_of=organisation)
    account = AccountFactory(sign_up=TYPED | {"organisation_id": organisation.pk, "organisation_name": ""})

    person = people.register(account_id=account.pk, now=NOW)

    membership = person.memberships.get()
    assert (membership.state, membership.title) == (Membership.State.PENDING, "ohjaaja")
    assert OutgoingMail.objects.get().kind == "members.waiting"


def test_register_with_an_address_of_the_organisation_is_a_member_at_once():
    organisation = OrganisationFactory(email_domains=["ohjaamo.example.org"])
    account = AccountFactory(
        email="sanna@ohjaamo.example.org", sign_up=TYPED | {"organisation_id": organisation.pk}
    )

    person = people.register(account_id=account.pk, now=NOW)

    assert viewer_of(person).organisation_ids == {organisation.pk}


def test_register_leaves_an_existing_membership_as_it_is():
    organisation = OrganisationFactory()
    person = PersonFactory(email="sanna@example.org")
    MembershipFactory(person=person, organisation=organisation)
    account = AccountFactory(email="sanna@example.org", sign_up=TYPED | {"organisation_id": organisation.pk})

    people.register(account_id=account.pk, now=NOW)

    assert person.memberships.get().state == Membership.State.APPROVED


def test_make_way_for_drops_only_an_unconfirmed_sign_up():
    AccountFactory(email="uhri@example.org")
    EmailAddress.objects.update(verified=False)
    confirmed = AccountFactory(email="oikea@example.org")

    accounts.make_way_for("UHRI@example.org")
    accounts.make_way_for(confirmed.email)

    assert list(Account.objects.all()) == [confirmed]


def test_make_way_for_spares_an_account_with_a_person():
    person = PersonFactory(login=True)
    EmailAddress.objects.update(verified=False)

    accounts.make_way_for(person.email)

    assert Account.objects.exists()


def test_forget_unconfirmed_after_seven_days():
    AccountFactory(date_joined=NOW - timedelta(days=7, seconds=1))
    AccountFactory(date_joined=NOW - timedelta(days=6))
    EmailAddress.objects.update(verified=False)
    AccountFactory(date_joined=NOW - timedelta(days=100))

    assert accounts.forget_unconfirmed(now=NOW) == 1
    assert Account.objects.count() == 2


def test_save_own_changes_only_ones_own():
    person, other = PersonFactory(), PersonFactory()

    people.save_own(first_name="Åsa", last_name="Ek", language="sv", digest="off", actor=viewer_of(person))

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.name, person.language, person.digest) == ("Åsa Ek", "sv", "off")
    assert person.sort_key == "ek z1sa"
    assert (other.first_name, other.digest) == ("Aino", "weekly")
    assert AuditEntry.objects.get().fields == ["digest", "first_name", "language", "last_name"]


def test_save_own_as_nobody_is_denied():
    with pytest.raises(PermissionDenied):
        people.save_own(first_name="A", last_name="B", language="fi", digest="off", actor=NOBODY)


def test_unsubscribe_turns_the_digest_off_once():
    person = PersonFactory()

    people.unsubscribe(person_id=person.pk)
    people.unsubscribe(person_id=person.pk)
    people.unsubscribe(person_id=0)

    person.refresh_from_db()
    assert person.digest == "off"
    assert AuditEntry.objects.count() == 1


def test_follow_address_gives_the_person_the_confirmed_address_of_the_login():
    person = PersonFactory(login=True)
    Account.objects.update(email="uusi@example.org")

    with pytest.raises(people.AddressNotConfirmed):
        people.follow_address(account_id=person.account_id, now=NOW)
    EmailAddress.objects.update(email="uusi@example.org")
    people.follow_address(account_id=person.account_id, now=NOW)

    person.refresh_from_db()
    assert person.email == "uusi@example.org"


def test_follow_address_of_another_person_is_refused():
    PersonFactory(email="toinen@example.org")
    person = PersonFactory(login=True)
    Account.objects.update(email="toinen@example.org")
    EmailAddress.objects.update(email="toinen@example.org")

    with pytest.raises(people.AddressBelongsToAnother):
        people.follow_address(account_id=person.account_id, now=NOW)


def test_deactivate_and_reactivate_are_for_administrators():
    person = PersonFactory(login=True)
    admin = viewer_of(PersonFactory(is_admin=True))

    with pytest.raises(PermissionDenied):
        people.deactivate(person_id=person.pk, actor=viewer_of(person), now=NOW)
    people.deactivate(person_id=person.pk, actor=admin, now=NOW)

    person.account.refresh_from_db()
    assert viewer_of(person) == NOBODY
    assert not person.account.is_active
    with pytest.raises(PermissionDenied):
        people.reactivate(person_id=person.pk, actor=NOBODY)
    people.reactivate(person_id=person.pk, actor=admin)

    person.account.refresh_from_db()
    assert person.account.is_active
    assert viewer_of(person).is_authenticated
