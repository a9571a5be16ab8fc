"""manage.py on a machine with and without a demo."""

import os
import subprocess
import sys

import pytest

from elo_portal.demo import environment
from elo_portal.embedded.folders import DataFolder
from elo_portal.embedded.servers import Servers

pytestmark = pytest.mark.real_time


@pytest.fixture
def manage(tmp_path):
    def run(*arguments, **given):
        return subprocess.run(
            [sys.executable, environment.ROOT / "manage.py", *arguments],
            env={"PATH": os.environ["PATH"], "DATA": str(tmp_path / "data"), **given},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_manage_says_what_to_do_where_no_demo_has_run(manage):
    ended = manage("check")

    assert ended.returncode == 1
    assert "Run `make demo` once" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_manage_names_the_database_that_a_production_machine_lacks(manage, tmp_path):
    environment.write(DataFolder.opened(tmp_path / "data").path)

    ended = manage("check", DEMO="0")

    assert ended.returncode == 1
    assert "DATABASE_URL is not set" in ended.stderr


def test_manage_names_the_secret_that_a_production_machine_lacks(manage, tmp_path):
    environment.write(DataFolder.opened(tmp_path / "data").path)

    ended = manage(
        "check", DEMO="0", DATABASE_URL="postgres:///x?host=/nowhere", BASE_URL="https://elo.example"
    )

    assert ended.returncode == 1
    assert "SECRET_KEY is not set" in ended.stderr


def test_manage_starts_postgres_for_a_command_and_stops_it(manage, tmp_path):
    data = DataFolder.opened(tmp_path / "data").path
    environment.write(data, BASE_URL="http://localhost:8000", EMAIL_URL="smtp://127.0.0.1:1")
    question = "from django.db import connection as c; u = c.cursor(); u.execute('select 6 * 7'); print(u.fetchone())"

    ended = manage("shell", "--no-imports", "-c", question)

    assert (ended.returncode, ended.stdout) == (0, "(42,)\n"), ended.stderr
    servers = Servers.of(data)
    assert servers.postgres.has_gone()
    servers.close()


def test_manage_refuses_to_show_a_demo_to_others(manage, tmp_path):
    data = DataFolder.opened(tmp_path / "data").path
    environment.write(data, BASE_URL="http://localhost:8000", EMAIL_URL="smtp://127.0.0.1:1")

    ended = manage("runserver", "0.0.0.0:8000", DATABASE_URL="postgres:///x?host=/nowhere")

    assert ended.returncode == 1
    assert "DEMO=1 listens to this machine only" in ended.stderr
