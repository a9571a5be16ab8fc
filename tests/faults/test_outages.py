"""What a running demo does while something that it leans on is away, and after that has come back."""

import os
import signal
import time

import pytest

from elo_portal.demo.ports import LOOPBACK
from elo_portal.embedded import processes
from tests.faults.visitor import Visitor

pytestmark = pytest.mark.faults

PERSON = "ohjaaja@example.org"
MAIL_ROWS = (
    "SELECT state, last_error FROM core_outgoingmail WHERE kind = 'seminars.confirmed' AND address = %s"
)
TWO_TICKS = 11


def seminar(demo):
    """The address of the seminar that takes registrations."""
    [(slug,)] = demo.rows("SELECT slug FROM seminars_event WHERE key = 'tno-seminaari-2027'")
    return slug


def people_go_on_working(demo, measured):
    """Reading, signing in, registering: all of it at once, as if nothing were away."""
    visitor = Visitor(demo.port)
    read, signed_in = visitor.get("/fi/kaytannot/"), visitor.sign_in("ohjaaja")
    registered = visitor.register(seminar(demo), "remote")
    for what, page in (("reading", read), ("sign-in", signed_in), ("registration", registered)):
        measured(what, page.seconds)
    assert (read.status, signed_in.status, registered.status) == (200, 200, 200)
    assert "Sinulla on paikka" in registered.text
    assert visitor.get("/health/ready").status == 200
    assert max(read.seconds, signed_in.seconds, registered.seconds) < 5


def confirmations(demo):
    """What the relay has taken of the mails that confirm the registration."""
    return [mail for mail in demo.mails(PERSON) if mail.subject.startswith("Sinulla on paikka")]


def the_mail_comes_once(demo, *, seconds):
    """The confirmation, within the time, and no second one after it. Returns how long it took."""
    began = time.monotonic()
    assert processes.wait_for(lambda: confirmations(demo), seconds=seconds), demo.rows(MAIL_ROWS, PERSON)
    took = time.monotonic() - began
    time.sleep(TWO_TICKS)
    assert len(confirmations(demo)) == 1
    assert demo.rows(MAIL_ROWS, PERSON) == [("sent", "")]
    return took


def test_smtp_refuses_connections(demo, measured):
    demo.start()
    with demo.unattended():
        os.kill(demo.running("mail_sink")[0], signal.SIGKILL)
        assert processes.wait_for(demo.relay_refuses, seconds=5)
        people_go_on_working(demo, measured)
        assert processes.wait_for(lambda: "refused" in demo.rows(MAIL_ROWS, PERSON)[0][1], seconds=20)
        assert confirmations(demo) == []

    assert processes.wait_for(lambda: not demo.relay_refuses(), seconds=40)
    measured("mail after the relay is back", the_mail_comes_once(demo, seconds=150))


def test_valkey_is_stopped(demo, measured):
    demo.start()
    with demo.unattended():
        demo.end_server("valkey", signal.SIGTERM)
        people_go_on_working(demo, measured)
        time.sleep(TWO_TICKS)
        assert confirmations(demo) == []

    assert processes.wait_for(lambda: "Valkey was gone and is started again" in demo.said(), seconds=20)
    measured("mail after Valkey is back", the_mail_comes_once(demo, seconds=60))


def test_postgresql_is_stopped(demo, measured):
    demo.start()
    visitor, machine = Visitor(demo.port), Visitor(demo.port)
    visitor.sign_in("ohjaaja")
    address = seminar(demo)
    with demo.unattended():
        demo.end_server("postgres", signal.SIGINT)
        away = visitor.get("/fi/kaytannot/")
        measured("page of 503", away.seconds)
        assert (away.status, "Portaali on hetken poissa" in away.text) == (503, True)
        assert away.seconds < 8
        assert (machine.get("/health/live").status, machine.get("/health/ready").status) == (200, 503)

    began = time.monotonic()
    assert processes.wait_for(lambda: machine.get("/health/ready").status == 200, seconds=60)
    measured("ready again", time.monotonic() - began)
    own = visitor.get("/fi/oma/")
    assert (own.status, own.url) == (200, f"http://{LOOPBACK}:{demo.port}/fi/oma/")
    assert "Sinulla on paikka" in visitor.register(address, "remote").text
    measured("mail", the_mail_comes_once(demo, seconds=60))
