"""The pool of connections: no two workers share a backend of PostgreSQL."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.db import connection

from elo_portal.demo.ports import free_port
from elo_portal.embedded.postgres import USER
from tests.databases import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.real_time]

NAME = "test of the pool"  # of the workers' sessions in PostgreSQL
WORKERS = 2


@pytest.fixture
def portal(tmp_path):
    """The portal with two workers, as gunicorn.conf.py serves it, on the database of the tests."""
    place, port = connection.settings_dict, free_port()
    address = f"host={quote(place['HOST'])}&port={place['PORT']}&user={place['USER'] or USER}"
    address += f"&password={quote(place['PASSWORD'])}&application_name={quote(NAME)}"
    command = [sys.executable, "-m", "gunicorn", "elo_portal.wsgi:application"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    command += ["--access-logfile", "-", "--access-logformat", "served by %(p)s"]
    log = tmp_path / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "elo_portal.settings",
                "DATABASE_URL": f"postgres:///{place['NAME']}?{address}",
            },
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}/health/ready", log.read_text
        finally:
            server.terminate()
            server.wait(20)


def lines(read: Callable[[], str], words: str) -> set[str]:
    return {line for line in read().splitlines() if words in line}


def wait_for(condition: Callable[[], bool], read: Callable[[], str]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, read()
        time.sleep(0.05)


def backends() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction sees its first look again
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = %s", [NAME])
        return [pid for (pid,) in cursor.fetchall()]


def test_what_was_loaded_before_the_fork_leaves_no_backend_behind_and_each_worker_opens_its_own(portal):
    address, log = portal
    wait_for(lambda: len(lines(log, "Booting worker")) == WORKERS, log)
    assert backends() == []  # so there is nothing that a worker could have inherited

    def both_have_served() -> bool:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
        return len(lines(log, "served by")) == WORKERS

    wait_for(both_have_served, log)
    assert len(backends()) >= WORKERS
