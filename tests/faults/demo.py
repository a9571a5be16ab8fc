"""A demo with real processes, and ways to hurt it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from elo_portal import env
from elo_portal.demo import environment, leftovers
from elo_portal.demo.mailbox import Mail, Mailbox
from elo_portal.demo.ports import LOOPBACK, free_port
from elo_portal.embedded import processes
from elo_portal.embedded.folders import DataFolder
from elo_portal.embedded.servers import Servers

START_SECONDS = 120


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
        assert f"Ready: http://localhost:{self.port}/fi/" in self.said(), self.said()
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

    def servers(self) -> Servers:
        return Servers.of(DataFolder.opened(self.data).path)

    def everything_has_gone(self) -> bool:
        with closing(self.servers()) as servers:
            gone = servers.postgres.has_gone() and servers.valkey.has_gone()
            return gone and leftovers.processes(servers.identity) == []

    @contextmanager
    def unattended(self) -> Iterator[None]:
        """Nobody starts again what is ended in this block; afterwards somebody does."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def running(self, word: str) -> list[int]:
        """Those whose command line holds the word; the one that started the others comes first."""
        with closing(self.servers()) as servers:
            pids = leftovers.processes(servers.identity)
        return sorted(pid for pid in pids if word in Path(f"/proc/{pid}/cmdline").read_text())

    def end_server(self, name: str, number: signal.Signals) -> None:
        """Send a signal to PostgreSQL or Valkey and wait until it has gone."""
        with closing(self.servers()) as servers:
            server = getattr(servers, name)
            leader = min(processes.occupants(server.data, server.account))
            processes.send([leader], number)
            assert processes.wait_for(server.has_gone, seconds=20)

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with closing(self.servers()) as servers, psycopg.connect(servers.postgres.url()) as connection:
            answer = connection.execute(query, values)
            return answer.fetchall() if answer.description else []

    def mails(self, recipient: str) -> list[Mail]:
        """What the sink has received for an address, the oldest first."""
        mailbox = Mailbox(self.data / "mail")
        found = [mailbox.get(key) for key in sorted(mailbox.keys())]
        return [mail for mail in found if mail and mail.recipients == recipient]

    def relay_refuses(self) -> bool:
        """Whether nobody listens where mail is handed over."""
        port = int(env.read_file(self.data / "env")["EMAIL_URL"].rpartition(":")[2])
        with socket.socket() as probe:
            return probe.connect_ex((LOOPBACK, port)) != 0
