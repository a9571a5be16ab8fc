"""`make demo` with real processes: starts, is stopped, is killed, starts again."""

import os
import re
import signal
import time
import urllib.request
from contextlib import closing

import pytest

from elo_portal.demo.ports import free_port
from elo_portal.embedded import processes
from tests.faults.demo import START_SECONDS, Demo

pytestmark = pytest.mark.faults

STOP_SECONDS = 10


def status(demo: Demo) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/fi/") as answer:
        return answer.status


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_demo_starts_and_stops_without_a_trace(demo, number, measured):
    measured("start", demo.start())
    assert status(demo) == 200

    stopped_in = demo.stop(number)
    measured("stop", stopped_in)
    assert stopped_in < STOP_SECONDS
    assert demo.process.returncode == 0
    assert demo.everything_has_gone()


def test_demo_stops_while_it_is_still_starting(demo):
    demo.launch()
    assert processes.wait_for(lambda: "Preparing" in demo.said(), seconds=START_SECONDS)

    assert demo.stop() < STOP_SECONDS
    assert demo.everything_has_gone()


def test_demo_follows_a_changed_port_and_keeps_its_data(demo):
    demo.start()
    born = demo.rows("SELECT created_at FROM core_installation")
    demo.stop()
    secret = re.findall("SECRET_KEY=(.*)", (demo.data / "env").read_text())
    demo.port = free_port()

    demo.start()

    written = (demo.data / "env").read_text()
    assert f"BASE_URL=http://localhost:{demo.port}\n" in written
    assert re.findall("SECRET_KEY=(.*)", written) == secret
    assert demo.rows("SELECT created_at FROM core_installation") == born


def test_demo_that_was_killed_is_cleared_away_by_the_next(demo):
    demo.start()
    demo.stop(signal.SIGKILL)
    assert status(demo) == 200  # its web process does not know yet

    demo.start()

    assert "an earlier demo had left behind" in demo.said()
    assert status(demo) == 200


def test_second_demo_on_the_same_data_says_so(demo):
    demo.start()
    second = Demo(demo.data)
    second.output = demo.data.parent / "second"

    second.launch()

    assert second.process.wait(30) == 1
    assert "A demo is running already" in second.said()
    assert status(demo) == 200


@pytest.mark.parametrize("word", ["gunicorn", "celery", "mail_sink"])
def test_process_that_is_killed_is_started_again(demo, word, measured):
    demo.start()
    killed = demo.running(word)[0]
    began = time.monotonic()
    os.kill(killed, signal.SIGKILL)

    assert processes.wait_for(lambda: "started again" in demo.said(), seconds=20)

    measured("started again after", time.monotonic() - began)
    assert demo.running(word)[0] != killed


@pytest.mark.parametrize("server", ["postgres", "valkey"])
def test_server_that_is_killed_is_started_again(demo, server, measured):
    demo.start()
    with closing(demo.servers()) as servers:
        one = getattr(servers, server)
        began = time.monotonic()
        processes.send(processes.occupants(one.data, one.account), signal.SIGKILL)

        assert processes.wait_for(one.answers, seconds=30)
        measured("answers again after", time.monotonic() - began)
        assert processes.wait_for(lambda: "is started again" in demo.said(), seconds=10)
    assert status(demo) == 200
