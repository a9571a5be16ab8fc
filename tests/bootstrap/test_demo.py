"""The parts of `make demo`: its file, its ports, its processes. All together: tests/faults/test_demo.py."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from elo_portal import env
from elo_portal.demo import environment, leftovers, ports
from elo_portal.demo.__main__ import Ports
from elo_portal.demo.children import Child, stop_all
from elo_portal.demo.loopback import is_loopback, refuse_open_address
from elo_portal.embedded import processes
from elo_portal.embedded.folders import CannotStart

pytestmark = pytest.mark.real_time

ADDRESSES = {"BASE_URL": "http://localhost:8000", "EMAIL_URL": "smtp://127.0.0.1:2525"}
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


@pytest.fixture
def child(tmp_path):
    def make(code, **environment):
        command = [sys.executable, "-c", code]
        return Child("web", command, tmp_path, tmp_path / "log" / "web.log", {**os.environ, **environment})

    return make


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def logged(child, line):
    return processes.wait_for(lambda: line in child.last_lines(), seconds=10)


def test_write_makes_a_file_for_its_owner_only(tmp_path):
    environment.write(tmp_path, **ADDRESSES)

    written = env.read_file(tmp_path / "env")
    assert len(written.pop("SECRET_KEY")) > 50
    assert written == ADDRESSES | {
        "DEMO": "1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DEFAULT_FROM_EMAIL": "ELO-portaali <elo-portaali@example.org>",
        "REQUIRE_MFA": "0",
    }
    assert (tmp_path / "env").stat().st_mode & 0o777 == 0o600


def test_write_keeps_what_is_there_and_follows_the_port(tmp_path):
    environment.write(tmp_path, **ADDRESSES)
    first = env.read_file(tmp_path / "env")
    with (tmp_path / "env").open("a") as file:
        file.write("OIDC_NAME=Kokeilu\n")

    environment.write(tmp_path, BASE_URL="http://localhost:9000")

    assert env.read_file(tmp_path / "env") == first | {
        "BASE_URL": "http://localhost:9000",
        "OIDC_NAME": "Kokeilu",
    }


def test_load_gives_nothing_of_a_demo_to_an_environment_that_is_none(tmp_path, monkeypatch):
    environment.write(tmp_path, **ADDRESSES)
    monkeypatch.setattr(os, "environ", {"DEMO": "0"})

    environment.load(tmp_path)

    assert os.environ == {"DEMO": "0"}


def test_load_puts_files_below_the_data(tmp_path, monkeypatch):
    environment.write(tmp_path, **ADDRESSES)
    monkeypatch.setattr(os, "environ", {})

    environment.load(tmp_path)

    assert os.environ["MEDIA_ROOT"] == str(tmp_path / "media")
    assert os.environ["DEMO"] == "1"


def test_ports_follow_the_wanted_one_and_keep_the_last_for_mail(tmp_path, monkeypatch):
    wanted, free = ports.free_port(), ports.free_port()
    environment.write(tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{free}")
    monkeypatch.setenv("PORT", str(wanted))

    chosen = Ports.chosen(tmp_path)

    assert (chosen.web, chosen.smtp) == (wanted, free)
    assert chosen.addresses()["BASE_URL"] == f"http://localhost:{wanted}"


def test_a_port_that_is_taken_is_named(tmp_path, monkeypatch, taken_port):
    monkeypatch.setenv("PORT", str(taken_port))

    with pytest.raises(CannotStart, match=f"Port {taken_port} is taken"):
        Ports.chosen(tmp_path)


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_does_not_exist_is_refused(tmp_path, monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(CannotStart, match="between 1 and 65535"):
        Ports.chosen(tmp_path)


def test_another_port_takes_the_place_of_one_that_is_taken(taken_port):
    assert ports.free_port(wanted=taken_port) != taken_port


def test_a_child_that_ends_is_started_again_after_growing_pauses(child):
    child = child("print('here', flush=True); raise SystemExit(3)")
    child.start()
    pauses = []

    for _ in range(3):
        child.process.wait()
        assert "ended with status 3" in child.look_after(now=child.started_at)
        pauses.append(child.due_at - child.started_at)
        assert child.look_after(now=child.due_at - 0.1) is None
        assert child.look_after(now=child.due_at) == "web started again"

    child.process.wait()
    assert pauses == [1, 2, 4]
    assert child.last_lines().split() == ["here"] * 4


def test_a_child_that_ran_for_a_while_starts_again_soon(child):
    child = child("")
    child.start()
    child.process.wait()
    child.pause = 16

    child.look_after(now=child.started_at + 61)

    assert child.due_at == child.started_at + 62


def test_stop_all_ends_even_what_does_not_want_to(child):
    children = [child(STUBBORN), child("import time; time.sleep(60)")]
    for one in children:
        one.start()
    assert logged(children[0], "up")

    began = time.monotonic()
    stop_all(children, seconds=0.5)

    assert [one.status for one in children] == [-signal.SIGKILL, -signal.SIGTERM]
    assert time.monotonic() - began < 2


def test_stop_all_ends_what_a_child_has_started(child):
    parent = child(
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {STUBBORN!r}])", ELO_PORTAL_DEMO="x1"
    )
    parent.start()
    assert logged(parent, "up")
    assert len(leftovers.processes("x1")) == 2

    stop_all([parent], seconds=0.2)

    assert processes.wait_for(lambda: leftovers.processes("x1") == [], seconds=5)


def test_a_log_that_has_grown_is_put_aside(child, monkeypatch):
    monkeypatch.setattr("elo_portal.demo.children.LOG_LIMIT", 10)
    child = child("print('new')")
    child.log.parent.mkdir()
    child.log.write_text("old" * 10)

    child.start()
    child.process.wait()

    assert child.last_lines() == "new"
    assert child.log.with_suffix(".log.1").read_text() == "old" * 10


def test_leftovers_are_known_by_their_mark_and_ended(child):
    ours, foreign = child(STUBBORN, ELO_PORTAL_DEMO="mine"), child(STUBBORN, ELO_PORTAL_DEMO="mine-too")
    for one in (ours, foreign):
        one.start()

    assert leftovers.end("mine", seconds=0.2) == 1

    assert ours.process.wait() in {-signal.SIGKILL, -signal.SIGTERM}
    assert foreign.status is None
    stop_all([foreign], seconds=0.1)


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("[::1]", True),
        ("0.0.0.0", False),  # noqa: S104
        ("192.0.2.1", False),
        ("[::]", False),
        ("0", False),
        ("example.org", False),
    ],
)
def test_is_loopback(host, is_ours):
    assert is_loopback(host) is is_ours


def test_runserver_on_an_open_address_is_refused():
    refuse_open_address(["manage.py", "runserver", "--noreload", "127.0.0.1:8000"])
    refuse_open_address(["manage.py", "runserver", "8000"])
    refuse_open_address(["manage.py", "search", "a:b"])

    with pytest.raises(ImproperlyConfigured, match=r"0\.0\.0\.0"):
        refuse_open_address(["manage.py", "runserver", "0.0.0.0:8000"])


def test_gunicorn_on_an_open_address_is_refused():
    given = {**os.environ, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "elo_portal.settings"}
    given |= {"ALLOWED_HOSTS": "localhost"}
    command = [sys.executable, "-m", "gunicorn", "--bind", "0.0.0.0:0", "elo_portal.wsgi"]

    ended = subprocess.run(
        command, cwd=environment.ROOT, env=given, capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode != 0
    assert "DEMO=1 listens to this machine only" in ended.stderr
