"""kill -9 where it hurts: a worker while it hands over mail, a web worker while requests run."""

import os
import signal
import threading
import time
from collections import Counter
from http.client import HTTPException
from pathlib import Path

import pytest

from elo_portal.embedded import processes
from tests.faults.test_outages import MAIL_ROWS, PERSON, seminar, the_mail_comes_once
from tests.faults.visitor import Visitor

pytestmark = pytest.mark.faults

READERS = 4


def test_worker_is_killed_while_it_hands_over_a_mail(demo, measured):
    demo.start()
    [sink, *_] = demo.running("mail_sink")
    os.kill(sink, signal.SIGSTOP)  # takes the connection and says nothing
    visitor = Visitor(demo.port)
    visitor.sign_in("ohjaaja")
    assert "Sinulla on paikka" in visitor.register(seminar(demo), "remote").text
    assert processes.wait_for(lambda: demo.rows(MAIL_ROWS, PERSON) == [("sending", "")], seconds=20)

    for worker in demo.running("celery\0-A\0elo_portal.celery:app\0worker"):
        os.kill(worker, signal.SIGKILL)
    os.kill(sink, signal.SIGCONT)
    assert processes.wait_for(lambda: "worker started again" in demo.said(), seconds=20)
    assert demo.rows(MAIL_ROWS, PERSON) == [("sending", "")]
    # The row belongs to the dead until its lease of five minutes runs out; here it has.
    demo.rows("UPDATE core_outgoingmail SET lease_until = now() WHERE state = 'sending'")

    measured("mail after the lease", the_mail_comes_once(demo, seconds=60))


def test_web_worker_is_killed_while_requests_run(demo, measured):
    demo.start()
    [master, *_] = demo.running("gunicorn")
    workers = children(master)
    answers, is_over = Counter(), threading.Event()
    readers = [threading.Thread(target=read, args=(demo.port, answers, is_over)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    assert processes.wait_for(lambda: answers[200] > 4 * READERS, seconds=30)

    began = time.monotonic()
    os.kill(workers[0], signal.SIGKILL)
    assert processes.wait_for(lambda: is_replaced(workers[0], children(master)), seconds=30)
    measured("replaced after", time.monotonic() - began)
    lost = answers.total() - answers[200]
    time.sleep(3)
    is_over.set()
    for reader in readers:
        reader.join()

    assert (set(answers) - {200, "lost"}, answers.total() - answers[200] - lost) == (set(), 0)
    assert lost <= READERS  # each reader at most the request that was under way
    assert "web ended" not in demo.said()
    assert Visitor(demo.port).sign_in("ohjaaja").status == 200


def read(port: int, answers: Counter, is_over: threading.Event) -> None:
    visitor = Visitor(port)
    while not is_over.is_set():
        try:
            answers[visitor.get("/fi/kaytannot/?q=ohjaus").status] += 1
        except (OSError, HTTPException):
            answers["lost"] += 1


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_replaced(killed: int, now: list[int]) -> bool:
    return killed not in now and len(now) == 2
