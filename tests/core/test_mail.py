"""The mail ledger: a row first, asked again when it leaves, sent once."""

import smtplib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail as django_mail
from django.core.exceptions import PermissionDenied

from elo_portal.core import mail
from elo_portal.core.mail import ledger
from elo_portal.core.mail.kinds import Rendered, one_line
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import NOBODY, Viewer
from tests.factories import NOW

State = OutgoingMail.State
PERSON = SimpleNamespace(pk=None, email="elina@example.org", language="sv")
ADMIN = Viewer(person_id=1, name="Ada", is_admin=True)

pytestmark = pytest.mark.django_db


@mail.kind
class Plain(mail.Kind):
    """About nothing; `params` say what it should do."""

    name = "tests.plain"

    def still_due(self, about, *, now):
        return True

    def may_receive(self, viewer, about):
        return True

    def render(self, about, *, viewer, now, params):
        if params.get("explode"):
            raise RuntimeError("no template")
        if params.get("nothing"):
            return None
        return Rendered(params.get("subject", "Hej"), "text\n", "<p>text</p>")


@mail.kind
class Weekly(Plain):
    name = "tests.weekly"
    stream = OutgoingMail.Stream.DIGEST


@mail.kind
class Secret(Plain):
    name = "tests.secret"
    stream = OutgoingMail.Stream.SIGN_IN
    is_sensitive = True


@mail.kind
class Forbidden(Plain):
    name = "tests.forbidden"

    def may_receive(self, viewer, about):
        return viewer.is_authenticated


def queue(kind=Plain, key="one", **options):
    ledger.queue(kind, to=PERSON, about=None, dedupe_key=key, now=NOW, **options)
    return OutgoingMail.objects.get(dedupe_key=key)


def test_a_queued_mail_leaves_once():
    queue()

    assert [mail.deliver(now=NOW), mail.deliver(now=NOW)] == [1, 0]
    assert [message.to for message in django_mail.outbox] == [["elina@example.org"]]


def test_the_same_key_is_queued_once():
    queue()
    queue()

    assert OutgoingMail.objects.count() == 1


def test_a_sent_mail_carries_its_stored_message_id_and_says_that_it_is_automatic():
    row = queue()

    mail.deliver(now=NOW)

    headers = django_mail.outbox[0].extra_headers
    assert (headers["Message-ID"], headers["Auto-Submitted"], headers["Content-Language"]) == (
        row.message_id,
        "auto-generated",
        "sv",
    )


def test_a_mail_waits_for_its_time():
    queue(not_before=NOW + timedelta(minutes=1))

    assert [mail.deliver(now=NOW), mail.deliver(now=NOW + timedelta(minutes=1))] == [0, 1]


def test_an_expired_mail_is_marked_missed_and_not_sent():
    row = queue(expires_at=NOW)

    assert mail.deliver(now=NOW) == 0
    row.refresh_from_db()
    assert row.state == State.MISSED


def test_sign_in_leaves_before_a_digest():
    queue(Weekly, "digest", params={"subject": "digest"})
    queue(Secret, "code", params={"subject": "code"})

    mail.deliver(now=NOW)

    assert [message.subject for message in django_mail.outbox] == ["code", "digest"]


def test_a_mail_with_nothing_to_say_is_dropped():
    row = queue(params={"nothing": True})

    mail.deliver(now=NOW)

    row.refresh_from_db()
    assert (row.state, len(django_mail.outbox)) == (State.DROPPED, 0)


def test_a_recipient_without_the_right_gets_nothing():
    row = queue(Forbidden)

    mail.deliver(now=NOW)

    row.refresh_from_db()
    assert (row.state, len(django_mail.outbox)) == (State.DROPPED, 0)


def test_a_poisonous_mail_dies_alone():
    poison = queue(key="poison", params={"explode": True})
    queue(key="fine")

    assert mail.deliver(now=NOW) == 1
    poison.refresh_from_db()
    assert (poison.state, "no template" in poison.last_error) == (State.DEAD, True)


def test_the_body_of_a_sensitive_mail_goes_with_it():
    row = queue(Secret, params={"subject": "code 123456"})

    mail.deliver(now=NOW)

    row.refresh_from_db()
    assert (row.params, row.body_text) == ({}, "")


