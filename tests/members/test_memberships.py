"""Commands about memberships: ask, confirm, decline, add, end."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, OutgoingMail
from elo_portal.core.viewers import NOBODY
from members.commands import memberships
from members.models import Membership, RoleGrant
from tests.factories import NOW
from tests.members.factories import (
    TODAY,
    YESTERDAY,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    authority,
    viewer_of,
)

pytestmark = pytest.mark.django_db
State = Membership.State


def ask(person, organisation):
    return memberships.ask(
        organisation_id=organisation.pk, title="uraohjaaja", actor=viewer_of(person), now=NOW
    )


def test_ask_waits_and_tells_contact_persons_and_coordinators_of_the_region():
    organisation = OrganisationFactory()
    contact = PersonFactory(contact_of=organisation)
    coordinator = PersonFactory(coordinator_of=authority("04"))
    PersonFactory(coordinator_of=authority("08"))  # another region
    PersonFactory(coordinator_of=authority("05", kind="ely"))  # an authority that has ended
    RoleGrantFactory(role=RoleGrant.Role.CONTACT, organisation=organisation, ended=True)
    person = PersonFactory()

    membership = ask(person, organisation)

    assert membership.state == State.PENDING
    assert not viewer_of(person).is_member
    mails = OutgoingMail.objects.filter(kind="members.waiting").order_by("recipient_id")
    assert [mail.recipient_id for mail in mails] == sorted([contact.pk, coordinator.pk])
    assert AuditEntry.objects.get(action="members.ask").actor_id == person.pk


def test_ask_again_is_refused_by_the_constraint():
    person, organisation = PersonFactory(), OrganisationFactory()
    ask(person, organisation)

    with pytest.raises(memberships.AlreadyAsked):
        ask(person, organisation)

    assert Membership.objects.count() == 1


def test_ask_again_after_an_end_or_a_refusal_is_fine():
    person, organisation = PersonFactory(), OrganisationFactory()
    MembershipFactory(person=person, organisation=organisation, ended=True)
    MembershipFactory(person=person, organisation=organisation, state=State.DECLINED)

    assert ask(person, organisation).state == State.PENDING


def test_ask_at_a_suspended_organisation_is_refused():
    with pytest.raises(memberships.OrganisationNotActive):
        ask(PersonFactory(), OrganisationFactory(suspended=True))


def test_ask_as_nobody_is_refused():
    with pytest.raises(PermissionDenied):
        memberships.ask(organisation_id=OrganisationFactory().pk, title="", actor=NOBODY, now=NOW)


@pytest.mark.parametrize(
    ("address", "is_confirmed", "state"),
    [
        ("liisa@ohjaamo.example.org", True, State.APPROVED),
        ("liisa@ohjaamo.example.org", False, State.PENDING),
        ("liisa@sub.ohjaamo.example.org", True, State.PENDING),
        ("liisa@ohjaamo.example.org.evil.example.com", True, State.PENDING),
        ("liisa@notohjaamo.example.org", True, State.PENDING),
    ],
)
def test_ask_is_approved_at_once_only_for_a_confirmed_address_of_exactly_that_domain(
    address, is_confirmed, state
):
    person = PersonFactory(login=True, email=address)
    EmailAddress.objects.filter(user=person.account).update(verified=is_confirmed)
    organisation = OrganisationFactory(email_domains=["ohjaamo.example.org"])

    assert ask(person, organisation).state == state


def test_ask_forgets_the_organisation_named_at_sign_up():
    person = PersonFactory(named_organisation="Nuorten talo")

    ask(person, OrganisationFactory())

    person.refresh_from_db()
    assert person.named_organisation == ""


@pytest.mark.parametrize("role", ["contact", "coordinator", "admin"])
def test_approve_by_those_who_may_counts_at_once_and_tells_the_person(role):
    membership = MembershipFactory(pending=True)
    deciders = {
        "contact": {"contact_of": membership.organisation},
        "coordinator": {"coordinator_of": authority("04")},
        "admin": {"is_admin": True},
    }
    decider = PersonFactory(**deciders[role])

    memberships.approve(membership_id=membership.pk, actor=viewer_of(decider), now=NOW)

    membership.refresh_from_db()
    assert (membership.state, membership.decided_by, membership.starts_on) == (State.APPROVED, decider, TODAY)
    assert viewer_of(membership.person).organisation_ids == {membership.organisation.pk}
    assert OutgoingMail.objects.get().kind == "members.approved"


def test_approve_by_others_is_denied():
    organisation = OrganisationFactory()
    membership = MembershipFactory(pending=True, organisation=organisation)
    others = [
        PersonFactory(member_of=organisation),
        PersonFactory(contact_of=OrganisationFactory()),
        PersonFactory(coordinator_of=authority("08")),
        PersonFactory(is_reviewer=True),
        membership.person,
    ]

    for other in others:
        with pytest.raises(PermissionDenied):
            memberships.approve(membership_id=membership.pk, actor=viewer_of(other), now=NOW)


def test_approve_of_ones_own_is_denied_to_coordinators():
    coordinator = PersonFactory(coordinator_of=authority("04"))
    membership = MembershipFactory(pending=True, person=coordinator)

    with pytest.raises(PermissionDenied):
        memberships.approve(membership_id=membership.pk, actor=viewer_of(coordinator), now=NOW)


def test_approve_twice_is_refused():
    membership = MembershipFactory(pending=True)
    admin = viewer_of(PersonFactory(is_admin=True))
    memberships.approve(membership_id=membership.pk, actor=admin, now=NOW)

    with pytest.raises(memberships.NoLongerWaiting):
        memberships.approve(membership_id=membership.pk, actor=admin, now=NOW)


def test_decline_needs_a_reason():
    membership = MembershipFactory(pending=True)
    admin = viewer_of(PersonFactory(is_admin=True))

    with pytest.raises(memberships.ReasonMissing):
        memberships.decline(membership_id=membership.pk, reason="  ", actor=admin, now=NOW)
    memberships.decline(membership_id=membership.pk, reason="Ei ole meillä töissä.", actor=admin, now=NOW)

    membership.refresh_from_db()
    assert (membership.state, membership.reason) == (State.DECLINED, "Ei ole meillä töissä.")
    assert OutgoingMail.objects.get().kind == "members.declined"


def test_end_takes_effect_at_once_and_ends_the_contact_role():
    organisation = OrganisationFactory()
    person = PersonFactory(contact_of=organisation)
    membership = person.memberships.get()

    memberships.end(membership_id=membership.pk, actor=viewer_of(person), now=NOW)

    membership.refresh_from_db()
    assert membership.ends_on == YESTERDAY
    assert viewer_of(person).organisation_ids == frozenset()
    assert viewer_of(person).contact_organisation_ids == frozenset()


def test_end_of_a_membership_of_today_leaves_only_the_audit_row():
    membership = MembershipFactory(starts_on=TODAY)

    memberships.end(membership_id=membership.pk, actor=viewer_of(membership.person), now=NOW)

    assert not Membership.objects.exists()
    assert AuditEntry.objects.get().target_id == membership.pk


def test_end_by_a_colleague_is_denied():
    membership = MembershipFactory()
    colleague = PersonFactory(member_of=membership.organisation)

    with pytest.raises(PermissionDenied):
        memberships.end(membership_id=membership.pk, actor=viewer_of(colleague), now=NOW)


def test_end_twice_is_refused():
    membership = MembershipFactory(ends_on=YESTERDAY - timedelta(days=1))

    with pytest.raises(memberships.AlreadyEnded):
        memberships.end(membership_id=membership.pk, actor=viewer_of(membership.person), now=NOW)


def test_add_is_for_administrators_only():
    person, organisation = PersonFactory(), OrganisationFactory()
    contact = PersonFactory(contact_of=organisation)

    with pytest.raises(PermissionDenied):
        memberships.add(
            person_id=person.pk,
            organisation_id=organisation.pk,
            title="",
            actor=viewer_of(contact),
            now=NOW,
        )
    admin = PersonFactory(is_admin=True)
    memberships.add(
        person_id=person.pk, organisation_id=organisation.pk, title="", actor=viewer_of(admin), now=NOW
    )

    assert viewer_of(person).organisation_ids == {organisation.pk}
