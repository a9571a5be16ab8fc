"""Mails of this app as they leave: language, escaping, and rights asked again."""

import pytest
from django.utils import translation

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from members.commands import invitations, memberships
from members.models import Membership, RoleGrant
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name_fi="Äänet & Co", name_sv="Ljud & Co", name_en="Sounds & Co")


@pytest.fixture
def contact(organisation):
    return PersonFactory(contact_of=organisation, first_name="Laura", last_name="Hietanen", language="sv")


def ask(organisation, **person):
    person = PersonFactory(first_name="Sanna", last_name="<b>Öhman", **person)
    return memberships.ask(organisation_id=organisation.pk, title="opo", actor=viewer_of(person), now=NOW)


def html_of(message):
    return message.alternatives[0].content


def test_the_request_reaches_the_contact_person_in_their_language(organisation, contact, mailoutbox):
    ask(organisation)

    mail.deliver(now=NOW)

    [message] = mailoutbox
    assert message.to == [contact.email]
    assert message.subject == "Sanna <b>Öhman väntar på bekräftelse"
    assert "Ljud & Co" in message.body
    assert "http://localhost:8000/sv/skrivbord/medlemskap/" in message.body
    assert "Sanna &lt;b&gt;Öhman" in html_of(message)
    assert '<html lang="sv">' in html_of(message)
    assert "List-Unsubscribe" not in message.extra_headers


def test_the_request_is_dropped_when_somebody_was_faster(organisation, contact, mailoutbox):
    membership = ask(organisation)
    memberships.approve(membership_id=membership.pk, actor=viewer_of(contact), now=NOW)

    mail.deliver(now=NOW)

    assert [message.to for message in mailoutbox] == [[membership.person.email]]


def test_the_request_is_dropped_when_the_right_is_gone(organisation, contact, mailoutbox):
    ask(organisation)
    RoleGrant.objects.all().delete()

    mail.deliver(now=NOW)

    assert mailoutbox == []
    assert OutgoingMail.objects.get().state == OutgoingMail.State.DROPPED


@pytest.mark.parametrize(
    ("language", "subject", "path"),
    [
        ("fi", "Kuulut nyt ELO-portaalissa organisaatioon Äänet & Co", "/fi/oma/"),
        ("sv", "Du hör nu till Ljud & Co i ELO-portalen", "/sv/min-sida/"),
        ("en", "You now belong to Sounds & Co in the ELO portal", "/en/me/"),
    ],
)
def test_the_answer_is_in_the_language_of_the_person(
    organisation, contact, mailoutbox, language, subject, path
):
    membership = ask(organisation, language=language)
    with translation.override("sv"):
        memberships.approve(membership_id=membership.pk, actor=viewer_of(contact), now=NOW)
        mail.deliver(now=NOW)

    assert mailoutbox[-1].subject == subject
    assert f"http://localhost:8000{path}" in mailoutbox[-1].body


def test_a_refusal_tells_the_reason_as_it_was_written(organisation, contact, mailoutbox):
    membership = ask(organisation)
    reason = "Vaihda <organisaatio> & kysy"
    memberships.decline(membership_id=membership.pk, reason=reason, actor=viewer_of(contact), now=NOW)

    mail.deliver(now=NOW)

    assert f"Perustelu: {reason}" in mailoutbox[-1].body
    assert "Vaihda &lt;organisaatio&gt; &amp; kysy" in html_of(mailoutbox[-1])


def test_an_answer_is_dropped_when_the_membership_has_ended_meanwhile(organisation, contact, mailoutbox):
    membership = ask(organisation)
    memberships.approve(membership_id=membership.pk, actor=viewer_of(contact), now=NOW)
    Membership.objects.update(ends_on="2026-03-02")

    mail.deliver(now=NOW)

    assert mailoutbox == []


def invite(organisation, contact, language="fi"):
    return invitations.invite(
        email="uusi@example.org",
        organisation_id=organisation.pk,
        language=language,
        actor=viewer_of(contact),
        now=NOW,
    )


def test_the_invitation_holds_the_link_and_its_row_forgets_it(organisation, contact, mailoutbox):
    invite(organisation, contact)
    token = OutgoingMail.objects.get().params["token"]

    mail.deliver(now=NOW)

    row = OutgoingMail.objects.get()
    assert (row.state, row.params, row.body_text) == ("sent", {}, "")
    assert mailoutbox[0].subject == "Kutsu ELO-portaaliin: Äänet & Co"
    assert f"http://localhost:8000/fi/kutsu/{token}/" in mailoutbox[0].body
    assert f'href="http://localhost:8000/fi/kutsu/{token}/"' in html_of(mailoutbox[0])
    assert "Kutsun viimeinen voimassaolopäivä on 16.3.2026." in mailoutbox[0].body


@pytest.mark.parametrize("why", ["revoked", "the right is gone"])
def test_the_invitation_is_dropped_when_it_no_longer_works(organisation, contact, mailoutbox, why):
    invitation = invite(organisation, contact)
    if why == "revoked":
        invitations.revoke(invitation_id=invitation.pk, actor=viewer_of(contact), now=NOW)
    else:
        RoleGrant.objects.all().delete()

    mail.deliver(now=NOW)

    assert mailoutbox == []


def test_mails_have_no_pictures_no_scripts_and_a_button_that_is_styled(organisation, contact, mailoutbox):
    invite(organisation, contact)

    mail.deliver(now=NOW)

    html = html_of(mailoutbox[0])
    assert "<img" not in html
    assert "<script" not in html
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html  # inlined for mail readers that drop style sheets