class Relay:
    """A mail connection that fails as told, then works."""

    def __init__(self, *failures):
        self.failures, self.accepted = list(failures), []

    def send_messages(self, messages):
        if self.failures and (failure := self.failures.pop(0)) is not None:
            raise failure
        self.accepted += messages
        return len(messages)

    def close(self):
        pass


@pytest.fixture
def relay(monkeypatch):
    relay = Relay()
    monkeypatch.setattr("elo_portal.core.mail.delivery.get_connection", lambda: relay)
    return relay


def test_a_relay_that_is_away_gives_every_row_back(relay):
    relay.failures = [ConnectionRefusedError()]
    queue(key="one")
    queue(key="two")

    assert mail.deliver(now=NOW) == 0
    assert set(OutgoingMail.objects.values_list("state", "lease_until")) == {(State.QUEUED, None)}
    assert mail.deliver(now=NOW + timedelta(minutes=2)) == 2


def test_a_temporary_refusal_is_tried_again_later(relay):
    relay.failures = [smtplib.SMTPDataError(451, b"later")]
    queue()

    assert [mail.deliver(now=NOW), mail.deliver(now=NOW)] == [0, 0]
    assert mail.deliver(now=NOW + timedelta(minutes=2)) == 1


def test_a_permanent_refusal_is_the_end(relay):
    relay.failures = [smtplib.SMTPRecipientsRefused({"elina@example.org": (550, b"unknown")})]
    row = queue()

    mail.deliver(now=NOW)

    row.refresh_from_db()
    assert row.state == State.DEAD


def test_a_mail_is_given_up_after_its_attempts(relay, settings):
    relay.failures = [smtplib.SMTPDataError(451, b"later")] * 10
    row = queue()

    for hours in range(10):
        mail.deliver(now=NOW + timedelta(hours=2 * hours))

    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.DEAD, settings.MAIL_MAX_ATTEMPTS)


def killed_in_hand_over(row):
    OutgoingMail.objects.filter(pk=row.pk).update(
        state=State.SENDING,
        lease_until=NOW - timedelta(seconds=1),
        handed_at=NOW - timedelta(minutes=5),
        attempts=1,
    )


def test_a_mail_whose_sender_was_killed_leaves_again_with_the_same_message_id():
    row = queue()
    killed_in_hand_over(row)

    assert mail.deliver(now=NOW) == 1
    assert django_mail.outbox[0].extra_headers["Message-ID"] == row.message_id


def test_a_digest_whose_hand_over_is_uncertain_is_not_repeated():
    row = queue(Weekly)
    killed_in_hand_over(row)

    assert mail.deliver(now=NOW) == 0
    row.refresh_from_db()
    assert row.state == State.DROPPED


def test_a_lease_that_has_not_run_out_is_respected():
    row = queue()
    OutgoingMail.objects.filter(pk=row.pk).update(state=State.SENDING, lease_until=NOW + timedelta(minutes=1))

    assert mail.deliver(now=NOW) == 0


def test_an_administrator_sends_a_dead_mail_again():
    row = queue(params={"explode": True})
    mail.deliver(now=NOW)
    OutgoingMail.objects.filter(pk=row.pk).update(params={})

    ledger.retry(mail_id=row.pk, actor=ADMIN, now=NOW)

    assert mail.deliver(now=NOW) == 1


def test_only_an_administrator_may_touch_dead_mail():
    row = queue(params={"explode": True})
    mail.deliver(now=NOW)

    with pytest.raises(PermissionDenied):
        ledger.discard(mail_id=row.pk, actor=NOBODY)


def test_discarding_a_mail_that_was_sent_meanwhile_is_refused():
    row = queue()
    mail.deliver(now=NOW)

    with pytest.raises(ledger.MailIsNotDead):
        ledger.discard(mail_id=row.pk, actor=ADMIN)


@pytest.mark.parametrize("hostile", ["a\nBcc: b@example.org", "a\r\nb", "a\x00b", "a\u2028b", "a\x85b"])
def test_a_subject_is_one_line(hostile):
    assert not set(one_line(hostile)) & set("\r\n\x00\u2028\x85")


def test_an_unknown_kind_cannot_be_queued():
    class Unknown(mail.Kind):
        name = "tests.unknown"

    with pytest.raises(KeyError):
        queue(Unknown)
