"""`make demo` with real processes: starts, is stopped, is killed, starts again."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from elo_portal.demo import environment, leftovers
from elo_portal.demo.ports import free_port
from elo_portal.embedded import processes
from elo_portal.embedded.folders import DataFolder
from elo_portal.embedded.servers import Servers

pytestmark = pytest.mark.faults

START_SECONDS = 120
STOP_SECONDS = 10


class Demo:
    """One `python -m elo_portal.demo`, as `make demo` runs it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.output = data.parent / "output"
        self.process: subprocess.Popen[bytes] | None = None

    def launch(self) -> None:
        given = {"PATH": os.environ["PATH"], "DATA": str(self.data), "PORT": str(self.port)}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "elo_portal.demo"],
                cwd=environment.ROOT,
                env=given,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def start(self) -> float:
        began = time.monotonic()
        self.launch()
        assert processes.wait_for(lambda: "Ready: " in self.said() or self.has_ended(), seconds=START_SECONDS)
        assert f"Ready: http://localhost:{self.port}/fi/" in self.said()
        return time.monotonic() - began

    def stop(self, number: int = signal.SIGTERM) -> float:
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(60)
        return time.monotonic() - began

    def said(self) -> str:
        return self.output.read_text()

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def status(self) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/fi/") as answer:
            return answer.status

    def servers(self) -> Servers:
        return Servers.of(DataFolder.opened(self.data).path)

    def everything_has_gone(self) -> bool:
        servers = self.servers()
        gone = servers.postgres.has_gone() and servers.valkey.has_gone()
        gone = gone and leftovers.processes(servers.identity) == []
        servers.close()
        return gone


@pytest.fixture
def demo(tmp_path):
    demo = Demo(tmp_path / "Elo's data" / "portal")
    demo.data.parent.mkdir()
    yield demo
    if demo.process and not demo.has_ended():
        demo.stop()


def child_of(demo, word):
    servers = demo.servers()
    pids = leftovers.processes(servers.identity)
    servers.close()
    return min(pid for pid in pids if word in Path(f"/proc/{pid}/cmdline").read_text())


def first_migrated_at(demo):
    servers = demo.servers()
    with psycopg.connect(servers.postgres.url()) as connection:
        [(moment,)] = connection.execute("SELECT created_at FROM core_installation").fetchall()
    servers.close()
    return moment


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_demo_starts_and_stops_without_a_trace(demo, number):
    demo.start()
    assert demo.status() == 200

    assert demo.stop(number) < STOP_SECONDS
    assert demo.process.returncode == 0
    assert demo.everything_has_gone()


def test_demo_stops_while_it_is_still_starting(demo):
    demo.launch()
    assert processes.wait_for(lambda: "Preparing" in demo.said(), seconds=START_SECONDS)

    assert demo.stop() < STOP_SECONDS
    assert demo.everything_has_gone()


def test_demo_follows_a_changed_port_and_keeps_its_data(demo):
    demo.start()
    born = first_migrated_at(demo)
    demo.stop()
    secret = re.findall("SECRET_KEY=(.*)", (demo.data / "env").read_text())
    demo.port = free_port()

    demo.start()

    written = (demo.data / "env").read_text()
    assert f"BASE_URL=http://localhost:{demo.port}\n" in written
    assert re.findall("SECRET_KEY=(.*)", written) == secret
    assert first_migrated_at(demo) == born


def test_demo_that_was_killed_is_cleared_away_by_the_next(demo):
    demo.start()
    demo.stop(signal.SIGKILL)
    assert demo.status() == 200  # its web process does not know yet

    demo.start()

    assert "an earlier demo had left behind" in demo.said()
    assert demo.status() == 200


def test_second_demo_on_the_same_data_says_so(demo):
    demo.start()
    second = Demo(demo.data)
    second.output = demo.data.parent / "second"

    second.launch()

    assert second.process.wait(30) == 1
    assert "A demo is running already" in second.said()
    assert demo.status() == 200


@pytest.mark.parametrize("word", ["gunicorn", "celery", "mail_sink"])
def test_process_that_is_killed_is_started_again(demo, word):
    demo.start()
    killed = child_of(demo, word)
    os.kill(killed, signal.SIGKILL)

    assert processes.wait_for(lambda: "started again" in demo.said(), seconds=20)

    assert child_of(demo, word) != killed


@pytest.mark.parametrize("server", ["postgres", "valkey"])
def test_server_that_is_killed_is_started_again(demo, server):
    demo.start()
    servers = demo.servers()
    one = getattr(servers, server)
    processes.send(processes.occupants(one.data, one.account), signal.SIGKILL)

    assert processes.wait_for(one.answers, seconds=30)
    assert processes.wait_for(lambda: "is started again" in demo.said(), seconds=10)
    servers.close()
    assert demo.status() == 200
